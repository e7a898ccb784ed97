using System.Text;
using ServiceBot.Messages;
using ServiceBot.Understanding;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Host.Cli;

/// <summary>Reads examples from disk: tables, and the example sentences of playbooks.</summary>
public static class ExampleFiles
{
    /// <summary>What the files of held-out utterances are called; those of held-out questions are <c>questions.*.tsv</c>.</summary>
    public const string Utterances = "intents.*.tsv";

    private const int LargestBytes = 64 * 1024 * 1024;

    /// <summary>The examples of a file by its extension: a playbook (<c>.yaml</c>), else a table.</summary>
    public static ExampleTable Read(string file)
    {
        var content = Content(file, out var fault);
        return fault is not null ? new ExampleTable([], [fault])
            : file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) ? OfPlaybook(content, file)
            : ExampleTable.Parse(content, file);
    }

    /// <summary>The examples of all files, in the order given.</summary>
    public static ExampleTable ReadAll(IEnumerable<string> files)
    {
        var tables = files.Select(Read).ToList();
        return new ExampleTable([.. tables.SelectMany(table => table.Examples)], [.. tables.SelectMany(table => table.Faults)]);
    }

    /// <summary>The files of a folder and those below it that match, sorted by name; none where there is no such folder.</summary>
    public static IReadOnlyList<string> In(string folder, string pattern) =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];

    /// <summary>Prints each fault on a line of its own to standard error.</summary>
    /// <returns>True where there is any.</returns>
    public static bool Report(IReadOnlyList<ExampleFault> faults)
    {
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        return faults.Count > 0;
    }

    /// <summary>The rows of a table whose intent or category the desk does not have.</summary>
    /// <param name="file">A table.</param>
    /// <param name="intents">The intents that there are.</param>
    /// <param name="categories">The categories that there are.</param>
    public static IEnumerable<ExampleFault> UnknownLabels(string file, IReadOnlyCollection<string> intents, IReadOnlyCollection<string> categories)
    {
        var unknown = Read(file).Examples.Where(row => !intents.Contains(row.Intent) || row.Category is { } category && !categories.Contains(category)).ToList();
        var lines = unknown.Count == 0 ? [] : File.ReadAllLines(file);
        return unknown.Select(row => !intents.Contains(row.Intent)
            ? new ExampleFault(file, LineOf(lines, row), $"`{row.Intent}` is no intent.", "Write the id of a playbook, or one of the intents that every desk has.")
            : new ExampleFault(file, LineOf(lines, row), $"`{row.Category}` is no category.", $"Use one of {string.Join(", ", categories)}."));
    }

    private static int LineOf(string[] lines, Example row) => Array.FindIndex(lines, line => line.TrimStart('\ufeff').TrimStart().StartsWith(row.Text, StringComparison.Ordinal)) + 1;

    private static ExampleTable OfPlaybook(string content, string file)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(content));
            if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root || Text(root, "id") is not { } id)
            {
                return new ExampleTable([], [new ExampleFault(file, 1, "The playbook has no id.", "Let it begin with 'id:' and a name like vpn_trouble.")]);
            }

            var examples = new List<Example>();
            foreach (var language in LanguageTags.All)
            {
                var sentences = Child(Child(root, "examples"), language.Tag()) as YamlSequenceNode;
                examples.AddRange((sentences?.Children ?? []).OfType<YamlScalarNode>()
                    .Where(sentence => !string.IsNullOrWhiteSpace(sentence.Value))
                    .Select(sentence => new Example(sentence.Value!.Trim(), id, Text(root, "category"), language)));
            }

            return new ExampleTable(examples, []);
        }
        catch (Exception problem) when (problem is YamlException or InvalidOperationException or ArgumentException)
        {
            // Where a bracket is not closed or a name stands twice, the parser tells no line.
            return new ExampleTable([], [new ExampleFault(file, (int)((problem as YamlException)?.Start.Line ?? 1), $"Not readable as YAML: {problem.Message}", "Mend the line; indent with spaces.")]);
        }
    }

    private static YamlNode? Child(YamlNode? node, string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Text(YamlNode node, string key) =>
        Child(node, key) is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;

    private static string Content(string file, out ExampleFault? fault)
    {
        fault = null;
        try
        {
            if (new FileInfo(file).Length > LargestBytes)
            {
                fault = new ExampleFault(file, 1, $"The file is larger than {LargestBytes >> 20} MiB.", "Split it, or check that it is the right file.");
                return "";
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file));
        }
        catch (DecoderFallbackException)
        {
            fault = new ExampleFault(file, 1, "The file is not UTF-8.", "Save it as UTF-8 (Excel: 'CSV UTF-8', then tabs).");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            fault = new ExampleFault(file, 1, $"The file cannot be read: {problem.Message}", "Check the path and its permissions.");
        }

        return "";
    }
}
