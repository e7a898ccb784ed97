using NodaTime;
using ServiceBot.Messages;

namespace ServiceBot.Conversations;

/// <summary>Reads conversations.</summary>
public interface IConversationQueries
{
    /// <summary>The conversation as last committed, or null.</summary>
    ValueTask<Conversation?> FindAsync(ConversationId id, CancellationToken cancellation);

    /// <summary>What was said after a position, oldest first.</summary>
    ValueTask<IReadOnlyList<TranscriptEntry>> TranscriptAsync(ConversationId id, long after, int top, CancellationToken cancellation);

    /// <summary>The utterance that was taken with a deduplication key, or null.</summary>
    ValueTask<TranscriptEntry?> FindUtteranceAsync(ConversationId id, string deduplicationKey, CancellationToken cancellation);

    /// <summary>Conversations whose <see cref="Conversation.WakeAt"/> has come.</summary>
    ValueTask<IReadOnlyList<ConversationId>> DueToWakeAsync(Instant now, int top, CancellationToken cancellation);

    /// <summary>The conversation that was last active of a person, by id or e-mail address, or null.</summary>
    ValueTask<ConversationId?> LatestOfAsync(string person, CancellationToken cancellation);
}
