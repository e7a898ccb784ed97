using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Messages;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Storage.Sqlite;

public sealed partial class SqliteQueries
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEntry>> DueEntriesAsync(Instant now, int top, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();

        // The plus keeps SQLite from walking the whole outbox in order: in an outage it is long, and what is due at a time is little.
        var found = lease.Connection.Prepare(
            """
            SELECT json, attempts, due_at FROM outbox AS entry
            WHERE dead_reason IS NULL AND due_at <= ?1 AND NOT EXISTS (
                SELECT 1 FROM outbox AS earlier
                WHERE earlier.conversation = entry.conversation AND earlier.sequence < entry.sequence
                  AND earlier.dead_reason IS NULL AND earlier.due_at > ?1)
            ORDER BY +ordinal LIMIT ?2
            """)
            .Bind(now).Bind(top);
        return new(Many(found, Entry));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<News>> UntoldNewsAsync(int top, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection
            .Prepare("SELECT json FROM news WHERE is_told = 0 ORDER BY happened_at, ordinal LIMIT ?")
            .Bind(top);
        return new(Many(found, StoredJson.News));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<News>> UntoldNewsOfAsync(ConversationId conversation, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection
            .Prepare("SELECT json FROM news WHERE is_told = 0 AND conversation = ? ORDER BY happened_at, ordinal")
            .Bind(conversation.Value);
        return new(Many(found, StoredJson.News));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEntry>> DeadEntriesAsync(int top, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection
            .Prepare("SELECT json, attempts, due_at FROM outbox WHERE dead_reason IS NOT NULL ORDER BY ordinal DESC LIMIT ?")
            .Bind(top);
        return new(Many(found, Entry));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ActionJob>> DueActionsAsync(Instant now, int top, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection
            .Prepare("SELECT json, attempts, due_at FROM actions WHERE due_at <= ? ORDER BY due_at LIMIT ?")
            .Bind(now).Bind(top);
        return new(Many(found, row => Parse(row.Utf8(0), StoredJson.ActionJob) with
        {
            Attempts = (int)row.Int64(1),
            DueAt = row.Instant(2),
        }));
    }

    // Tries are counted in columns; the JSON is the entry as it was queued.
    private static OutboxEntry Entry(Statement row) => Parse(row.Utf8(0), StoredJson.OutboxEntry) with
    {
        Attempts = (int)row.Int64(1),
        DueAt = row.Instant(2),
    };
}
