using System.Net;

namespace ServiceBot.Host.Tests.Channels.BotConnector;

/// <summary>What starts no turn: activities that are nobody's words, and bodies that are no activities.</summary>
public sealed class QuietActivitiesTests(SharedRig shared) : IClassFixture<SharedRig>
{
    private readonly BotRig rig = shared.Rig;

    public static TheoryData<string, string> WithoutTurn => new()
    {
        { "typing", "\"id\":\"1\"" },
        { "messageReaction", "\"reactionsAdded\":[{\"type\":\"like\"}]" },
        { "endOfConversation", "\"id\":\"1\"" },
        { "event", "\"name\":\"tokens/response\",\"value\":1" },
        { "messageUpdate", "\"text\":\"edited\"" },
        { "conversationUpdate", "\"membersRemoved\":[{\"id\":\"29:hanako\"}]" },
        { "installationUpdate", "\"action\":\"remove\"" },
        { "somethingNew", "\"id\":\"1\"" },
    };

    [Theory, MemberData(nameof(WithoutTurn))]
    public async Task Other_activities_are_answered_and_start_nothing(string type, string members)
    {
        Assert.Equal(HttpStatusCode.OK, (await rig.PostAsync(rig.Activity(type, members))).StatusCode);
        Assert.Empty(rig.Spoken);
    }

    public static TheoryData<string, string, int> Broken => new()
    {
        { "no JSON", "hello", 400 },
        { "empty", "", 400 },
        { "null", "null", 400 },
        { "a list", "[]", 400 },
        { "a text", "\"message\"", 400 },
        { "no type", "{}", 400 },
        { "cut off", "{\"type\":\"message\"", 400 },
        { "deep", string.Concat(Enumerable.Repeat("{\"value\":", 5000)) + "1" + new string('}', 5000), 400 },
        { "lone surrogate", """{"type":"message","text":"\ud800"}""", 400 },
        { "lone surrogate in value", """{"type":"message","value":{"x":"\udfff"}}""", 400 },
        { "serviceUrl twice", """{"type":"message","serviceUrl":"https://a.example/","serviceUrl":"https://b.example/"}""", 400 },
        { "text is a number", """{"type":"message","text":1}""", 400 },
        { "too long", $$"""{"type":"message","text":"{{new string('x', 300_000)}}"}""", 413 },
    };

    [Theory, MemberData(nameof(Broken))]
    public async Task Broken_bodies_are_refused(string name, string body, int status)
    {
        var answer = await rig.PostAsync(body);
        Assert.Equal((name, status), (name, (int)answer.StatusCode));
        Assert.Empty(rig.Spoken);
    }

    [Fact]
    public async Task A_body_of_another_type_is_not_read() =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await rig.PostAsync(rig.Message("form"), "Bearer " + rig.GoodToken, "text/plain")).StatusCode);

    [Fact]
    public async Task A_body_that_is_no_text_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new ByteArrayContent([0x7b, 0xff, 0xfe, 0x7d]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Authorization = new("Bearer", rig.GoodToken);
        Assert.Equal(HttpStatusCode.BadRequest, (await rig.Http.SendAsync(request)).StatusCode);
    }
}
