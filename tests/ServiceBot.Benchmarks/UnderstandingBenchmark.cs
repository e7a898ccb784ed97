using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ServiceBot.Benchmarks;

/// <summary>Understanding on one table of labelled sentences: the product by its own verb, and node-nlp, trained on the same files in the same run.</summary>
internal static class UnderstandingBenchmark
{
    public static async Task<int> RunAsync(string train, string test, string? validation, string language, CancellationToken cancellation)
    {
        var (trainFile, testFile) = (Path.GetFullPath(train), Path.GetFullPath(test));
        var nodeNlp = Path.Combine(RunningServer.Folder(), "NodeNlp");
        if (!Directory.Exists(Path.Combine(nodeNlp, "node_modules")))
        {
            Console.Error.WriteLine($"node-nlp is missing; run `npm ci` in {nodeNlp}.");
            return 2;
        }

        Console.WriteLine($"Machine: {Machine.Description}");
        Console.WriteLine($"Trained on {Path.GetFileName(train)}, measured on {Path.GetFileName(test)}{(validation is null ? "" : $", thresholds from {Path.GetFileName(validation)}")}.");
        Console.WriteLine("| | intent | in scope | out-of-scope recall | trained in s | µs per sentence |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        string[] thresholds = validation is null ? [] : ["--validation", Path.GetFullPath(validation)];
        Print("ServiceBot", await JsonAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "ServiceBot.Host.dll"), "evaluate", testFile, "--train", trainFile, .. thresholds, "--json"], cancellation));
        Print("node-nlp", await JsonAsync("node", [Path.Combine(nodeNlp, "measure.mjs"), trainFile, testFile, language], cancellation));
        return 0;
    }

    private static async Task<JsonNode> JsonAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        var from = said.IndexOf('{', StringComparison.Ordinal);
        return process.ExitCode == 0 && from >= 0 ? JsonNode.Parse(said[from..])! : throw new InvalidOperationException($"{program} {arguments[0]} ended with {process.ExitCode}: {said}");
    }

    private static void Print(string name, JsonNode figures) => Console.WriteLine(
        $"| {name} | {Shown(figures, "intentAccuracy")} | {Shown(figures, "inScopeAccuracy")} | {Shown(figures, "outOfScopeRecall")} | {Shown(figures, "trainSeconds", "0.0")} | {Shown(figures, "microsecondsPerUtterance", "0")} |");

    private static string Shown(JsonNode figures, string name, string format = "0.000") =>
        figures[name] is { } value ? value.GetValue<double>().ToString(format, CultureInfo.InvariantCulture) : "–";
}
