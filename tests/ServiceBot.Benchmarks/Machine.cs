using System.Globalization;
using System.Runtime.InteropServices;

namespace ServiceBot.Benchmarks;

/// <summary>What a figure was measured on; without it a figure says nothing.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, load and runtime in one line.</summary>
    public static string Description =>
        string.Create(CultureInfo.InvariantCulture, $"{Processor()}, {Environment.ProcessorCount} cores, load before the run {Load()}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");

    private static string Processor() =>
        First("/proc/cpuinfo", line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string Load() => First("/proc/loadavg", _ => true)?.Split(' ')[0] ?? "unknown";

    private static string? First(string file, Func<string, bool> fits) => File.Exists(file) ? File.ReadLines(file).FirstOrDefault(fits) : null;
}
