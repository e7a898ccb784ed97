using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServiceBot.Host.Tests.Channels.BotConnector;

/// <summary>The channels' side on a free port of this machine: keys, tokens, and a connector that records what it is told.</summary>
public sealed class ChannelSite : IAsyncDisposable
{
    private readonly WebApplication app;
    private int keyFetches;
    private int tokenFetches;

    private ChannelSite(WebApplication app) => this.app = app;

    public string Root => app.Urls.First();

    public string ServiceUrl => Root + "/connector/";

    public SigningKey Key { get; } = new("key-1", "msteams", "webchat", "directline");

    /// <summary>The keys that are announced.</summary>
    public List<SigningKey> Announced { get; } = [];

    /// <summary>Replaces the answer of the key set, the metadata, the token endpoint or the connector.</summary>
    public RequestDelegate? OnKeys { get; set; }

    public RequestDelegate? OnMetadata { get; set; }

    public RequestDelegate? OnToken { get; set; }

    public Func<Call, HttpContext, Task>? OnCall { get; set; }

    public int KeyFetches => keyFetches;

    public int TokenFetches => tokenFetches;

    public ConcurrentQueue<Call> Calls { get; } = new();

    public ConcurrentQueue<string> OtherRequests { get; } = new();

    public static async Task<ChannelSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.FromSeconds(1));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var site = new ChannelSite(app);
        site.Announced.Add(site.Key);
        app.MapGet("/metadata", http => site.OnMetadata?.Invoke(http) ?? http.Response.WriteAsJsonAsync(new { issuer = "https://api.botframework.com", jwks_uri = site.Root + "/keys" }));
        app.MapGet("/keys", site.AnswerKeysAsync);
        app.MapPost("/token", site.AnswerTokenAsync);
        app.MapPost("/connector/{**path}", site.AnswerCallAsync);
        app.MapFallback(http =>
        {
            site.OtherRequests.Enqueue(http.Request.Path);
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return site;
    }

    /// <summary>Waits until the connector was called so often, for ten seconds at most.</summary>
    public async Task<Call[]> CallsAsync(int atLeast)
    {
        for (var tries = 0; Calls.Count < atLeast; tries++)
        {
            Assert.True(tries < 1000, $"{Calls.Count} calls instead of {atLeast}");
            await Task.Delay(10);
        }

        return [.. Calls];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerKeysAsync(HttpContext http)
    {
        Interlocked.Increment(ref keyFetches);
        return OnKeys?.Invoke(http) ?? http.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray([.. Announced.Select(key => key.Jwk())]) }.ToJsonString());
    }

    private Task AnswerTokenAsync(HttpContext http)
    {
        var number = Interlocked.Increment(ref tokenFetches);
        return OnToken?.Invoke(http) ?? http.Response.WriteAsJsonAsync(new { token_type = "Bearer", expires_in = 3600, access_token = $"bot-token-{number}" });
    }

    private async Task AnswerCallAsync(HttpContext http)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonNode>(http.Request.Body);
        var target = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var call = new Call(target, http.Request.Headers.Authorization.ToString(), body!);
        Calls.Enqueue(call);
        if (OnCall is not null)
        {
            await OnCall(call, http);
            return;
        }

        http.Response.StatusCode = 201;
        await http.Response.WriteAsJsonAsync(new { id = $"1:{Calls.Count}" });
    }
}

/// <summary>One call of the connector.</summary>
public sealed record Call(string Target, string Authorization, JsonNode Body)
{
    public string Text => Body["text"]!.GetValue<string>();

    public string Id => Body["id"]!.GetValue<string>();

    public string Conversation => Body["conversation"]!["id"]!.GetValue<string>();
}

/// <summary>A key of the channels, with the channels it may speak for.</summary>
public sealed record SigningKey(string Id, params string[] Endorsements)
{
    public RSA Rsa { get; } = RSA.Create(2048);

    public JsonObject Jwk()
    {
        var key = Rsa.ExportParameters(false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["n"] = Forge.Base64(key.Modulus!),
            ["e"] = Forge.Base64(key.Exponent!),
            ["endorsements"] = new JsonArray([.. Endorsements.Select(each => JsonValue.Create(each))]),
        };
    }
}
