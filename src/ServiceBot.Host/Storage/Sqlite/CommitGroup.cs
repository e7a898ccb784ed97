using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Host.Storage.Sqlite.Rows;
using ServiceBot.Storage;

namespace ServiceBot.Host.Storage.Sqlite;

/// <summary>Commits that wait for the same write to the disk.</summary>
internal sealed class CommitGroup(Connection connection, Writings writings)
{
    private readonly Statement begin = connection.Prepare("BEGIN IMMEDIATE");
    private readonly Statement commit = connection.Prepare("COMMIT");
    private readonly Statement savepoint = connection.Prepare("SAVEPOINT one");
    private readonly Statement rollbackToSavepoint = connection.Prepare("ROLLBACK TO one");
    private readonly Statement release = connection.Prepare("RELEASE one");

    /// <summary>Writes the commits in order, in one transaction. Each gets its own outcome; when this returns, they are durable.</summary>
    /// <exception cref="SqliteFault">The transaction failed, so that none of them was made.</exception>
    public void Write(IReadOnlyList<Commit> commits)
    {
        if (!this.TryWrite(commits, this.Written))
        {
            // A row that was expected to fit did not. Only one of the commits is at fault: again, each on its own.
            this.TryWrite(commits, this.WrittenOnItsOwn);
        }
    }

    private bool TryWrite(IReadOnlyList<Commit> commits, Func<Commit, Outcome> write)
    {
        try
        {
            this.begin.Run();
            foreach (var each in commits)
            {
                each.Text.Rewind();
                each.Outcome = write(each);
            }

            this.commit.Run();
            return true;
        }
        catch (SqliteFault fault) when (fault.IsConstraint)
        {
            connection.Rollback();
            return false;
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }

    /// <summary>The usual way: nothing is asked before, and a row that does not fit is a constraint broken.</summary>
    private Outcome Written(Commit each)
    {
        foreach (var change in each.Changes)
        {
            writings.Of(change).Apply(change, each.Text);
        }

        return default;
    }

    private Outcome WrittenOnItsOwn(Commit each)
    {
        this.savepoint.Run();
        var outcome = this.WrittenChangeByChange(each);
        if (outcome.IsRefused)
        {
            this.rollbackToSavepoint.Run();
        }

        this.release.Run();
        return outcome;
    }

    private Outcome WrittenChangeByChange(Commit each)
    {
        try
        {
            for (var i = 0; i < each.Changes.Count; i++)
            {
                var change = each.Changes[i];
                if (writings.Of(change).Refuse(change) is { } conflict)
                {
                    return new Outcome(this.Clearest(conflict, each, i + 1), null);
                }

                writings.Of(change).Apply(change, each.Text);
            }

            return default;
        }
        catch (SqliteFault fault) when (fault.IsConstraint)
        {
            return new Outcome(null, fault);
        }
    }

    /// <summary>A repeated utterance is also stale; that it is a repetition says more.</summary>
    private Conflict Clearest(Conflict found, Commit each, int from)
    {
        for (var i = from; i < each.Changes.Count && found != Conflict.AlreadyTaken; i++)
        {
            if (writings.Of(each.Changes[i]).Refuse(each.Changes[i]) == Conflict.AlreadyTaken)
            {
                found = Conflict.AlreadyTaken;
            }
        }

        return found;
    }
}
