using System.Net;
using System.Text.Json.Nodes;
using NodaTime;

namespace ServiceBot.Host.Tests.Channels.DirectLine;

public sealed class DirectLineTests : IAsyncLifetime
{
    private DirectLineServer server = null!;

    public async Task InitializeAsync() => server = await DirectLineServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task The_greeting_is_the_first_thing_on_the_stream()
    {
        var client = await server.ClientAsync();
        var started = await client.StartAsync();
        using var socket = await Socket.OpenAsync(started["streamUrl"]!.GetValue<string>());
        var greeting = await socket.NextAsync();
        Assert.Equal("bot", greeting["from"]!["role"]!.GetValue<string>());
        Assert.Equal(client.Conversation, greeting["conversation"]!["id"]!.GetValue<string>());
        Assert.Equal("directline", greeting["channelId"]!.GetValue<string>());
        Assert.NotNull(greeting["channelData"]!["serviceBot"]);
    }

    [Fact]
    public async Task Starting_again_with_the_same_token_finds_the_same_conversation()
    {
        var client = await server.ClientAsync();
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, "conversations", client.Token, "{}")).StatusCode);
        var again = await server.SendAsync(HttpMethod.Post, "conversations", client.Token);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(client.Conversation, (await DirectLineServer.Json(again))["conversationId"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_a_customer_sends_comes_back_as_it_was_sent_and_then_the_answer()
    {
        var client = await server.StartedAsync();
        using var socket = await client.OpenAsync();
        await socket.NextAsync();
        var sent = """{"type":"message","text":"VPNにつながらない😀","textFormat":"plain","attachments":[],"channelData":{"clientActivityID":"c1","attachmentSizes":[],"x":{"y":[null]}},"entities":[{"type":"ClientCapabilities","z":1}],"future":true,"locale":"ja-JP"}""";
        var id = (await DirectLineServer.Json(await client.PostAsync(sent)))["id"]!.GetValue<string>();
        var echo = await socket.NextAsync();
        Assert.Equal(id, echo["id"]!.GetValue<string>());
        foreach (var (name, value) in JsonNode.Parse(sent)!.AsObject())
            Assert.True(JsonNode.DeepEquals(value, echo[name]), name);
        Assert.NotNull(echo["timestamp"]);
        var answer = await socket.NextAsync();
        Assert.Equal(id, answer["replyToId"]!.GetValue<string>());
        Assert.Equal("markdown", answer["textFormat"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nobody_speaks_as_somebody_else()
    {
        var client = await server.StartedAsync("dl_hanako");
        await client.PostAsync("""{"type":"message","text":"x","id":"mine","from":{"id":"dl_taro","role":"bot"},"conversation":{"id":"other"},"serviceUrl":"http://evil"}""");
        var echo = (await client.PollAsync("1"))["activities"]![0]!;
        Assert.Equal("dl_hanako", echo["from"]!["id"]!.GetValue<string>());
        Assert.Equal("user", echo["from"]!["role"]!.GetValue<string>());
        Assert.Equal(client.Conversation, echo["conversation"]!["id"]!.GetValue<string>());
        Assert.NotEqual("mine", echo["id"]!.GetValue<string>());
        Assert.Null(echo["serviceUrl"]);
    }

    [Fact]
    public async Task The_same_message_posted_many_times_at_once_takes_effect_once()
    {
        var client = await server.StartedAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.SayAsync("x", "same")));
        Assert.Single(ids.Distinct());
        Assert.Single((await client.PollAsync())["activities"]!.AsArray(), each => each!["from"]!["role"]!.GetValue<string>() == "user");
    }

    [Theory]
    [InlineData("GET", "conversations/{0}")]
    [InlineData("POST", "conversations/{0}/activities")]
    [InlineData("GET", "conversations/{0}/activities")]
    [InlineData("POST", "conversations/{0}/upload")]
    public async Task A_token_opens_no_other_conversation(string method, string path)
    {
        var victim = await server.StartedAsync("dl_victim");
        var thief = await server.StartedAsync("dl_thief");
        var answer = await server.SendAsync(new(method), string.Format(path, victim.Conversation), thief.Token, method == "POST" ? """{"type":"message","text":"x"}""" : null);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.NotNull((await DirectLineServer.Json(answer))["error"]!["code"]);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("x", HttpStatusCode.Forbidden)]
    [InlineData("a.b.c", HttpStatusCode.Forbidden)]
    [InlineData("eyJhbGciOiJub25lIn0.eyJ1c2VyIjoiZGxfeCIsImNvbnYiOiJjIiwiaXNzIjoic2VydmljZWJvdCIsImF1ZCI6ImRpcmVjdGxpbmUiLCJleHAiOjQwMDAwMDAwMDB9.", HttpStatusCode.Forbidden)]
    public async Task Without_a_token_of_ours_nothing_opens(string? bearer, HttpStatusCode status)
    {
        foreach (var path in new[] { "tokens/generate", "tokens/refresh", "conversations", "conversations/c/activities", "conversations/c/upload" })
            Assert.Equal(status, (await server.SendAsync(HttpMethod.Post, path, bearer, "{}")).StatusCode);
    }

    [Fact]
    public async Task A_token_lives_thirty_minutes_and_is_renewed_only_before_its_end()
    {
        var client = await server.StartedAsync();
        server.Clock.Move(Duration.FromMinutes(29));
        var renewed = await server.SendAsync(HttpMethod.Post, "tokens/refresh", client.Token);
        Assert.Equal(1800, (await DirectLineServer.Json(renewed))["expires_in"]!.GetValue<int>());
        server.Clock.Move(Duration.FromMinutes(2));
        var late = await server.SendAsync(HttpMethod.Post, "tokens/refresh", client.Token);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Equal("TokenExpired", (await DirectLineServer.Json(late))["error"]!["code"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await (client with { Token = (await DirectLineServer.Json(renewed))["token"]!.GetValue<string>() }).PostAsync("""{"type":"typing"}""")).StatusCode);
    }

    [Fact]
    public async Task A_token_carries_its_user_for_Web_Chat_to_read()
    {
        var client = await server.ClientAsync("dl_hanako");
        var payload = client.Token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        Assert.Equal("dl_hanako", JsonNode.Parse(Convert.FromBase64String(payload + new string('=', (4 - payload.Length % 4) % 4)))!["user"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"user":{"id":"hanako"}}""")]
    [InlineData("""{"user":7}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_token_is_made_only_for_users_with_the_prefix_and_of_sound_requests(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Post, "tokens/generate", DirectLineServer.Secret, body)).StatusCode);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","text":5}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","text":"x","from":null,"channelData":{"a":"\udfff"}}""")]
    public async Task A_malformed_activity_is_refused(string body)
    {
        var client = await server.StartedAsync();
        var answer = await client.PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("BadArgument", (await DirectLineServer.Json(answer))["error"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_deep_or_huge_activity_is_refused()
    {
        var client = await server.StartedAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("""{"type":"message","value":""" + new string('[', 20_000) + new string(']', 20_000) + "}")).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync("""{"type":"message","text":"x","pad":" """ + new string(' ', 1 << 20) + "\"}")).StatusCode);
    }

    [Theory]
    [InlineData("""{"type":"typing"}""")]
    [InlineData("""{"type":"futureType","text":"x"}""")]
    [InlineData("""{"type":"event","name":"any","value":[1]}""")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[null]}""")]
    public async Task What_is_no_message_is_answered_and_starts_no_turn(string activity)
    {
        var client = await server.StartedAsync();
        var answer = await client.PostAsync(activity);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull((await DirectLineServer.Json(answer))["id"]);
        Assert.Single((await client.PollAsync())["activities"]!.AsArray());
    }

    [Fact]
    public async Task A_watermark_misses_nothing_and_repeats_nothing()
    {
        var client = await server.StartedAsync();
        await client.SayAsync("1");
        var first = await client.PollAsync();
        Assert.Equal("3", first["watermark"]!.GetValue<string>());
        await client.SayAsync("2");
        var second = await client.PollAsync("3");
        Assert.Equal(2, second["activities"]!.AsArray().Count);
        Assert.Equal("2", second["activities"]![0]!["text"]!.GetValue<string>());
        Assert.Empty((await client.PollAsync("5"))["activities"]!.AsArray());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("99999999999999999999999")]
    public async Task What_is_no_watermark_stands_for_the_beginning(string watermark)
    {
        var client = await server.StartedAsync();
        Assert.Single((await client.PollAsync(watermark))["activities"]!.AsArray());
    }

    [Fact]
    public async Task An_unknown_conversation_is_not_found()
    {
        var client = await server.ClientAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, $"conversations/{client.Conversation}", client.Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, $"conversations/{client.Conversation}/activities", client.Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Post, "conversations/nobodys/activities", DirectLineServer.Secret, """{"type":"message","text":"x"}""")).StatusCode);
    }

    [Fact]
    public async Task Pages_of_other_sites_may_only_use_tokens_that_trust_them()
    {
        var trusted = await server.ClientAsync(body: """{"trustedOrigins":["https://desk.example"]}""");
        var plain = await server.ClientAsync();
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, "conversations", trusted.Token, "{}", "https://desk.example")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync(HttpMethod.Post, "conversations", trusted.Token, "{}", "https://evil.example")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync(HttpMethod.Post, "conversations", plain.Token, "{}", "https://desk.example")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, "conversations", plain.Token, "{}", server.Http.BaseAddress!.GetLeftPart(UriPartial.Authority))).StatusCode);
    }

    [Fact]
    public async Task A_card_hands_over_its_texts()
    {
        var client = await server.StartedAsync();
        await client.PostAsync("""{"type":"message","value":{"rating":"5","nested":{"a":"b"},"n":1},"channelData":{"postBack":true}}""");
        var heard = (await server.TranscriptAsync(client.Conversation))[1].Utterance!;
        Assert.Equal([new("rating", "5")], heard.Submitted);
    }

    [Fact]
    public async Task Limits_answer_with_the_time_to_wait()
    {
        await using var strict = await DirectLineServer.StartAsync(options => options with { RequestsPerSecondPerToken = 1 }, "Production");
        var client = await strict.StartedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => client.PostAsync("""{"type":"typing"}""")));
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
    }
}
