using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServiceBot.Benchmarks.Connector;

/// <summary>What the wire alone costs: parses an activity, posts a reply to the connector, answers.</summary>
internal static class BareEndpoint
{
    public static async Task<int> RunAsync(int port, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        using var http = new HttpClient();
        app.MapPost("/api/messages", async (HttpContext context) =>
        {
            using var activity = await JsonDocument.ParseAsync(context.Request.Body);
            var root = activity.RootElement;
            var (conversation, id) = (root.GetProperty("conversation").GetProperty("id").GetString(), root.GetProperty("id").GetString());
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { type = "message", text = root.GetProperty("text").GetString(), replyToId = id }));
            content.Headers.ContentType = new("application/json");
            using var posted = await http.PostAsync(new Uri($"{root.GetProperty("serviceUrl").GetString()}/v3/conversations/{conversation}/activities/{id}"), content);
        });
        await ((IHost)app).RunAsync(cancellation);
        return 0;
    }
}
