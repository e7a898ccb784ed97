using ServiceBot.Conversations;
using ServiceBot.Host.Storage.Sqlite.Native;

namespace ServiceBot.Host.Storage.Sqlite.Rows;

internal sealed class MatterEnding(Connection connection) : IWrites<MatterEnded>
{
    private readonly Statement add = connection.Prepare(
        "INSERT INTO matters (id, conversation, customer, intent, category, outcome, ticket, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

    public void Apply(MatterEnded change, CommitText text) =>
        this.add.Bind(change.Id).Bind(change.Conversation.Value).Bind(change.Customer.Value).Bind(change.Intent).Bind(change.Category)
            .Bind(change.Outcome).Bind(change.Ticket).Bind(change.At).Run();
}
