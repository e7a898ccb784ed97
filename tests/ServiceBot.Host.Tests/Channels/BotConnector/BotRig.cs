using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.BotFramework;
using ServiceBot.Host.Storage.Sqlite;
using ServiceBot.Host.Tests.Channels.DirectLine;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Tests.Channels.BotConnector;

/// <summary>A small desk that is registered as a bot, and the channels' side that calls it. Time can be moved.</summary>
public sealed class BotRig : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;
    private readonly HttpClient http;
    private readonly MovedTime time;

    private BotRig(WebApplication app, ChannelSite site, TestClock clock, MovedTime time, string folder, LogLines log)
    {
        this.app = app;
        this.folder = folder;
        this.time = time;
        Site = site;
        Clock = clock;
        Log = log;
        http = new() { BaseAddress = new(app.Urls.First()) };
        app.Services.GetRequiredService<FrontDoor>().Spoke += entries =>
        {
            foreach (var entry in entries)
                Spoken.Enqueue(entry);
        };
    }

    public ChannelSite Site { get; }

    public TestClock Clock { get; }

    public LogLines Log { get; }

    public HttpClient Http => http;

    /// <summary>All that was said in any conversation.</summary>
    public ConcurrentQueue<TranscriptEntry> Spoken { get; } = new();

    public IOutboxQueries Outbox => app.Services.GetRequiredService<IOutboxQueries>();

    public IConversationQueries Conversations => app.Services.GetRequiredService<IConversationQueries>();

    public string GoodToken => Forge.Token(Site.Key, Site.ServiceUrl);

    public static async Task<BotRig> StartAsync(Func<BotOptions, BotOptions>? with = null, bool isDevelopment = true)
    {
        var site = await ChannelSite.StartAsync();
        var folder = Directory.CreateTempSubdirectory("servicebot-").FullName;
        var options = new BotOptions
        {
            AppId = Forge.AppId,
            AppPassword = "the secret of the tests",
            OpenIdMetadata = new(site.Root + "/metadata"),
            TokenEndpoint = new(site.Root + "/token"),
            IsDevelopment = isDevelopment,
            FetchTimeout = TimeSpan.FromSeconds(2),
            SendTimeout = TimeSpan.FromSeconds(2),
        };
        var (clock, time, log) = (new TestClock(), new MovedTime(), new LogLines());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.FromSeconds(5));
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<IClock>(clock).AddSingleton<TimeProvider>(time).AddSqliteStore(folder).AddFrontDoor();
        builder.Services.AddBotConnector(with?.Invoke(options) ?? options);
        var app = builder.Build();
        app.MapBotConnector();
        await app.StartAsync();
        return new(app, site, clock, time, folder, log);
    }

    public void Move(Duration by)
    {
        time.Move(by);
        Clock.Move(by);
    }

    /// <summary>A message as Teams posts it in a personal chat.</summary>
    public string Message(string text, string conversation = "a:1", string id = "f:1", string more = "") =>
        Activity("message", $"\"id\":\"{id}\",\"text\":\"{text}\"{more}", conversation);

    public string Activity(string type, string members, string conversation = "a:1", string channel = "msteams", string? serviceUrl = null) =>
        $$$"""
        {"type":"{{{type}}}",{{{members}}},"channelId":"{{{channel}}}","serviceUrl":"{{{serviceUrl ?? Site.ServiceUrl}}}","from":{"id":"29:hanako","name":"花子","aadObjectId":"9d3e51f4-1111-4c61-8d0a-6a1b5c2d3e4f"},
        "recipient":{"id":"28:bot","name":"Desk"},"conversation":{"id":"{{{conversation}}}","conversationType":"personal","tenantId":"tenant-1"},"locale":"en-US"}
        """;

    public Task<HttpResponseMessage> PostAsync(string body) => PostAsync(body, "Bearer " + GoodToken);

    public async Task<HttpResponseMessage> PostAsync(string body, string? authorization, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await http.SendAsync(request);
    }

    public bool Heard(string text) => Spoken.Any(entry => entry.Text == text);

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        await Site.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>The system's time, moved; timers run as they are.</summary>
public sealed class MovedTime : TimeProvider
{
    private Duration moved;

    public void Move(Duration by) => moved += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + moved.ToTimeSpan();

    public override long GetTimestamp() => System.GetTimestamp() + (long)(moved.TotalSeconds * TimestampFrequency);
}

/// <summary>All lines that were logged.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
