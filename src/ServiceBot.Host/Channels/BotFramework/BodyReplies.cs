using System.Collections.Concurrent;
using ServiceBot.Messages;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Channels.BotFramework;

/// <summary>
/// Replies that go back in the body of the request they answer (invokes, <c>expectReplies</c>). They are in the outbox all the
/// same, so that a crash loses none; while their request is open the outbox waits for it, and posts only what it did not get across.
/// </summary>
public sealed class BodyReplies(TimeProvider time)
{
    // Far longer than a committed reply stays in the outbox while the process lives.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(ConversationId, string), (Task<bool> GotAcross, long Since)> requests = new();
    private long sweptAt = time.GetTimestamp();

    /// <summary>Announces that the replies to an utterance go back in a body; null where another request does so already.</summary>
    public BodyClaim? Claim(ConversationId conversation, string utterance)
    {
        Sweep();
        var claim = new BodyClaim();
        return requests.TryAdd((conversation, utterance), (claim.GotAcross, time.GetTimestamp())) ? claim : null;
    }

    /// <summary>Whether an entry got across in a body; waits while that is under way. False for all that no request asked for.</summary>
    public ValueTask<bool> GotAcrossAsync(OutboxEntry entry) =>
        entry.InReplyTo is { } utterance && requests.TryGetValue((entry.Conversation, utterance), out var request) ? new(request.GotAcross) : new(false);

    private void Sweep()
    {
        var swept = Interlocked.Read(ref sweptAt);
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(swept, now) < Remembered || Interlocked.CompareExchange(ref sweptAt, now, swept) != swept)
            return;
        foreach (var (key, request) in requests)
        {
            if (request.GotAcross.IsCompleted && time.GetElapsedTime(request.Since, now) > Remembered)
                requests.TryRemove(key, out _);
        }
    }
}

/// <summary>A request that takes its replies along; disposed without <see cref="Delivered"/>, the outbox posts them.</summary>
public sealed class BodyClaim : IDisposable
{
    private readonly TaskCompletionSource<bool> gotAcross = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<bool> GotAcross => gotAcross.Task;

    /// <summary>The body is written.</summary>
    public void Delivered() => gotAcross.TrySetResult(true);

    public void Dispose() => gotAcross.TrySetResult(false);
}
