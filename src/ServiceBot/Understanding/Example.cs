using ServiceBot.Messages;

namespace ServiceBot.Understanding;

/// <summary>An utterance with what it means, to learn from or to measure with.</summary>
/// <param name="Text">The words as a customer types them.</param>
/// <param name="Intent">What is wanted, <c>out_of_scope</c> where it is nothing that a desk does.</param>
/// <param name="Category">Where it is routed, null where it has no category.</param>
/// <param name="Language">The language, null where it is not stated.</param>
public sealed record Example(string Text, string Intent, string? Category = null, Language? Language = null);

/// <summary>What is wrong with a file of examples, in words for the person who has to mend it.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">The line, counted from one.</param>
/// <param name="What">What is wrong, with what was given.</param>
/// <param name="Remedy">How to mend it.</param>
public sealed record ExampleFault(string File, int Line, string What, string Remedy)
{
    /// <summary>All of it on one line, in the form that editors jump to.</summary>
    public override string ToString() => $"{File}:{Line}: {What} {Remedy}";
}

/// <summary>The examples of a file and whatever is wrong with it; a file with faults should not be learned from.</summary>
/// <param name="Examples">The rows that could be read.</param>
/// <param name="Faults">What is wrong, in the order of the file.</param>
public sealed record ExampleTable(IReadOnlyList<Example> Examples, IReadOnlyList<ExampleFault> Faults)
{
    // Beyond this a file is of another kind, and the rest of its faults help nobody.
    private const int MostFaults = 20;

    /// <summary>Reads tab-separated values with a header; columns by name: <c>text</c>, <c>intent</c>, optional <c>category</c> and <c>lang</c>.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">Its name, for faults.</param>
    public static ExampleTable Parse(string content, string file)
    {
        var lines = content.TrimStart('\ufeff').Split('\n');
        var header = lines[0].TrimEnd('\r').Split('\t');
        var (text, intent) = (Array.IndexOf(header, "text"), Array.IndexOf(header, "intent"));
        if (text < 0 || intent < 0)
        {
            return new ExampleTable([], [new ExampleFault(
                file, 1, $"The first line names no column '{(text < 0 ? "text" : "intent")}'; it is: {Shorten(lines[0])}.",
                "Let the first line name the columns, separated by tabs: text, intent, category, lang.")]);
        }

        var columns = new Columns(text, intent, Array.IndexOf(header, "category"), Array.IndexOf(header, "lang"), header.Length);
        var examples = new List<Example>(lines.Length);
        var faults = new List<ExampleFault>();
        for (var i = 1; i < lines.Length && faults.Count < MostFaults; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (line.Length > 0)
            {
                columns.Read(line, new ExampleFault(file, i + 1, "", ""), examples, faults);
            }
        }

        return new ExampleTable(examples, faults);
    }

    private static string Shorten(string line) => line.Length <= 60 ? line.Trim() : line[..60] + "…";

    private sealed record Columns(int Text, int Intent, int Category, int Lang, int Count)
    {
        public void Read(string line, ExampleFault at, List<Example> examples, List<ExampleFault> faults)
        {
            var cells = line.Split('\t');
            var lang = Cell(cells, Lang);
            if (cells.Length > Count || cells.Length <= Math.Max(Text, Intent))
            {
                faults.Add(at with { What = $"{cells.Length} columns where the header names {Count}.", Remedy = "Separate by single tabs; a text holds none." });
            }
            else if (Cell(cells, Text) is null || Cell(cells, Intent) is null)
            {
                faults.Add(at with { What = "The text or the intent is empty.", Remedy = "Fill it in or delete the line." });
            }
            else if (lang is not null && LanguageTags.Parse(lang) is null)
            {
                faults.Add(at with { What = $"The language '{lang}' is unknown.", Remedy = "Write ja or en, or leave it empty." });
            }
            else
            {
                examples.Add(new Example(Cell(cells, Text)!, Cell(cells, Intent)!, Cell(cells, Category), LanguageTags.Parse(lang)));
            }
        }

        private static string? Cell(string[] cells, int column) =>
            column >= 0 && column < cells.Length && cells[column].Trim() is { Length: > 0 } cell ? cell : null;
    }
}
