using NodaTime;

namespace ServiceBot.Insights;

/// <summary>A measured value with what it was measured from, so that a lead can judge how much it says.</summary>
/// <param name="Value">The value, null where there was nothing to measure.</param>
/// <param name="Unit"><c>share</c> (0..1), <c>minutes</c> or <c>tickets</c>.</param>
/// <param name="Of">How many contacts or tickets it is taken over.</param>
public sealed record Measure(double? Value, string Unit, long Of)
{
    /// <summary>A share of a whole.</summary>
    public static Measure Share(long counted, long of) => new(of == 0 ? null : (double)counted / of, "share", of);

    /// <summary>The mean of durations, in minutes.</summary>
    public static Measure Mean(IReadOnlyCollection<Duration> durations) =>
        new(durations.Count == 0 ? null : durations.Average(duration => duration.TotalMinutes), "minutes", durations.Count);
}
