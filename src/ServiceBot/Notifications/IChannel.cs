using NodaTime;

namespace ServiceBot.Notifications;

/// <summary>A channel whose clients have to be called.</summary>
public interface IChannel
{
    /// <summary>Tries once to hand an entry over.</summary>
    /// <returns>What came of it; never throws for what a network or a peer may do.</returns>
    ValueTask<DeliveryOutcome> DeliverAsync(OutboxEntry entry, CancellationToken cancellation);
}

/// <summary>What came of one try.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The channel took it.</summary>
    public sealed record Delivered : DeliveryOutcome;

    /// <summary>Not taken, or not known to be taken; may be tried again.</summary>
    /// <param name="Why">What the channel said, without personal text.</param>
    /// <param name="RetryAfter">How long the channel asks to wait, null where it does not say.</param>
    public sealed record Refused(string Why, Duration? RetryAfter) : DeliveryOutcome;

    /// <summary>Trying again is of no use until the person writes again.</summary>
    /// <param name="Why">What the channel said, without personal text.</param>
    public sealed record Unreachable(string Why) : DeliveryOutcome;
}
