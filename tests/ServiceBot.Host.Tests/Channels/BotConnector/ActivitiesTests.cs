using System.Net;
using System.Text.Json.Nodes;

namespace ServiceBot.Host.Tests.Channels.BotConnector;

/// <summary>What becomes of each kind of activity.</summary>
public sealed class ActivitiesTests : IAsyncLifetime
{
    private BotRig rig = null!;

    public async Task InitializeAsync() => rig = await BotRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task A_message_is_answered_where_it_was_said()
    {
        await rig.PostAsync(rig.Message("hello", conversation: "19:x@thread.tacv2;messageid=17", id: "f:1/2"));
        var call = Assert.Single(await rig.Site.CallsAsync(1));
        Assert.Equal("/connector/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D17/activities/f%3A1%2F2", call.Target);
        Assert.Equal("I see", call.Text);
        Assert.Equal("f:1/2", call.Body["replyToId"]!.GetValue<string>());
        Assert.Equal("28:bot", call.Body["from"]!["id"]!.GetValue<string>());
        Assert.DoesNotContain(":null", call.Body.ToJsonString());
    }

    [Fact]
    public async Task The_same_message_posted_at_once_ten_times_takes_effect_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => rig.PostAsync(rig.Message("once"))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        await rig.PostAsync(rig.Message("last", id: "f:2"));
        Assert.Equal(2, (await rig.Site.CallsAsync(2)).Length);
        Assert.Single(rig.Spoken, entry => entry.Text == "once");
    }

    [Fact]
    public async Task A_message_sent_again_by_a_web_client_under_a_new_id_takes_effect_once()
    {
        foreach (var id in new[] { "1", "2" })
            await rig.PostAsync(rig.Activity("message", $"\"id\":\"{id}\",\"text\":\"again\",\"channelData\":{{\"clientActivityID\":\"c-1\"}}", channel: "webchat"));
        Assert.Single(rig.Spoken, entry => entry.Text == "again");
    }

    [Fact]
    public async Task Replies_keep_their_order()
    {
        foreach (var number in Enumerable.Range(1, 30))
            await rig.PostAsync(rig.Message($"m{number}", id: $"f:{number}"));
        var calls = await rig.Site.CallsAsync(30);
        Assert.Equal(Enumerable.Range(1, 30).Select(number => $"f:{number}"), calls.Select(call => call.Body["replyToId"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Opening_the_chat_is_greeted_once_whatever_comes_first()
    {
        var update = rig.Activity("conversationUpdate", """ "membersAdded":[{"id":"29:hanako"},{"id":"28:bot"}] """);
        var installed = rig.Activity("installationUpdate", """ "action":"add" """);
        await Task.WhenAll(rig.PostAsync(update), rig.PostAsync(installed));
        await rig.PostAsync(update);
        var call = Assert.Single(await rig.Site.CallsAsync(1));
        Assert.Equal("/connector/v3/conversations/a%3A1/activities", call.Target);
        Assert.Single(rig.Spoken);
    }

    [Fact]
    public async Task The_bot_does_not_greet_itself_in_a_group()
    {
        var added = rig.Activity("conversationUpdate", """ "membersAdded":[{"id":"28:bot"}] """).Replace("personal", "groupChat", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await rig.PostAsync(added)).StatusCode);
        Assert.Empty(rig.Spoken);
    }

    [Fact]
    public async Task Two_people_in_a_group_have_conversations_of_their_own()
    {
        var hanako = rig.Message("from hanako", id: "1").Replace("personal", "groupChat", StringComparison.Ordinal);
        await rig.PostAsync(hanako);
        await rig.PostAsync(hanako.Replace("hanako", "taro", StringComparison.Ordinal));
        Assert.Equal(2, rig.Spoken.Select(entry => entry.Conversation).Distinct().Count());
    }

    [Fact]
    public async Task A_pressed_card_button_is_answered_in_the_body_and_nowhere_else()
    {
        var pressed = rig.Activity("invoke", """ "id":"i1","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","title":"Solved","verb":"solved","data":{"ticket":"INC-1"}}} """);
        var first = await Json(await rig.PostAsync(pressed));
        Assert.Equal("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"I see"}""", first);
        Assert.Equal(first, await Json(await rig.PostAsync(pressed)));
        await rig.PostAsync(rig.Message("next"));
        Assert.Equal("f:1", Assert.Single(await rig.Site.CallsAsync(1)).Body["replyToId"]!.GetValue<string>());
        var submitted = rig.Spoken.First(entry => entry.Id == "i1").Utterance!.Submitted;
        Assert.Equal(("solved", "INC-1"), (submitted["verb"], submitted["ticket"]));
    }

    [Fact]
    public async Task A_card_button_pressed_five_times_at_once_is_answered_alike_and_once_taken()
    {
        var pressed = rig.Activity("invoke", """ "id":"i2","name":"adaptiveCard/action","value":{"action":{"verb":"x"}} """);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => await Json(await rig.PostAsync(pressed))));
        Assert.Single(answers.Distinct());
        Assert.Equal(2, rig.Spoken.Count);
    }

    [Fact]
    public async Task An_unknown_invoke_is_not_implemented()
    {
        var answer = await rig.PostAsync(rig.Activity("invoke", """ "id":"i3","name":"signin/verifyState","value":{} """));
        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Equal("application/vnd.microsoft.error", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_expects_replies_gets_them_in_the_body_and_nowhere_else()
    {
        var body = JsonNode.Parse(await Json(await rig.PostAsync(rig.Message("now", id: "e1", more: ",\"deliveryMode\":\"expectReplies\""))))!;
        Assert.Equal("I see", Assert.Single(body["activities"]!.AsArray())!["text"]!.GetValue<string>());
        await rig.PostAsync(rig.Message("next"));
        Assert.Equal("f:1", Assert.Single(await rig.Site.CallsAsync(1)).Body["replyToId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_person_of_Teams_is_known_by_their_Entra_id_and_a_web_guest_is_not_believed_to_have_one()
    {
        await rig.PostAsync(rig.Message("teams"));
        await rig.PostAsync(rig.Activity("message", "\"id\":\"1\",\"text\":\"web\"", channel: "webchat"));
        Assert.Equal("9d3e51f4-1111-4c61-8d0a-6a1b5c2d3e4f", (await CustomerOf("teams")).Value);
        Assert.Equal("webchat:29:hanako", (await CustomerOf("web")).Value);
    }

    public static TheoryData<string, string> MentionTexts => new()
    {
        { "<at>Desk</at> VPN is down", "VPN is down" },
        { "VPN <at>Desk</at>", "VPN" },
        { "<at>Desk</at> please ask <at>Taro</at>", "please ask <at>Taro</at>" },
        { "no mention", "no mention" },
    };

    [Theory, MemberData(nameof(MentionTexts))]
    public async Task The_mention_of_the_bot_is_no_part_of_what_is_said(string written, string said)
    {
        const string Entities = ",\"entities\":[{\"type\":\"mention\",\"mentioned\":{\"id\":\"28:bot\"},\"text\":\"<at>Desk</at>\"},{\"type\":\"mention\",\"mentioned\":{\"id\":\"29:taro\"},\"text\":\"<at>Taro</at>\"},{\"type\":\"mention\"}]";
        await rig.PostAsync(rig.Message(written, more: Entities));
        Assert.True(rig.Heard(said));
    }

    [Fact]
    public void Long_texts_are_shortened_for_Teams_and_its_buttons_are_said_aloud()
    {
        var reply = new ServiceBot.Messages.Reply(new string('あ', 40_000), ServiceBot.Messages.Language.Japanese, [new("はい", "yes")], new());
        var activity = ServiceBot.Host.Channels.BotFramework.Sending.OutgoingMessage.Of("r1", reply, null, new("msteams", "c", "u", "b", "https://smba.example/"));
        Assert.InRange(2 * ServiceBot.Host.Channels.Activities.ActivityJson.Write(activity).Length / 3, 1000, 28 * 1024);
        Assert.Equal("imBack", activity.SuggestedActions!.Actions![0].Type);
    }

    private async Task<ServiceBot.Messages.PersonId> CustomerOf(string text) =>
        (await rig.Conversations.FindAsync(rig.Spoken.First(entry => entry.Text == text).Conversation, default))!.Customer.Id;

    private static Task<string> Json(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Content.ReadAsStringAsync();
    }
}
