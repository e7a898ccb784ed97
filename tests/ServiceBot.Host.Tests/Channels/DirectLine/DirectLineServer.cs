using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.DirectLine;
using ServiceBot.Host.Storage.Sqlite;

namespace ServiceBot.Host.Tests.Channels.DirectLine;

/// <summary>A desk that speaks Direct Line on a free port of this machine, with a clock of its own.</summary>
public sealed class DirectLineServer : IAsyncDisposable
{
    public const string Secret = "a secret of the tests";
    private readonly WebApplication app;
    private readonly bool ownsFolder;

    private DirectLineServer(WebApplication app, TestClock clock, string folder, bool ownsFolder)
    {
        this.app = app;
        this.ownsFolder = ownsFolder;
        Folder = folder;
        Clock = clock;
        Http = new() { BaseAddress = new(app.Urls.First()) };
    }

    public TestClock Clock { get; }

    public string Folder { get; }

    public HttpClient Http { get; }

    public string Root => Http.BaseAddress + "v3/directline";

    public static async Task<DirectLineServer> StartAsync(
        Func<DirectLineOptions, DirectLineOptions>? with = null, string environment = "Development", string? folder = null)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("servicebot-").FullName;
        var options = new DirectLineOptions { DataFolder = data, Secret = Secret };
        var clock = new TestClock();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.FromSeconds(5));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IClock>(clock).AddSqliteStore(data).AddFrontDoor();
        builder.Services.AddDirectLine(with?.Invoke(options) ?? options);
        var desk = builder.Build();
        desk.MapDirectLine();
        await desk.StartAsync();
        return new(desk, clock, data, folder is null);
    }

    /// <summary>A token for a new conversation, as a site's server gets it.</summary>
    public async Task<Client> ClientAsync(string user = "dl_hanako", string body = "")
    {
        var answer = await SendAsync(HttpMethod.Post, "tokens/generate", Secret, body is "" ? $$$"""{"user":{"id":"{{{user}}}"}}""" : body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await Json(answer);
        return new(this, json["token"]!.GetValue<string>(), json["conversationId"]!.GetValue<string>());
    }

    /// <summary>A client whose conversation has begun.</summary>
    public async Task<Client> StartedAsync(string user = "dl_hanako")
    {
        var client = await ClientAsync(user);
        await client.StartAsync();
        return client;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? bearer, string? body = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/v3/directline/" + path);
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Http.SendAsync(request);
    }

    public static async Task<JsonNode> Json(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync()) ?? throw new JsonException("null");

    /// <summary>What the desk has heard and said.</summary>
    public ValueTask<IReadOnlyList<TranscriptEntry>> TranscriptAsync(string conversation) =>
        app.Services.GetRequiredService<IConversationQueries>().TranscriptAsync(new(conversation), 0, 1000, default);

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        if (ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A clock that stands until it is moved.</summary>
public sealed class TestClock : IClock
{
    private Duration moved;

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + moved;

    public void Move(Duration by) => moved += by;
}

/// <summary>Somebody with a token.</summary>
public sealed record Client(DirectLineServer Server, string Token, string Conversation)
{
    public Task<HttpResponseMessage> PostAsync(string activity) =>
        Server.SendAsync(HttpMethod.Post, $"conversations/{Conversation}/activities", Token, activity);

    public async Task<string> SayAsync(string text, string? clientId = null)
    {
        var answer = await PostAsync($$$"""{"type":"message","text":"{{{text}}}","channelData":{"clientActivityID":"{{{clientId ?? Guid.NewGuid().ToString()}}}"}}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await DirectLineServer.Json(answer))["id"]!.GetValue<string>();
    }

    public async Task<JsonNode> StartAsync() =>
        await DirectLineServer.Json(await Server.SendAsync(HttpMethod.Post, "conversations", Token, """{"locale":"ja-JP"}"""));

    public async Task<JsonNode> PollAsync(string watermark = "") =>
        await DirectLineServer.Json(await Server.SendAsync(HttpMethod.Get, $"conversations/{Conversation}/activities?watermark={watermark}", Token));

    public async Task<string> StreamUrlAsync(string watermark = "") =>
        (await DirectLineServer.Json(await Server.SendAsync(HttpMethod.Get, $"conversations/{Conversation}?watermark={watermark}", Token)))["streamUrl"]!.GetValue<string>();

    public async Task<Socket> OpenAsync(string watermark = "") => await Socket.OpenAsync(await StreamUrlAsync(watermark));
}

/// <summary>An open stream.</summary>
public sealed record Socket(ClientWebSocket Wire) : IDisposable
{
    private readonly Queue<JsonNode> waiting = [];

    public string Watermark { get; private set; } = "";

    /// <summary>True while a frame that came has activities left.</summary>
    public bool IsMidFrame => waiting.Count > 0;

    public static async Task<Socket> OpenAsync(string url)
    {
        var wire = new ClientWebSocket();
        await wire.ConnectAsync(new(url), CancellationToken.None);
        return new(wire);
    }

    /// <summary>The next activity; fails after five seconds.</summary>
    public async Task<JsonNode> NextAsync()
    {
        while (waiting.Count == 0)
        {
            var frame = await FrameAsync() ?? throw new InvalidOperationException($"closed: {Wire.CloseStatus}");
            if (frame.Length == 0)
                continue;
            var set = JsonNode.Parse(frame)!;
            Watermark = set["watermark"]!.GetValue<string>();
            foreach (var activity in set["activities"]!.AsArray())
                waiting.Enqueue(activity!);
        }

        return waiting.Dequeue();
    }

    /// <summary>The next frame; null when the server closed.</summary>
    public async Task<string?> FrameAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var received = await Wire.ReceiveAsync(buffer, limit.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            text.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(text.ToArray());
        }
    }

    public void Dispose() => Wire.Dispose();
}
