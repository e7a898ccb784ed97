using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Background;

/// <summary>A system that playbooks call: it notes each call and answers as it is told.</summary>
public sealed class OtherSystem : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> answers = new();
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OtherSystem(WebApplication app) => this.app = app;

    public string Root => this.app.Urls.First();

    public ConcurrentQueue<Call> Calls { get; } = new();

    public static async Task<OtherSystem> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.FromSeconds(1));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var system = new OtherSystem(app);
        app.Run(system.AnswerAsync);
        await app.StartAsync();
        return system;
    }

    /// <summary>Answers the next call with a status and a body.</summary>
    public OtherSystem Answers(int status, string json = "{}")
    {
        this.answers.Enqueue(http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            return http.Response.WriteAsync(json);
        });
        return this;
    }

    /// <summary>Sends the next caller elsewhere.</summary>
    public OtherSystem Redirects(string to)
    {
        this.answers.Enqueue(http =>
        {
            http.Response.Redirect(to);
            return Task.CompletedTask;
        });
        return this;
    }

    /// <summary>Cuts the connection of the next caller.</summary>
    public OtherSystem Cuts()
    {
        this.answers.Enqueue(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        return this;
    }

    /// <summary>Forgets the calls that came, and what was to be answered.</summary>
    public void Forget()
    {
        this.answers.Clear();
        this.Calls.Clear();
    }

    /// <summary>Takes the next call and says nothing.</summary>
    public OtherSystem Hangs()
    {
        this.answers.Enqueue(http => this.released.Task.WaitAsync(http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        return this;
    }

    /// <summary>Waits until so many calls have come.</summary>
    public async Task<IReadOnlyList<Call>> CallsAsync(int count)
    {
        await Eventually.Is(() => Task.FromResult(this.Calls.Count >= count), () => $"{this.Calls.Count} calls came, not {count}.");
        return [.. this.Calls];
    }

    public async ValueTask DisposeAsync()
    {
        this.released.TrySetResult();
        await this.app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body);
        var headers = http.Request.Headers;
        this.Calls.Enqueue(new Call(http.Request.Method, http.Request.Path + http.Request.QueryString, headers["Idempotency-Key"].ToString(), headers.Authorization.ToString(), await body.ReadToEndAsync()));
        if (this.answers.TryDequeue(out var answer))
        {
            await answer(http);
        }
        else
        {
            http.Response.StatusCode = 418;
        }
    }
}

/// <summary>A call that came.</summary>
public sealed record Call(string Method, string Address, string Key, string Authorization, string Body);
