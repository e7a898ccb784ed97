using System.Collections.Concurrent;

namespace ServiceBot.Benchmarks;

/// <summary>Kills the server in the middle of the load and looks whether anything that it acknowledged is lost or doubled.</summary>
public static class KillsBenchmark
{
    private const int Customers = 12;

    public static async Task<int> RunAsync(int times, CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("servicebot-kills-").FullName;
        var port = RunningServer.FreePort();
        Console.WriteLine($"Machine: {Machine.Description}");
        var server = await RunningServer.ServiceBotAsync(data, port);
        try
        {
            using var over = new CancellationTokenSource();
            var customers = new ConcurrentBag<StubbornCustomer>();
            for (var number = 0; number < Customers; number++)
            {
                customers.Add(await StubbornCustomer.OpenAsync(server.Address, RunningServer.Secret));
            }

            var talking = Task.WhenAll(customers.Select(customer => customer.TalkAsync(over.Token)));
            for (var kill = 1; kill <= times; kill++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300 + Random.Shared.Next(900)), cancellation);
                server.Kill();
                server.Dispose();
                server = await RunningServer.ServiceBotAsync(data, port);
                Console.WriteLine($"kill {kill}: {customers.Sum(customer => customer.Acknowledged)} messages acknowledged so far");
            }

            await Task.Delay(500, cancellation);
            await over.CancelAsync();
            await talking;
            var faults = new List<string>();
            foreach (var customer in customers)
            {
                faults.AddRange(await customer.FaultsAsync());
            }

            faults.ForEach(Console.WriteLine);
            Console.WriteLine($"{times} kills, {customers.Sum(customer => customer.Acknowledged)} messages acknowledged, {customers.Sum(customer => customer.SentAgain)} sent again, {customers.Sum(customer => customer.Tickets)} tickets, {faults.Count} faults.");
            return faults.Count == 0 ? 0 : 1;
        }
        finally
        {
            server.Dispose();
            Directory.Delete(data, recursive: true);
        }
    }
}
