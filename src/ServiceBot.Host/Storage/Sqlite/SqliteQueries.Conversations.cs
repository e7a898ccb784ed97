using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Messages;

namespace ServiceBot.Host.Storage.Sqlite;

public sealed partial class SqliteQueries
{
    /// <inheritdoc/>
    public ValueTask<Conversation?> FindAsync(ConversationId id, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection.Prepare("SELECT json FROM conversations WHERE id = ?").Bind(id.Value);
        return new(One(found, StoredJson.Conversation));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TranscriptEntry>> TranscriptAsync(ConversationId id, long after, int top, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection
            .Prepare("SELECT json FROM transcript WHERE conversation = ? AND sequence > ? ORDER BY sequence LIMIT ?")
            .Bind(id.Value).Bind(after).Bind(top);
        return new(Many(found, StoredJson.TranscriptEntry));
    }

    /// <inheritdoc/>
    public ValueTask<TranscriptEntry?> FindUtteranceAsync(ConversationId id, string deduplicationKey, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection
            .Prepare("SELECT json FROM transcript WHERE conversation = ? AND deduplication_key = ?")
            .Bind(id.Value).Bind(deduplicationKey);
        return new(One(found, StoredJson.TranscriptEntry));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ConversationId>> DueToWakeAsync(Instant now, int top, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection
            .Prepare("SELECT id FROM conversations WHERE wake_at <= ? ORDER BY wake_at LIMIT ?")
            .Bind(now).Bind(top);
        return new(Many(found, row => new ConversationId(row.Text(0))));
    }

    /// <inheritdoc/>
    public ValueTask<ConversationId?> LatestOfAsync(string person, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection
            .Prepare("SELECT id FROM conversations WHERE customer = ? OR email = ? ORDER BY heard_at DESC LIMIT 1")
            .Bind(person).Bind(person.ToLowerInvariant());
        return new(Many(found, row => new ConversationId(row.Text(0))).Select(id => (ConversationId?)id).FirstOrDefault());
    }
}
