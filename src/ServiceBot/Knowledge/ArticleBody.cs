using System.Text.RegularExpressions;

namespace ServiceBot.Knowledge;

/// <summary>The Markdown of an article, cut into the answer and its sections.</summary>
/// <param name="Answer">What stands before the first heading.</param>
/// <param name="Sections">What follows, one for each heading of the second level.</param>
internal sealed partial record ArticleBody(string Answer, IReadOnlyList<ArticleSection> Sections)
{
    public static ArticleBody Of(string markdown)
    {
        var parts = Headings().Split(markdown);
        var sections = new List<ArticleSection>();
        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            var title = parts[i].Trim();
            var text = parts[i + 1].Trim();
            sections.Add(new ArticleSection(title, text, IsSteps(title) ? StepsIn(text) : []));
        }

        return new ArticleBody(parts[0].Trim(), sections);
    }

    public static bool IsSteps(string heading) => heading is "手順" || heading.Equals("Steps", StringComparison.OrdinalIgnoreCase);

    // A step may go on over indented lines, up to the next number or an empty line.
    private static List<string> StepsIn(string text) =>
        [.. Items().Matches(text).Select(item => Breaks().Replace(item.Groups["step"].Value.Trim(), " "))];

    [GeneratedRegex(@"^##[ \t]+(?<title>.+?)[ \t]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Headings();

    [GeneratedRegex(@"^\d{1,3}[.)][ \t]+(?<step>.+(?:\n[ \t]+\S.*)*)", RegexOptions.Multiline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Items();

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Breaks();
}
