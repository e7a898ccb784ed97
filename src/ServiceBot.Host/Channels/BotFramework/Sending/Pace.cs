using NodaTime;

namespace ServiceBot.Host.Channels.BotFramework.Sending;

/// <summary>How fast a channel may be called.</summary>
/// <param name="PerSecond">Messages a second of the whole bot; a second's worth may go at once.</param>
/// <param name="PerConversation">Messages within a span, for each conversation of the channel.</param>
public sealed record PaceLimits(int PerSecond, IReadOnlyList<(int Messages, Duration Within)> PerConversation)
{
    /// <summary>What Teams allows: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit.</summary>
    public static PaceLimits BotConnector { get; } = new(
        50, [(7, Duration.FromSeconds(1)), (8, Duration.FromSeconds(2)), (60, Duration.FromSeconds(30)), (1800, Duration.FromHours(1))]);

    /// <summary>Reads <c>Limits:ConnectorPerSecond</c> and <c>Limits:ConnectorPerConversation</c>, for example <c>7/1 8/2 60/30 1800/3600</c>.</summary>
    public static PaceLimits From(IConfiguration section)
    {
        var perSecond = BotOptions.Number(section, "Limits:ConnectorPerSecond", BotConnector.PerSecond);
        if (section["Limits:ConnectorPerConversation"] is not { Length: > 0 } given)
            return BotConnector with { PerSecond = perSecond };
        return new(perSecond, [.. given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Window)]);

        (int, Duration) Window(string window) =>
            window.Split('/') is [var messages, var seconds] && int.TryParse(messages, out var most) && most > 0 && int.TryParse(seconds, out var within) && within is > 0 and <= 86400
                ? (most, Duration.FromSeconds(within))
                : throw new InvalidOperationException(
                    $"ServiceBot:Limits:ConnectorPerConversation is '{given}'; give pairs of messages and seconds such as '7/1 8/2 60/30 1800/3600'.");
    }
}

/// <summary>Keeps below the limits of channels, because a message that they refuse costs more than one that waits here.</summary>
public sealed class Pace(PaceLimits limits, TimeProvider time)
{
    // Waiting in line holds a connection's place; what would wait longer goes back to the outbox.
    private static readonly TimeSpan LongestLine = TimeSpan.FromSeconds(10);
    private const int SweptEvery = 10_000;

    // All under the lock, for a few steps each: when each conversation was written to, and when the bot's next turn is.
    private readonly Lock door = new();
    private readonly Dictionary<string, List<long>> sent = [];
    private long nextAt;
    private int sinceSwept;

    /// <summary>Waits for the bot's turn to call a conversation of the channel.</summary>
    /// <returns>Null when it may be called now, and the call is counted; else how long the conversation has to wait.</returns>
    public async ValueTask<Duration?> EnterAsync(string conversation, CancellationToken cancellation)
    {
        TimeSpan line;
        lock (door)
        {
            var now = time.GetTimestamp();
            if (WaitOf(conversation, now) is { } wait)
                return wait;
            var interval = time.TimestampFrequency / limits.PerSecond;
            var turn = Math.Max(nextAt, now - time.TimestampFrequency + interval);
            line = turn > now ? time.GetElapsedTime(now, turn) : TimeSpan.Zero;
            if (line > LongestLine)
                return Duration.FromTimeSpan(line);
            nextAt = turn + interval;
            Note(conversation, Math.Max(turn, now));
        }

        if (line > TimeSpan.Zero)
            await Task.Delay(line, time, cancellation);
        return null;
    }

    private Duration? WaitOf(string conversation, long now)
    {
        if (!sent.TryGetValue(conversation, out var times))
            return null;
        TimeSpan longest = default;
        foreach (var (messages, within) in limits.PerConversation)
        {
            if (times.Count < messages)
                continue;
            var wait = within.ToTimeSpan() - time.GetElapsedTime(times[^messages], now);
            longest = wait > longest ? wait : longest;
        }

        return longest > TimeSpan.Zero ? Duration.FromTimeSpan(longest) : null;
    }

    private void Note(string conversation, long at)
    {
        if (limits.PerConversation.Count == 0)
            return;
        if (!sent.TryGetValue(conversation, out var times))
            sent[conversation] = times = [];
        times.Add(at);
        var most = limits.PerConversation.Max(window => window.Messages);
        if (times.Count > 2 * most)
            times.RemoveRange(0, times.Count - most);
        if (++sinceSwept >= SweptEvery)
            Sweep(at);
    }

    private void Sweep(long now)
    {
        sinceSwept = 0;
        var longest = limits.PerConversation.Max(window => window.Within).ToTimeSpan();
        foreach (var (conversation, times) in sent)
        {
            if (time.GetElapsedTime(times[^1], now) > longest)
                sent.Remove(conversation);
        }
    }
}
