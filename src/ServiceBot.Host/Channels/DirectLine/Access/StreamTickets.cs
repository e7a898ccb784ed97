using System.Collections.Concurrent;
using System.Security.Cryptography;
using NodaTime;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine.Access;

/// <summary>Opens one stream, once: a browser cannot send a header with a WebSocket, and addresses end up in logs.</summary>
/// <param name="Conversation">The conversation it opens.</param>
/// <param name="After">The watermark after which the stream begins.</param>
/// <param name="ExpiresAt">When it ends unused.</param>
public sealed record StreamTicket(ConversationId Conversation, long After, Instant ExpiresAt);

/// <summary>Tickets given out and not used yet.</summary>
public sealed class StreamTickets(IClock clock)
{
    // As long as the public service gives its clients to connect.
    private static readonly Duration Life = Duration.FromSeconds(60);
    private readonly ConcurrentDictionary<string, StreamTicket> unused = new();
    private readonly ConcurrentQueue<(string Id, Instant ExpiresAt)> inOrder = new();

    public string Issue(ConversationId conversation, long after)
    {
        var now = clock.GetCurrentInstant();
        Forget(now);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        unused[id] = new(conversation, after, now + Life);
        inOrder.Enqueue((id, now + Life));
        return id;
    }

    /// <summary>The ticket, now used up; null where it is unknown, used, expired or for another conversation.</summary>
    public StreamTicket? Use(string id, ConversationId conversation) =>
        unused.TryRemove(id, out var ticket) && ticket.Conversation == conversation && ticket.ExpiresAt > clock.GetCurrentInstant() ? ticket : null;

    // All live equally long, so the oldest end first.
    private void Forget(Instant now)
    {
        while (inOrder.TryPeek(out var oldest) && oldest.ExpiresAt <= now && inOrder.TryDequeue(out oldest))
            unused.TryRemove(oldest.Id, out _);
    }
}
