using ServiceBot.Messages;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Background;

/// <summary>
/// Which entries are on their way, in a lane for each conversation. What is read from the store may be older than
/// what was just delivered or refused, so an entry is remembered, and a conversation stands still, until a later reading
/// than its commit.
/// </summary>
internal sealed class OutboxLanes
{
    // All under the lock, for a few steps each.
    private readonly Lock door = new();
    private readonly HashSet<string> taken = [];
    private readonly Dictionary<ConversationId, Queue<OutboxEntry>> lanes = [];
    private readonly HashSet<ConversationId> halted = [];
    private readonly List<(OutboxEntry Entry, bool WasRefused)> settled = [];
    private bool isClosed;

    /// <summary>Forgets what was committed by now and says how many entries are on their way; called before each reading.</summary>
    public int BeforeReading()
    {
        lock (door)
        {
            foreach (var (entry, wasRefused) in settled)
            {
                taken.Remove(entry.Id);
                if (wasRefused)
                    halted.Remove(entry.Conversation);
            }

            settled.Clear();
            return taken.Count;
        }
    }

    /// <summary>Puts new entries into their lanes, in their order.</summary>
    /// <returns>The lanes that have to be started.</returns>
    public List<ConversationId> Take(IReadOnlyList<OutboxEntry> due)
    {
        var started = new List<ConversationId>();
        lock (door)
        {
            foreach (var entry in due)
            {
                if (isClosed || halted.Contains(entry.Conversation) || !taken.Add(entry.Id))
                    continue;
                if (!lanes.TryGetValue(entry.Conversation, out var lane))
                {
                    lanes[entry.Conversation] = lane = new();
                    started.Add(entry.Conversation);
                }

                lane.Enqueue(entry);
            }
        }

        return started;
    }

    /// <summary>The next entry of a lane; null where it has ended.</summary>
    public OutboxEntry? Next(ConversationId conversation)
    {
        lock (door)
        {
            if (!isClosed && lanes[conversation].TryDequeue(out var entry))
                return entry;
            lanes.Remove(conversation);
            return null;
        }
    }

    /// <summary>Ends a lane whose entry was refused: what comes after it must not overtake it.</summary>
    public void Halt(ConversationId conversation)
    {
        lock (door)
        {
            halted.Add(conversation);
            if (!lanes.Remove(conversation, out var rest))
                return;
            foreach (var entry in rest)
                taken.Remove(entry.Id);
        }
    }

    /// <summary>Notes that what became of these entries is committed.</summary>
    public void Settle(IEnumerable<(OutboxEntry Entry, bool WasRefused)> entries)
    {
        lock (door)
            settled.AddRange(entries);
    }

    /// <summary>Starts nothing more.</summary>
    public void Close()
    {
        lock (door)
            isClosed = true;
    }
}
