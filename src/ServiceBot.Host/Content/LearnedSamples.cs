using ServiceBot.Improvement;
using ServiceBot.Understanding;

namespace ServiceBot.Host.Content;

/// <summary>What a version of the model learned beside the desk's files, and where the model is kept.</summary>
/// <param name="Version">The version; 0 learned of the files alone.</param>
/// <param name="Examples">What its samples say.</param>
/// <param name="Folder">Where its model is kept; null for the folder of the files' own.</param>
public sealed record LearnedSamples(int Version, IReadOnlyList<Example> Examples, string? Folder)
{
    /// <summary>What the desk's files say, and nothing more.</summary>
    public static LearnedSamples None { get; } = new(0, [], null);

    /// <summary>What a version learned.</summary>
    /// <param name="version">The version.</param>
    /// <param name="samples">Its samples.</param>
    /// <param name="data">The data folder.</param>
    public static LearnedSamples Of(ModelVersion version, IEnumerable<Sample> samples, string data) => new(version.Number, [.. ExamplesOf(samples)], FolderOf(version.Number, data));

    /// <summary>Where the model of a version is kept.</summary>
    public static string FolderOf(int version, string data) => Path.Combine(data, "models", version.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What people said that samples mean; those that nobody labelled say nothing.</summary>
    public static IEnumerable<Example> ExamplesOf(IEnumerable<Sample> samples) =>
        samples.SelectMany(sample => sample.Decision?.Meant is { Intent: { } intent } meant ? [new Example(sample.Text, intent, meant.Category, sample.Language)] : Array.Empty<Example>());
}
