using System.Diagnostics;
using System.Net.Http.Json;

namespace ServiceBot.Benchmarks.Connector;

/// <summary>Customers of a Bot Framework channel: each writes, waits for the reply at the connector, and writes again.</summary>
internal sealed class ConnectorLoad(RunningServer server, StubConnector connector) : IDisposable
{
    private static readonly string[] Sayings =
        ["VPNにつながりません", "自宅です", "はい", "パスワードを忘れました", "やめる", "My laptop is very slow", "cancel", "How do I set up the VPN?", "thanks", "プリンターで印刷できない", "キャンセル", "経費精算のやり方を教えて"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HttpClient http = new();

    /// <summary>Plays so many conversations of so many turns each.</summary>
    public async Task<LoadFigures> RunAsync(int conversations, int turns)
    {
        var before = server.ProcessorTime;
        var watch = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, conversations).Select(number => this.TalkAsync(number, turns)));
        watch.Stop();
        return new LoadFigures([.. latencies.SelectMany(each => each).Order()], watch.Elapsed, server.ProcessorTime - before);
    }

    /// <inheritdoc/>
    public void Dispose() => this.http.Dispose();

    private async Task<List<double>> TalkAsync(int number, int turns)
    {
        var conversation = Guid.NewGuid().ToString("N");
        var latencies = new List<double>(turns);
        for (var turn = 0; turn < turns; turn++)
        {
            var id = $"{conversation}-{turn}";
            var replied = connector.RepliedTo(id);
            var since = Stopwatch.GetTimestamp();
            using var answer = await this.http.PostAsJsonAsync(new Uri(server.Address, "/api/messages"), new
            {
                type = "message",
                id,
                text = Sayings[(number + turn) % Sayings.Length],
                channelId = "emulator",
                serviceUrl = connector.Address.ToString().TrimEnd('/'),
                from = new { id = $"customer-{conversation}" },
                recipient = new { id = "bot" },
                conversation = new { id = conversation },
            });
            answer.EnsureSuccessStatusCode();
            await replied.WaitAsync(Patience);
            latencies.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        return latencies;
    }
}

/// <summary>What a load measured.</summary>
/// <param name="Milliseconds">From posting to the reply at the connector, for each turn, in ascending order.</param>
/// <param name="Elapsed">How long all took.</param>
/// <param name="Processor">Processor time of the server.</param>
internal sealed record LoadFigures(IReadOnlyList<double> Milliseconds, TimeSpan Elapsed, TimeSpan Processor)
{
    public double TurnsPerSecond => this.Milliseconds.Count / this.Elapsed.TotalSeconds;

    public double ProcessorMillisecondsPerTurn => this.Processor.TotalMilliseconds / this.Milliseconds.Count;

    public double Percentile(double share) => this.Milliseconds[(int)Math.Min(this.Milliseconds.Count - 1, this.Milliseconds.Count * share)];
}
