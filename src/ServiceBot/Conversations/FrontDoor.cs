using ServiceBot.Messages;

namespace ServiceBot.Conversations;

/// <summary>The one way in: loads, lets the turn decide, commits, and only then tells.</summary>
public sealed class FrontDoor
{
    /// <summary>Raised after each commit with what was said in it, in order within a conversation; handlers must return at once.</summary>
    public event Action<IReadOnlyList<TranscriptEntry>>? Spoke;

    /// <summary>Takes what a channel brings. When it returns, everything is durable.</summary>
    public ValueTask<Receipt> ReceiveAsync(Visit visit, Occasion occasion, CancellationToken cancellation)
    {
        this.Spoke?.Invoke([]);
        throw new NotSupportedException();
    }

    /// <summary>Takes what concerns a conversation that is stored already; null where it is unknown.</summary>
    public ValueTask<Receipt?> ReceiveAsync(ConversationId conversation, Occasion occasion, CancellationToken cancellation)
    {
        this.Spoke?.Invoke([]);
        throw new NotSupportedException();
    }
}
