using NodaTime;
using ServiceBot.Storage;

namespace ServiceBot.Improvement;

/// <summary>
/// An understanding model that learned of samples beside the desk's files. Which samples those are makes the version; the model itself follows
/// from them and the files, so it can always be learned again. Version 0, of the files alone, is not kept.
/// </summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Samples">The samples it learned of.</param>
/// <param name="DataHash">Of all examples it was learned from.</param>
/// <param name="State">Whether it is in service.</param>
/// <param name="Comparison">Beside the model that was in service when it was learned.</param>
/// <param name="By">Who had it learned.</param>
/// <param name="At">When.</param>
public sealed record ModelVersion(
    int Number, IReadOnlyList<string> Samples, string DataHash, ModelState State, ModelComparison Comparison, string By, Instant At)
{
    /// <summary>The version that was in service when it was learned, and that it was compared with.</summary>
    public int ComparedWith { get; init; }

    /// <summary>The version in whose place it came into service; null before that.</summary>
    public int? Replaced { get; init; }
}

/// <summary>Where a version stands.</summary>
public enum ModelState
{
    /// <summary>Learned and compared, and never in service yet.</summary>
    Candidate,

    /// <summary>What customers are understood by.</summary>
    InService,

    /// <summary>It was in service before.</summary>
    Retired,
}

/// <summary>A version came to be, or stands elsewhere now.</summary>
public sealed record ModelVersionKept(ModelVersion Version) : Change;
