using ServiceBot.Conversations;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine.Streams;

/// <summary>A conversation that somebody looks at now: its last entries in memory, and who waits for the next.</summary>
public sealed class LiveConversation(ConversationId id)
{
    private const int MostRecent = 16;

    // A page reloads and leaves half-open sockets behind; the oldest has to go when there are this many.
    private const int MostListeners = 8;

    // Written by the front door, by readers of the store and by sockets; each only for a few steps under this lock.
    private readonly Lock door = new();
    private readonly List<OutgoingActivity> recent = [];
    private readonly List<Listener> listeners = [];
    private long last = -1;
    private long touchedAt = Environment.TickCount64;
    private bool isGone;

    /// <summary>The conversation.</summary>
    public ConversationId Id { get; } = id;

    /// <summary>Adds what was said, in order; what is known already is left out.</summary>
    public void Add(IReadOnlyList<TranscriptEntry> entries)
    {
        lock (door)
        {
            foreach (var entry in entries)
                Add(entry);
            foreach (var listener in listeners)
                listener.Wake();
        }
    }

    /// <summary>What was said after a watermark, and the watermark after it; null where memory does not reach back that far.</summary>
    public Page? After(long watermark)
    {
        lock (door)
        {
            touchedAt = Environment.TickCount64;
            if (isGone || last < 0)
                return null;
            // A watermark from the future is nobody's; it is taken for the end.
            if (watermark >= last)
                return new([], last);
            var first = last - recent.Count + 1;
            return watermark + 1 < first ? null : new(recent.GetRange((int)(watermark + 1 - first), (int)(last - watermark)), last);
        }
    }

    /// <summary>Takes over what the store holds up to the end, so that the next reader finds it here.</summary>
    public void Take(IReadOnlyList<TranscriptEntry> stored)
    {
        lock (door)
        {
            if (last < 0)
                last = stored.Count > 0 ? stored[0].Sequence - 1 : 0;
            foreach (var entry in stored)
                Add(entry);
        }
    }

    /// <summary>Begins to listen; null where the conversation has just left the memory and has to be looked up again.</summary>
    public Listener? Listen()
    {
        lock (door)
        {
            if (isGone)
                return null;
            if (listeners.Count >= MostListeners)
            {
                listeners[0].Dismiss();
                listeners.RemoveAt(0);
            }

            var listener = new Listener(this);
            listeners.Add(listener);
            return listener;
        }
    }

    /// <summary>Frees what nobody needs. True where the conversation has left the memory.</summary>
    public bool Rest(long now, long idleMilliseconds)
    {
        lock (door)
        {
            if (now - touchedAt < idleMilliseconds)
                return false;
            // Sockets that are open have sent all of it; what they need is only where it ended.
            recent.Clear();
            recent.TrimExcess();
            isGone = listeners.Count == 0;
            return isGone;
        }
    }

    /// <summary>Has every socket say that it is still there.</summary>
    public void KeepAlive()
    {
        lock (door)
        {
            foreach (var listener in listeners)
                listener.KeepAlive();
        }
    }

    internal void Leave(Listener listener)
    {
        lock (door)
            listeners.Remove(listener);
    }

    private void Add(TranscriptEntry entry)
    {
        if (entry.Sequence <= last)
            return;
        touchedAt = Environment.TickCount64;
        if (entry.Sequence != last + 1)
            recent.Clear();
        else if (recent.Count == MostRecent)
            recent.RemoveRange(0, MostRecent / 2);
        recent.Add(new(entry));
        last = entry.Sequence;
    }
}

/// <summary>Activities in order, and the watermark after them.</summary>
public sealed record Page(IReadOnlyList<OutgoingActivity> Activities, long Watermark);

/// <summary>Waits for news of one conversation.</summary>
public sealed class Listener(LiveConversation conversation) : IDisposable
{
    private readonly SemaphoreSlim news = new(0, 1);
    private readonly CancellationTokenSource dismissed = new();
    private int keepAlives;

    /// <summary>Set when the listener has to make room for younger ones.</summary>
    public CancellationToken Dismissed => dismissed.Token;

    /// <summary>Returns when something was said since the last call, or a sign of life is due.</summary>
    public Task WaitAsync(CancellationToken cancellation) => news.WaitAsync(cancellation);

    /// <summary>True once each time a sign of life is due.</summary>
    public bool TakeKeepAlive() => Interlocked.Exchange(ref keepAlives, 0) > 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        conversation.Leave(this);
        news.Dispose();
        dismissed.Dispose();
    }

    // All are called under the conversation's lock, which Leave takes too: never after Dispose.
    internal void Wake()
    {
        if (news.CurrentCount == 0)
            news.Release();
    }

    internal void KeepAlive()
    {
        keepAlives = 1;
        Wake();
    }

    internal void Dismiss() => _ = dismissed.CancelAsync();
}
