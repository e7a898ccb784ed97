namespace ServiceBot.Storage;

/// <summary>Where everything that must not be lost is written.</summary>
public interface IStore
{
    /// <summary>Makes all changes durable, or none of them. When it returns null, they survive a power loss.</summary>
    /// <param name="changes">The changes, applied in order.</param>
    /// <param name="cancellation">Gives up waiting; whether the changes were made is then unknown.</param>
    /// <returns>Null when committed, else why nothing was changed.</returns>
    ValueTask<Conflict?> CommitAsync(IReadOnlyList<Change> changes, CancellationToken cancellation);
}
