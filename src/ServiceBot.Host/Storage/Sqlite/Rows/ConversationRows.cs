using ServiceBot.Conversations;
using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Storage;

namespace ServiceBot.Host.Storage.Sqlite.Rows;

internal sealed class ConversationKeeping(Connection connection) : IWrites<ConversationKept>
{
    private readonly Statement version = connection.Prepare("SELECT version FROM conversations WHERE id = ?");

    private readonly Statement begin = connection.Prepare(
        "INSERT INTO conversations (id, version, wake_at, customer, email, heard_at, json) VALUES (?, 1, ?, ?, ?, ?, ?)");

    private readonly Statement keep = connection.Prepare(
        "UPDATE conversations SET version = ?2, wake_at = ?3, heard_at = ?4, json = ?5 WHERE id = ?1 AND version = ?2 - 1");

    // On its own, because setting a column rewrites its index even where the value stays, and these two hardly ever change.
    private readonly Statement rename = connection.Prepare(
        "UPDATE conversations SET customer = ?1, email = ?2 WHERE id = ?3 AND (customer <> ?1 OR email IS NOT ?2)");

    public void Serialize(ConversationKept change, CommitText text) => text.Add(change.Conversation, StoredJson.Conversation);

    public Conflict? Refuse(ConversationKept change)
    {
        this.version.Bind(change.Conversation.Id.Value);
        using (this.version.Rows())
        {
            var stored = this.version.Step() ? this.version.Int64(0) : 0;
            return stored == change.Conversation.Version - 1 ? null : Conflict.Stale;
        }
    }

    public void Apply(ConversationKept change, CommitText text)
    {
        var conversation = change.Conversation;
        var customer = conversation.Customer.Id.Value;
        var email = conversation.Customer.Profile.GetValueOrDefault("email")?.ToLowerInvariant();
        if (conversation.Version == 1)
        {
            this.begin.Bind(conversation.Id.Value).Bind(conversation.WakeAt).Bind(customer).Bind(email).Bind(conversation.LastHeardAt).Bind(text.Next()).Run();
            return;
        }

        this.keep.Bind(conversation.Id.Value).Bind(conversation.Version).Bind(conversation.WakeAt).Bind(conversation.LastHeardAt).Bind(text.Next()).RunOnOne();
        this.rename.Bind(customer).Bind(email).Bind(conversation.Id.Value).Run();
    }
}

internal sealed class TranscriptAdding(Connection connection) : IWrites<Spoken>
{
    private readonly Statement byKey = connection.Prepare(
        "SELECT 1 FROM transcript WHERE conversation = ? AND deduplication_key = ?");

    private readonly Statement bySequence = connection.Prepare("SELECT 1 FROM transcript WHERE conversation = ? AND sequence = ?");

    private readonly Statement add = connection.Prepare(
        "INSERT INTO transcript (conversation, sequence, id, deduplication_key, json) VALUES (?, ?, ?, ?, ?)");

    public void Serialize(Spoken change, CommitText text) => text.Add(change.Entry, StoredJson.TranscriptEntry);

    public Conflict? Refuse(Spoken change)
    {
        var entry = change.Entry;
        if (entry.Utterance is { } utterance)
        {
            this.byKey.Bind(entry.Conversation.Value).Bind(utterance.DeduplicationKey);
            using (this.byKey.Rows())
            {
                if (this.byKey.Step())
                {
                    return Conflict.AlreadyTaken;
                }
            }
        }

        // A position that is taken means that the conversation went on since it was read.
        this.bySequence.Bind(entry.Conversation.Value).Bind(entry.Sequence);
        using (this.bySequence.Rows())
        {
            return this.bySequence.Step() ? Conflict.Stale : null;
        }
    }

    public void Apply(Spoken change, CommitText text)
    {
        var entry = change.Entry;
        this.add.Bind(entry.Conversation.Value).Bind(entry.Sequence).Bind(entry.Id)
            .Bind(entry.Utterance?.DeduplicationKey).Bind(text.Next()).Run();
    }
}
