using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ServiceBot.Host.Tests.Running;

/// <summary>The product as a process of its own, with a small desk, on a free port of this machine.</summary>
public sealed class RunningDesk : IAsyncDisposable
{
    public const string Key = "key-of-the-tests-administrator";
    public const string Secret = "secret-of-the-tests-direct-line";
    private const string Ready = "ServiceBot is ready: ";
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningDesk(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => this.Note(line.Data);
        process.ErrorDataReceived += (_, line) => this.Note(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => this.address.TrySetException(new InvalidOperationException($"The start was refused: {this.Log}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; private set; } = null!;

    /// <summary>All that the process has printed and logged.</summary>
    public string Log => string.Join('\n', this.lines);

    public static Task<RunningDesk> StartAsync(DeskFolder folder, params (string Name, string Value)[] settings) => StartAtAsync(folder, "http://127.0.0.1:0", settings);

    public static async Task<RunningDesk> StartAtAsync(DeskFolder folder, string urls, params (string Name, string Value)[] settings)
    {
        (string, string)[] all = [("ServiceBot__Admin__ApiKey", Key), ("ServiceBot__DirectLine__Secret", Secret), ("ServiceBot__Limits__RequestsPerSecondPerToken", "1000"), .. settings];
        var desk = new RunningDesk(Terminal.Start(folder, all, ["--urls", urls]));
        desk.Http = new() { BaseAddress = await desk.address.Task.WaitAsync(TimeSpan.FromSeconds(120)) };
        return desk;
    }

    /// <summary>Asks with the administrator's key.</summary>
    public Task<Answer> GetAsync(string path) => this.SendAsync(HttpMethod.Get, path);

    /// <summary>Posts JSON with the administrator's key.</summary>
    public Task<Answer> PostAsync(string path, string json) => this.SendAsync(HttpMethod.Post, path, json);

    /// <summary>Sends a request; other credentials, or none, where <paramref name="bearer"/> says so.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, string? json = null, string? bearer = Key, string? ifMatch = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (bearer is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        using var response = await this.Http.SendAsync(request);
        return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.ETag?.Tag, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Opens a ticket over REST.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> OpenTicketAsync(string subject, string category = "network", string customer = "u1")
    {
        var opened = await this.PostAsync("/api/v1/tickets", $$$"""{"type":"incident","subject":"{{{subject}}}","category":"{{{category}}}","customer":{"id":"{{{customer}}}","name":"Emma"}}""");
        Assert.Equal(201, opened.Status);
        return opened.Text("number");
    }

    /// <summary>Waits until a line of the log holds these words.</summary>
    public Task LoggedAsync(params string[] words) =>
        Eventually.Is(() => Task.FromResult(this.lines.Any(line => words.All(word => line.Contains(word, StringComparison.Ordinal)))), () => $"No line with {string.Join(" and ", words)} in: {this.Log}");

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        this.process.Kill();
        await this.process.WaitForExitAsync();
    }

    /// <summary>Asks the process to stop, as a system that shuts down does, so many times.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            using var signal = Process.Start("kill", ["-TERM", $"{this.process.Id}"]);
            await signal.WaitForExitAsync();
        }

        await this.process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return this.process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!this.process.HasExited)
        {
            await this.KillAsync();
        }

        this.Http?.Dispose();
        this.process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        this.lines.Enqueue(line);
        if (line.StartsWith(Ready, StringComparison.Ordinal))
        {
            this.address.TrySetResult(new Uri(line[Ready.Length..]));
        }
    }
}

/// <summary>What came back over HTTP.</summary>
public sealed record Answer(int Status, string? MediaType, string? ETag, string Body)
{
    public JsonNode Json => JsonNode.Parse(this.Body)!;

    public string Text(string member) => this.Json[member]!.GetValue<string>();
}

/// <summary>Waits for a condition, not for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(30);

    public static async Task Is(Func<Task<bool>> condition, Func<string> otherwise)
    {
        for (var since = Stopwatch.StartNew(); !await condition(); await Task.Delay(Look))
        {
            Assert.True(since.Elapsed < Longest, otherwise());
        }
    }
}

/// <summary>One running desk for the tests of a class: none of them may spoil it for the next.</summary>
public sealed class SharedDesk : IAsyncLifetime
{
    private DeskFolder? folder;

    public RunningDesk Desk { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        this.folder = await DeskFolder.MakeAsync();
        this.Desk = await RunningDesk.StartAsync(this.folder);
    }

    public async Task DisposeAsync()
    {
        if (this.Desk is not null)
        {
            await this.Desk.DisposeAsync();
        }

        this.folder?.Dispose();
    }
}
