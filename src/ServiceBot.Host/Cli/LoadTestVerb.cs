using System.CommandLine;
using System.Diagnostics;
using ServiceBot.Host.Channels;

namespace ServiceBot.Host.Cli;

/// <summary><c>loadtest</c>: drives a running server over Direct Line and reports rates and percentiles.</summary>
public static class LoadTestVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Command(Func<Settings> settings)
    {
        var conversations = new Option<int>("--conversations") { Description = "Customers who write at the same time.", DefaultValueFactory = _ => 64 };
        var turns = new Option<int>("--turns") { Description = "Messages of each customer.", DefaultValueFactory = _ => 100 };
        var url = new Option<string>("--url") { Description = "The running server.", DefaultValueFactory = _ => ServeVerb.StandardAddress };
        var secret = new Option<string?>("--secret") { Description = "Its Direct Line secret; default: the one kept in the data folder." };
        var command = new Command("loadtest", "Drives a running server over Direct Line and reports rates and percentiles.") { conversations, turns, url, secret };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(conversations),
            parsed.GetValue(turns),
            new Uri(parsed.GetValue(url)!),
            parsed.GetValue(secret) ?? KeptSecret.Named(settings().Data, SecretName),
            cancellation));
        return command;
    }

    private const string SecretName = "directline-secret";

    private static async Task<int> RunAsync(int conversations, int turns, Uri server, string secret, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = conversations * 2 });
        var customers = Enumerable.Range(0, conversations).Select(_ => new LoadCustomer(http, server)).ToList();
        try
        {
            await Task.WhenAll(customers.Select(customer => customer.OpenAsync(secret, cancellation)));
        }
        catch (HttpRequestException refused)
        {
            Console.Error.WriteLine($"{server} does not open conversations: {refused.Message} Is it running, and is --secret its Direct Line secret?");
            return 1;
        }

        var started = Stopwatch.GetTimestamp();
        var talk = Task.WhenAll(customers.Select(customer => customer.TalkAsync(turns, cancellation)));
        while (await Task.WhenAny(talk, Task.Delay(TimeSpan.FromSeconds(2), cancellation)) != talk)
        {
            await Console.Error.WriteLineAsync($"{customers.Sum(customer => customer.Latencies.Count)} of {conversations * turns} turns");
        }

        await talk;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var latencies = customers.SelectMany(customer => customer.Latencies).Order().ToList();
        var failures = customers.Sum(customer => customer.Failures);
        customers.ForEach(customer => customer.Dispose());
        Console.Out.WriteLine($"{latencies.Count} turns in {seconds:0.0} s: {latencies.Count / seconds:0} turns a second, {conversations} conversations, {failures} failures.");
        Console.Out.WriteLine($"From posting to the reply on the socket: p50 {At(latencies, 0.5):0.0} ms, p95 {At(latencies, 0.95):0.0} ms, p99 {At(latencies, 0.99):0.0} ms, longest {At(latencies, 1):0.0} ms.");
        if (customers.Exists(customer => customer.WasLimited))
        {
            Console.Error.WriteLine("The server limits how often one customer and one address may call. For a load test, start it with ASPNETCORE_ENVIRONMENT=Development, which does not limit this machine, or raise ServiceBot:Limits:RequestsPerSecondPerToken and …PerAddress.");
        }

        return failures == 0 ? 0 : 1;
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
}
