using NodaTime;
using ServiceBot.Messages;

namespace ServiceBot.Notifications;

/// <summary>Reads what is waiting to be told or delivered.</summary>
public interface IOutboxQueries
{
    /// <summary>Entries that are due, of each conversation only those with no earlier entry waiting for a later time; oldest first.</summary>
    ValueTask<IReadOnlyList<OutboxEntry>> DueEntriesAsync(Instant now, int top, CancellationToken cancellation);

    /// <summary>News not yet told, oldest first.</summary>
    ValueTask<IReadOnlyList<News>> UntoldNewsAsync(int top, CancellationToken cancellation);

    /// <summary>News of one conversation not yet told, oldest first.</summary>
    ValueTask<IReadOnlyList<News>> UntoldNewsOfAsync(ConversationId conversation, CancellationToken cancellation);

    /// <summary>Entries that were given up, newest first.</summary>
    ValueTask<IReadOnlyList<OutboxEntry>> DeadEntriesAsync(int top, CancellationToken cancellation);
}
