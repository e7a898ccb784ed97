using System.Text.RegularExpressions;

namespace ServiceBot.Knowledge;

/// <summary>Markdown without its markup, for searching and for channels that show none.</summary>
public static partial class PlainText
{
    /// <summary>The text with list marks, emphasis, headings and links taken off; a link leaves its words.</summary>
    public static string Of(string markdown)
    {
        var text = Links().Replace(markdown, "${words}");
        text = LineMarks().Replace(text, "");
        return Emphasis().Replace(text, "").Trim();
    }

    [GeneratedRegex(@"!?\[(?<words>[^\]\n]*)\]\([^)\n]*\)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Links();

    [GeneratedRegex(@"^[ \t]*(?:#{1,6}|[-*+]|>|\d{1,3}[.)])[ \t]+", RegexOptions.Multiline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex LineMarks();

    [GeneratedRegex(@"\*\*|__|`", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Emphasis();
}
