namespace ServiceBot.Storage;

/// <summary>Why a commit changed nothing.</summary>
public enum Conflict
{
    /// <summary>An utterance with this deduplication key was already taken in this conversation.</summary>
    AlreadyTaken,

    /// <summary>A conversation or ticket has a newer version than the one that was decided on.</summary>
    Stale,

    /// <summary>The number of a new ticket is in use.</summary>
    NumberInUse,
}
