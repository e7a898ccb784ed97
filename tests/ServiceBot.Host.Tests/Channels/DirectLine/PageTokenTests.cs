using System.Net;
using System.Text.Json.Nodes;

namespace ServiceBot.Host.Tests.Channels.DirectLine;

public sealed class PageTokenTests : IAsyncLifetime, IDisposable
{
    private DirectLineServer server = null!;
    private HttpClient browser = null!;

    public async Task InitializeAsync()
    {
        server = await DirectLineServer.StartAsync(options => options with { TokensPerMinutePerAddress = 5 }, "Production");
        browser = new() { BaseAddress = server.Http.BaseAddress };
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task A_reload_goes_on_with_the_conversation()
    {
        var first = await IssueAsync();
        Assert.Null(first["watermark"]);
        await new Client(server, first["token"]!.GetValue<string>(), first["conversationId"]!.GetValue<string>()).StartAsync();
        var second = await IssueAsync();
        Assert.Equal(first["conversationId"]!.GetValue<string>(), second["conversationId"]!.GetValue<string>());
        Assert.Equal("0", second["watermark"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_new_conversation_can_be_asked_for()
    {
        var first = await IssueAsync();
        await new Client(server, first["token"]!.GetValue<string>(), first["conversationId"]!.GetValue<string>()).StartAsync();
        Assert.NotEqual(first["conversationId"]!.GetValue<string>(), (await IssueAsync("?new=true"))["conversationId"]!.GetValue<string>());
    }

    [Fact]
    public async Task No_script_reads_who_the_visitor_is()
    {
        var cookie = (await browser.PostAsync("/api/chat/token", null)).Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_cookie_is_no_token_and_a_token_is_no_cookie()
    {
        var answer = await browser.PostAsync("/api/chat/token", null);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1];
        Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync(HttpMethod.Post, "tokens/refresh", cookie)).StatusCode);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/token");
        request.Headers.Add("Cookie", "servicebot.visitor=" + token["token"]!.GetValue<string>());
        using var stranger = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Http.BaseAddress };
        var other = await DirectLineServer.Json(await stranger.SendAsync(request));
        Assert.NotEqual(token["conversationId"]!.GetValue<string>(), other["conversationId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Other_sites_get_none(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/token");
        request.Headers.Add(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task An_address_that_asks_too_often_has_to_wait()
    {
        for (var i = 0; i < 5; i++)
            await IssueAsync();
        var refused = await browser.PostAsync("/api/chat/token", null);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    private async Task<JsonNode> IssueAsync(string query = "") => await DirectLineServer.Json(await browser.PostAsync("/api/chat/token" + query, null));
}
