using System.Text;
using System.Text.Json.Nodes;
using ServiceBot.Host.Channels.Activities;
using ServiceBot.Messages;

namespace ServiceBot.Host.Tests.Channels.Activities;

public sealed class ActivityJsonTests
{
    [Theory]
    [InlineData("""{"type":"message","text":"こんにちは😀","futureMember":{"a":[1,null,"x"]},"from":{"id":"u","upn":"a@b"}}""")]
    [InlineData("""{"type":"event","name":"n","value":[1,2],"channelData":"any","entities":[{"type":"clientInfo","country":"JP"}]}""")]
    [InlineData("""{"type":"message","timestamp":"2026-11-20T01:02:03.1234567Z","attachments":[{"contentType":"a/b","content":{"x":1},"more":2}]}""")]
    [InlineData("""{"type":"message","conversation":{"id":"c","isGroup":false,"x":1},"suggestedActions":{"to":[],"actions":[{"type":"imBack","value":"v","image":"i"}]}}""")]
    public void What_is_not_known_survives_a_round_trip(string json)
    {
        var written = ActivityJson.Write(Read(json).Activity!);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(written)), Encoding.UTF8.GetString(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"message\"")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"message","text":["x"]}""")]
    [InlineData("""{"type":"message","from":"me"}""")]
    [InlineData("""{"type":"message","attachments":{}}""")]
    [InlineData("""{"type":"message","type":"event"}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","channelData":{"clientActivityID":"\udc00x"}}""")]
    [InlineData("""{"type":"message","channelData":{"\ud83d":1}}""")]
    public void A_body_that_is_no_activity_is_refused_with_a_reason(string json)
    {
        var (activity, fault) = Read(json);
        Assert.Null(activity);
        Assert.False(string.IsNullOrEmpty(fault));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.NotNull(ActivityJson.Read([.. "{\"type\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]).Fault);

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.NotNull(Read("""{"type":"message","value":""" + new string('[', 10_000) + new string(']', 10_000) + "}").Fault);

    [Fact]
    public void Null_elements_of_lists_are_left_out()
    {
        var (activity, _) = Read("""{"type":"message","attachments":[null,{"name":"a"}],"entities":[null],"suggestedActions":{"to":[null],"actions":[null]}}""");
        Assert.Equal("a", Assert.Single(activity!.Attachments!).Name);
        Assert.Empty(activity.Entities!);
        Assert.Empty(activity.SuggestedActions!.Actions!);
    }

    [Fact]
    public void A_reply_becomes_a_message_without_null_members()
    {
        var reply = new Reply("**はい**", Language.Japanese, [new("はい", "はい"), new("詳しく", "more:1")], new Trace { Turn = 2, Articles = ["kb-1"] });
        Assert.Equal(
            """{"type":"message","replyToId":"a1","locale":"ja-JP","text":"**はい**","textFormat":"markdown","inputHint":"expectingInput","suggestedActions":{"to":[],"actions":[{"type":"imBack","title":"はい","value":"はい"},{"type":"postBack","title":"詳しく","value":"more:1"}]},"channelData":{"serviceBot":{"turn":2,"articles":["kb-1"]}}}""",
            Encoding.UTF8.GetString(ActivityJson.Write(ReplyActivity.Of(reply, "a1"))));
    }

    private static (Activity? Activity, string? Fault) Read(string json) => ActivityJson.Read(Encoding.UTF8.GetBytes(json));
}
