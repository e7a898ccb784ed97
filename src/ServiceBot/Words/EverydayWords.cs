using System.Reflection;

namespace ServiceBot.Words;

/// <summary>
/// Words of everyday Japanese and English that stand for each other: 引っ越し and 転居, "take back" and "cancel", the names of countries.
/// They let a customer's words meet those of an office, in understanding and in search alike.
/// </summary>
/// <remarks><c>everyday.*.txt</c> beside this file: one group a line, words apart by bars, the one that names the group first.</remarks>
public static class EverydayWords
{
    private static readonly Lazy<string[][]> Groups = new(() => [.. new[] { "ja", "en" }.SelectMany(Read)]);
    private static readonly Lazy<Synonyms> All = new(() => Synonyms.Of(Groups.Value));

    /// <summary>All groups.</summary>
    public static Synonyms Synonyms => All.Value;

    /// <summary>The word that names a group.</summary>
    public static string NameOf(int group) => Groups.Value[group][0];

    /// <summary>The groups that a text touches, in its order, each once.</summary>
    /// <param name="text">As the customer wrote it or normalised.</param>
    public static List<int> In(string text)
    {
        var tokens = new List<Token>(text.Length / 3);
        var matches = new List<SynonymMatch>();
        Tokens.Read(SearchText.Unify(text), tokens);
        Synonyms.Find(tokens, matches);
        var groups = new List<int>(matches.Count);
        foreach (var match in matches)
        {
            if (!groups.Contains(match.Group))
            {
                groups.Add(match.Group);
            }
        }

        return groups;
    }

    private static IEnumerable<string[]> Read(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"ServiceBot.Words.everyday.{language}.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('|', StringSplitOptions.TrimEntries);
            }
        }
    }
}
