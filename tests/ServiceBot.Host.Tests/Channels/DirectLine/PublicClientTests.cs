using System.Diagnostics;

namespace ServiceBot.Host.Tests.Channels.DirectLine;

/// <summary>The proof is never our own client: botframework-directlinejs from npm, unmodified, in a Node process of its own.</summary>
public sealed class PublicClientTests
{
    [Theory]
    [InlineData("stream")]
    [InlineData("polling")]
    [InlineData("reconnect")]
    [InlineData("upload_by_fetch")]
    public async Task The_public_client_works_with(string scenario)
    {
        await using var server = await DirectLineServer.StartAsync();
        var client = await server.ClientAsync("dl_hanako");
        var (status, output) = await NodeClients.RunAsync("directline.js", scenario, server.Http.BaseAddress!.ToString(), client.Token);
        Assert.True(status == 0, output);
    }
}

/// <summary>Runs the scripts in <c>Clients/</c>; their packages are installed at first use, exactly as locked.</summary>
public static class NodeClients
{
    private static readonly Lazy<Task<string>> Folder = new(InstallAsync);

    public static async Task<(int Status, string Output)> RunAsync(string script, params string[] arguments) =>
        await StartAsync("node", await Folder.Value, [script, .. arguments]);

    private static async Task<string> InstallAsync()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Clients", "package.json")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Clients/package.json");
        var clients = Path.Combine(folder, "Clients");
        if (!Directory.Exists(Path.Combine(clients, "node_modules")))
        {
            var (status, output) = await StartAsync("npm", clients, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            Assert.True(status == 0, output);
        }

        return clients;
    }

    private static async Task<(int Status, string Output)> StartAsync(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, string.Concat(await output));
    }
}
