using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServiceBot.Benchmarks.Connector;

/// <summary>The channel's side: takes replies and tells who waits for them.</summary>
internal sealed class StubConnector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new();
    private readonly WebApplication app;

    private StubConnector(WebApplication app, int port) => (this.app, this.Address) = (app, new Uri($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    public static async Task<StubConnector> StartAsync()
    {
        var port = RunningServer.FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        var connector = new StubConnector(builder.Build(), port);
        connector.app.MapPost("/v3/conversations/{conversation}/activities/{activity?}", connector.TakeAsync);
        await connector.app.StartAsync();
        return connector;
    }

    /// <summary>Ends when the reply to an activity has come.</summary>
    public Task RepliedTo(string activity) => this.waiting.GetOrAdd(activity, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reply = await JsonDocument.ParseAsync(context.Request.Body);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"id":"1"}""");
        if (reply.RootElement.TryGetProperty("replyToId", out var to) && this.waiting.TryRemove(to.GetString()!, out var waiter))
        {
            waiter.TrySetResult();
        }
    }
}
