using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace ServiceBot.Host.Tests.Running;

/// <summary>The program as somebody runs it in a terminal, in the folder of a desk.</summary>
public static class Terminal
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    // The program where it is built, with its pages beside it, in the configuration of these tests.
    private static readonly string Program = Path.Combine(
        Repository.Root, "src", "ServiceBot.Host", "bin", Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!, "net10.0", "ServiceBot.Host.dll");

    /// <summary>Runs a verb to its end.</summary>
    public static Task<Ended> RunAsync(DeskFolder desk, params string[] words) => RunAsync(desk, [], words);

    /// <summary>Runs a verb to its end with settings such as <c>ServiceBot__Store</c>.</summary>
    public static async Task<Ended> RunAsync(DeskFolder desk, (string Name, string Value)[] settings, params string[] words)
    {
        using var process = Start(desk, settings, words);
        using var limit = new CancellationTokenSource(Longest);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill();
            throw new TimeoutException($"`{string.Join(' ', words)}` did not end.", late);
        }

        return new Ended(process.ExitCode, await output, await error);
    }

    /// <summary>Starts the program; the machine's own settings don't reach it.</summary>
    internal static Process Start(DeskFolder desk, (string Name, string Value)[] settings, string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            WorkingDirectory = desk.Path,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ServiceBot__", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>What a run left behind.</summary>
public sealed record Ended(int Code, string Output, string Error)
{
    /// <summary>What was written to standard error, line by line.</summary>
    public string[] ErrorLines => this.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output, which must be one JSON object and nothing else.</summary>
    public JsonObject Json => JsonNode.Parse(this.Output)!.AsObject();

    /// <summary>Refused with one line that holds these words, and nothing else said.</summary>
    public void MustRefuse(params string[] words)
    {
        Assert.NotEqual(0, this.Code);
        var line = Assert.Single(this.ErrorLines);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.Equal("", this.Output);
    }

    /// <summary>The server did not start, and one line says why; what was logged before does not matter.</summary>
    public void MustRefuseToStart(string words)
    {
        Assert.NotEqual(0, this.Code);
        Assert.Contains(words, Assert.Single(this.ErrorLines), StringComparison.Ordinal);
    }
}
