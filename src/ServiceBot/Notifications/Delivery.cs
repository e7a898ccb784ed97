using NodaTime;
using ServiceBot.Storage;

namespace ServiceBot.Notifications;

/// <summary>What becomes of an outbox entry after a try.</summary>
public static class Delivery
{
    // A day of outage is bridged: the back-off reaches its longest wait after 10 tries, half an hour each from there.
    private const int MostAttempts = 60;
    private static readonly Duration LongestWait = Duration.FromMinutes(30);

    /// <summary>The change that an outcome asks for.</summary>
    /// <param name="entry">The entry as it was tried.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="now">The engine's clock.</param>
    /// <param name="chance">0..1, spreads retries of many entries.</param>
    public static Change After(OutboxEntry entry, DeliveryOutcome outcome, Instant now, double chance) => outcome switch
    {
        DeliveryOutcome.Delivered => new EntryDelivered(entry.Id),
        DeliveryOutcome.Unreachable unreachable => new EntryDead(entry.Id, entry.Attempts + 1, unreachable.Why),
        DeliveryOutcome.Refused refused when entry.Attempts + 1 >= MostAttempts => new EntryDead(entry.Id, entry.Attempts + 1, refused.Why),
        DeliveryOutcome.Refused refused => new EntryPostponed(
            entry.Id, entry.Attempts + 1, now + (refused.RetryAfter ?? WaitBefore(entry.Attempts + 1, chance)), refused.Why),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Unknown outcome."),
    };

    /// <summary>Exponential back-off with full jitter from 2 s to 30 min, as the Bot Connector's guidance asks for.</summary>
    /// <param name="attempt">The try that comes next, from 1.</param>
    /// <param name="chance">0..1.</param>
    public static Duration WaitBefore(int attempt, double chance)
    {
        var ceiling = Duration.FromSeconds(Math.Min(Math.Pow(2, Math.Min(attempt, 20)), LongestWait.TotalSeconds));
        return Duration.FromSeconds(1) + (ceiling - Duration.FromSeconds(1)) * chance;
    }
}
