using ServiceBot.Dialogs;
using ServiceBot.Host.Storage.Sqlite.Native;

namespace ServiceBot.Host.Storage.Sqlite.Rows;

internal sealed class ActionQueuing(Connection connection) : IWrites<ActionQueued>
{
    private readonly Statement add = connection.Prepare("INSERT INTO actions (id, attempts, due_at, json) VALUES (?, ?, ?, ?)");

    public void Serialize(ActionQueued change, CommitText text) => text.Add(change.Job, StoredJson.ActionJob);

    public void Apply(ActionQueued change, CommitText text) =>
        this.add.Bind(change.Job.Id).Bind(change.Job.Attempts).Bind(change.Job.DueAt).Bind(text.Next()).Run();
}

internal sealed class ActionPostponing(Connection connection) : IWrites<ActionPostponed>
{
    private readonly Statement postpone = connection.Prepare("UPDATE actions SET attempts = ?, due_at = ? WHERE id = ?");

    public void Apply(ActionPostponed change, CommitText text) =>
        this.postpone.Bind(change.Attempts).Bind(change.DueAt).Bind(change.Id).Run();
}

internal sealed class ActionRemoval(Connection connection) : IWrites<ActionEnded>
{
    private readonly Statement remove = connection.Prepare("DELETE FROM actions WHERE id = ?");

    public void Apply(ActionEnded change, CommitText text) => this.remove.Bind(change.Id).Run();
}
