using NodaTime;
using ServiceBot.Messages;
using ServiceBot.Storage;

namespace ServiceBot.Improvement;

/// <summary>Reads what the desk may learn from, and what came of it.</summary>
public interface IImprovementQueries
{
    /// <summary>Samples that match, the newest first.</summary>
    ValueTask<IReadOnlyList<Sample>> SamplesAsync(SampleFilter filter, CancellationToken cancellation);

    /// <summary>Samples by their ids, in the order of the ids; those that are not there are left out.</summary>
    ValueTask<IReadOnlyList<Sample>> SamplesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation);

    /// <summary>What customers said last, the newest first, as it is kept.</summary>
    ValueTask<IReadOnlyList<string>> SaidLatelyAsync(int top, CancellationToken cancellation);

    /// <summary>All versions of the model, the newest first.</summary>
    ValueTask<IReadOnlyList<ModelVersion>> VersionsAsync(CancellationToken cancellation);

    /// <summary>Steps that somebody answers for, the newest first.</summary>
    ValueTask<IReadOnlyList<Audited>> AuditAsync(int top, CancellationToken cancellation);
}

/// <summary>Which samples; what is null does not matter.</summary>
public sealed record SampleFilter
{
    /// <summary>What was decided.</summary>
    public SampleVerdict? Verdict { get; init; }

    /// <summary>Only those that nobody has looked at.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>Why it was noted.</summary>
    public SampleReason? Reason { get; init; }

    /// <summary>The language of the words.</summary>
    public Language? Language { get; init; }

    /// <summary>Only those since then.</summary>
    public Instant? Since { get; init; }

    /// <summary>How many at most.</summary>
    public int Top { get; init; } = 2000;
}
