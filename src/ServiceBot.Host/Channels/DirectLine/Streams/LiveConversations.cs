using System.Collections.Concurrent;
using ServiceBot.Conversations;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine.Streams;

/// <summary>All conversations that somebody looks at now. What is not in memory is read from the store.</summary>
public sealed class LiveConversations : IDisposable
{
    /// <summary>The most activities in one answer or frame.</summary>
    private const int PageLength = 100;
    private const int IdleMilliseconds = 60_000;

    // Clients send an empty frame as often, and proxies close what is silent for a minute. One timer for all: a timer for each socket
    // would be set anew with each message.
    private const int KeepAliveMilliseconds = 20_000;
    private readonly ConcurrentDictionary<ConversationId, LiveConversation> live = new();
    private readonly IConversationQueries queries;
    private readonly FrontDoor door;
    private readonly Timer upkeep;

    public LiveConversations(FrontDoor door, IConversationQueries queries)
    {
        this.door = door;
        this.queries = queries;
        door.Spoke += Tell;
        upkeep = new(_ => Upkeep(), null, KeepAliveMilliseconds, KeepAliveMilliseconds);
    }

    /// <summary>The conversation; from now on it hears what is said.</summary>
    public LiveConversation Of(ConversationId id) => live.GetOrAdd(id, static id => new(id));

    /// <summary>Begins to listen to a conversation.</summary>
    public Listener Listen(ConversationId id)
    {
        while (true)
        {
            if (Of(id).Listen() is { } listener)
                return listener;
        }
    }

    /// <summary>The next activities after a watermark, oldest first; none where nothing was said since.</summary>
    public async ValueTask<Page> AfterAsync(ConversationId id, long watermark, CancellationToken cancellation)
    {
        // Looked up before the store is asked, so that what is said meanwhile is heard.
        var conversation = Of(id);
        if (conversation.After(watermark) is { } page)
            return page.Activities.Count <= PageLength ? page : Cut(page);
        // One entry more than asked for shows that the watermark is one of this conversation.
        var stored = await queries.TranscriptAsync(id, Math.Max(0, watermark - 1), PageLength, cancellation);
        if (stored.Count < PageLength && (stored.Count > 0 || watermark == 0))
            conversation.Take(stored);
        return new(
            [.. stored.Where(entry => entry.Sequence > watermark).Select(entry => new OutgoingActivity(entry))],
            stored.Count > 0 ? stored[^1].Sequence : watermark);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        door.Spoke -= Tell;
        upkeep.Dispose();
    }

    private static Page Cut(Page page)
    {
        var activities = page.Activities.Take(PageLength).ToArray();
        return new(activities, activities[^1].Sequence);
    }

    private void Tell(IReadOnlyList<TranscriptEntry> entries)
    {
        if (entries.Count > 0 && live.TryGetValue(entries[0].Conversation, out var conversation))
            conversation.Add(entries);
    }

    private void Upkeep()
    {
        var now = Environment.TickCount64;
        foreach (var (id, conversation) in live)
        {
            conversation.KeepAlive();
            if (conversation.Rest(now, IdleMilliseconds))
                live.TryRemove(new(id, conversation));
        }
    }
}
