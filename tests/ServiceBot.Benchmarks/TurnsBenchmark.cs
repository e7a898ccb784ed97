using System.Globalization;
using ServiceBot.Benchmarks.Connector;

namespace ServiceBot.Benchmarks;

/// <summary>Full turns over <c>/api/messages</c>: the product, the SDK's EchoBot and a bare endpoint, one after the other.</summary>
internal static class TurnsBenchmark
{
    public static async Task<int> RunAsync(int conversations, int turns, int warmUp, CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("servicebot-turns-").FullName;
        Console.WriteLine($"Machine: {Machine.Description}");
        Console.WriteLine($"{conversations} conversations, {turns} turns each after {warmUp} to warm up; the load generator runs on the same cores.");
        Console.WriteLine("| server | turns/s | p50 ms | p99 ms | CPU ms/turn | turns/s against EchoBot |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        try
        {
            var echo = await MeasureAsync(() => RunningServer.EchoBotAsync(RunningServer.FreePort()), conversations, turns, warmUp, cancellation);
            Print("EchoBot (JavaScript SDK 4.23, memory only)", echo, echo);
            Print("ServiceBot (durable, SQLite)", await MeasureAsync(() => RunningServer.ServiceBotAsync(data, RunningServer.FreePort()), conversations, turns, warmUp, cancellation), echo);
            Print("bare Kestrel endpoint", await MeasureAsync(() => RunningServer.BareAsync(RunningServer.FreePort()), conversations, turns, warmUp, cancellation), echo);
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<LoadFigures> MeasureAsync(Func<Task<RunningServer>> start, int conversations, int turns, int warmUp, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var server = await start();
        await using var connector = await StubConnector.StartAsync();
        using var load = new ConnectorLoad(server, connector);
        await load.RunAsync(conversations, warmUp);
        return await load.RunAsync(conversations, turns);
    }

    private static void Print(string server, LoadFigures figures, LoadFigures echo) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {server} | {figures.TurnsPerSecond:F0} | {figures.Percentile(0.5):F1} | {figures.Percentile(0.99):F1} | {figures.ProcessorMillisecondsPerTurn:F3} | {figures.TurnsPerSecond / echo.TurnsPerSecond:F2} |"));
}
