using ServiceBot.Messages;

namespace ServiceBot.Host.Content;

/// <summary>What customers said who needed an article: <c>knowledge/LANG/sayings.tsv</c> with the columns <c>text</c> and <c>article</c>.</summary>
internal static class ArticleSayings
{
    /// <summary>Reads a file: sayings by article; null where something is wrong with it.</summary>
    public static (ILookup<string, string>? Sayings, IReadOnlyList<Fault> Faults) Parse(string file)
    {
        var faults = new List<Fault>();
        var rows = TsvFile.Read(file, ["text", "article"], faults);
        return (faults.Count == 0 ? rows.ToLookup(row => row[1], row => row[0]) : null, faults);
    }

    /// <summary>One fault for each article that a file names and that is not there.</summary>
    public static IEnumerable<Fault> Unknown(string file, ILookup<string, string> sayings, IReadOnlySet<string> articles) =>
        from strangers in sayings
        where !articles.Contains(strangers.Key)
        select new Fault(file, 0, $"There is no article `{strangers.Key}` in this language; {strangers.Count()} lines name it.", "Correct or remove the lines, or add the article.");
}
