using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServiceBot.Messages;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Learning;

namespace ServiceBot.Host.Cli;

/// <summary>A trained model on disk: <c>model.bin</c> and a <c>manifest.json</c> that says what it was made from.</summary>
public static class ModelFolder
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const string ModelName = "model.bin";
    private const string ManifestName = "manifest.json";

    /// <summary>A hash of the examples, their labels and their order, and of how they are learned: the same hash means the same model.</summary>
    public static string HashOf(IReadOnlyList<Example> examples)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"learning {Training.Version}\n");
        foreach (var example in examples)
        {
            text.Append(CultureInfo.InvariantCulture, $"{example.Text}\t{example.Intent}\t{example.Category}\t{example.Language?.Tag()}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Writes model and manifest; a reader sees the old model or the new one, never half of one.</summary>
    public static void Write(string folder, NgramClassifier classifier, IReadOnlyList<Example> examples, Evaluation? scores)
    {
        Directory.CreateDirectory(folder);
        Replace(Path.Combine(folder, ModelName), stream => ModelFile.Write(classifier, stream));
        var manifest = new
        {
            dataHash = HashOf(examples),
            examples = examples.Count,
            examplesByIntent = Counts(examples, example => example.Intent),
            examplesByLanguage = Counts(examples, example => example.Language?.Tag() ?? "unstated"),
            classifier.Labels.Intents,
            classifier.Labels.Categories,
            classifier.Pieces,
            classifier.Thresholds,
            classifier.Calibration,
            scores = scores is null ? null : EvaluationReport.Scores(scores),
        };
        Replace(Path.Combine(folder, ManifestName), stream => JsonSerializer.Serialize(stream, manifest, Json));
    }

    /// <summary>Reads the model of a folder.</summary>
    /// <exception cref="ModelFileException">It is missing, damaged or of another version.</exception>
    public static NgramClassifier Read(string folder)
    {
        var file = Path.Combine(folder, ModelName);
        if (!File.Exists(file))
        {
            throw new ModelFileException($"There is no model at {file}. Train one with the verb 'train'.");
        }

        using var stream = File.OpenRead(file);
        return ModelFile.Read(stream);
    }

    /// <summary>The hash of the examples that the model of a folder was trained from, or null where there is none.</summary>
    public static string? DataHash(string folder)
    {
        var file = Path.Combine(folder, ManifestName);
        if (!File.Exists(file) || !File.Exists(Path.Combine(folder, ModelName)))
        {
            return null;
        }

        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(file));
            return manifest.RootElement.GetProperty("dataHash").GetString();
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Replace(string file, Action<Stream> write)
    {
        var draft = file + ".new";
        using (var stream = File.Create(draft))
        {
            write(stream);
            stream.Flush();
        }

        File.Move(draft, file, overwrite: true);
    }

    private static SortedDictionary<string, int> Counts(IReadOnlyList<Example> examples, Func<Example, string> label) =>
        new(examples.GroupBy(label).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal);
}
