using ServiceBot.Host.Storage.Sqlite.Rows;
using ServiceBot.Storage;

namespace ServiceBot.Host.Storage.Sqlite;

/// <summary>A commit on its way through the writer.</summary>
internal sealed class Commit(IReadOnlyList<Change> changes, CommitText text)
{
    // What the caller does next must not keep the writer from the next group.
    private readonly TaskCompletionSource<Conflict?> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Change> Changes => changes;

    public CommitText Text => text;

    /// <summary>Set while its group is written; counts only once the group is durable.</summary>
    public Outcome Outcome { get; set; }

    public Task<Conflict?> Done => this.done.Task;

    /// <summary>Tells the caller, once the group is durable.</summary>
    public void Tell()
    {
        if (this.Outcome.Fault is { } fault)
        {
            this.done.SetException(fault);
        }
        else
        {
            this.done.SetResult(this.Outcome.Conflict);
        }
    }

    /// <summary>Tells the caller that the group failed and nothing was made durable.</summary>
    public void Fail(Exception fault) => this.done.SetException(fault);
}

/// <summary>What became of a commit; neither member is set where it was made.</summary>
/// <param name="Conflict">Why it was refused.</param>
/// <param name="Fault">What is wrong with its rows; a bug of whoever made them.</param>
internal readonly record struct Outcome(Conflict? Conflict, Exception? Fault)
{
    public bool IsRefused => this.Conflict is not null || this.Fault is not null;
}
