using System.Diagnostics;
using System.Globalization;

namespace ServiceBot.Benchmarks;

/// <summary>Memory over many turns of the product's own load test; what is kept for each turn would show as a slope.</summary>
internal static class MemoryBenchmark
{
    private const int Rounds = 10;

    public static async Task<int> RunAsync(int conversations, int turns, CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("servicebot-memory-").FullName;
        Console.WriteLine($"Machine: {Machine.Description}");
        Console.WriteLine("| turns so far | resident MB | turns/s |");
        Console.WriteLine("| ---: | ---: | ---: |");
        try
        {
            using var server = await RunningServer.ServiceBotAsync(data, RunningServer.FreePort());
            var each = turns / Rounds / conversations;
            for (var round = 1; round <= Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                await LoadAsync(server, conversations, each, cancellation);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| {round * each * conversations} | {server.ResidentBytes / 1048576.0:F0} | {each * conversations / watch.Elapsed.TotalSeconds:F0} |"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task LoadAsync(RunningServer server, int conversations, int turns, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ServiceBot.Host.dll"), "loadtest", "--conversations", $"{conversations}", "--turns", $"{turns}", "--url", server.Address.ToString(), "--secret", RunningServer.Secret]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var load = Process.Start(start)!;
        var said = Task.WhenAll(load.StandardOutput.ReadToEndAsync(cancellation), load.StandardError.ReadToEndAsync(cancellation));
        await load.WaitForExitAsync(cancellation);
        if (load.ExitCode != 0)
        {
            throw new InvalidOperationException($"The load test failed: {string.Join('\n', await said)}");
        }
    }
}
