using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Storage;

namespace ServiceBot.Host.Storage.Sqlite.Rows;

/// <summary>How one kind of change gets into the database. Each kind has one implementation, listed in <see cref="Writings"/>.</summary>
internal interface IWrites<in T>
    where T : Change
{
    /// <summary>Adds what is stored as JSON. Runs on the thread that commits, so it must not touch the database.</summary>
    void Serialize(T change, CommitText text)
    {
    }

    /// <summary>Why the change can't be made, judged by what is stored now; asked only after <see cref="Apply"/> has failed once.</summary>
    Conflict? Refuse(T change) => null;

    /// <summary>Makes the change, taking from <paramref name="text"/> in the order of <see cref="Serialize"/>.</summary>
    /// <exception cref="SqliteFault">It does not fit what is stored: <see cref="SqliteFault.IsConstraint"/>.</exception>
    void Apply(T change, CommitText text);
}
