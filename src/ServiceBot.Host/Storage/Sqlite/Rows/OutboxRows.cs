using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Storage.Sqlite.Rows;

internal sealed class ReplyQueuing(Connection connection) : IWrites<ReplyQueued>
{
    private readonly Statement add = connection.Prepare(
        "INSERT INTO outbox (id, conversation, sequence, attempts, due_at, json) VALUES (?, ?, ?, ?, ?, ?)");

    public void Serialize(ReplyQueued change, CommitText text) => text.Add(change.Entry, StoredJson.OutboxEntry);

    public void Apply(ReplyQueued change, CommitText text)
    {
        var entry = change.Entry;
        this.add.Bind(entry.Id).Bind(entry.Conversation.Value).Bind(entry.Sequence)
            .Bind(entry.Attempts).Bind(entry.DueAt).Bind(text.Next()).Run();
    }
}

internal sealed class EntryRemoval(Connection connection) : IWrites<EntryDelivered>
{
    private readonly Statement remove = connection.Prepare("DELETE FROM outbox WHERE id = ?");

    public void Apply(EntryDelivered change, CommitText text) => this.remove.Bind(change.Id).Run();
}

internal sealed class EntryPostponing(Connection connection) : IWrites<EntryPostponed>
{
    private readonly Statement postpone = connection.Prepare(
        "UPDATE outbox SET attempts = ?, due_at = ?, last_refusal = ? WHERE id = ? AND dead_reason IS NULL");

    public void Apply(EntryPostponed change, CommitText text) =>
        this.postpone.Bind(change.Attempts).Bind(change.DueAt).Bind(change.Why).Bind(change.Id).Run();
}

internal sealed class EntryBurial(Connection connection) : IWrites<EntryDead>
{
    private readonly Statement bury = connection.Prepare("UPDATE outbox SET attempts = ?, dead_reason = ? WHERE id = ?");

    public void Apply(EntryDead change, CommitText text) => this.bury.Bind(change.Attempts).Bind(change.Why).Bind(change.Id).Run();
}
