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
            sections.Add(new ArticleSection(title, text, NamesSteps(title) && Items().IsMatch(text)));
        }

        return new ArticleBody(parts[0].Trim(), sections);
    }

    public static bool NamesSteps(string heading) => StepsHeading().IsMatch(heading);

    [GeneratedRegex(@"^##[ \t]+(?<title>.+?)[ \t]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Headings();

    // 「手順」, 「手順（Windows）」, "Steps", "Steps (on a Mac)"
    [GeneratedRegex(@"^(?:手順|Steps)(?:[ \t]*[（(].+[）)])?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex StepsHeading();

    [GeneratedRegex(@"^\d{1,3}[.)][ \t]+\S", RegexOptions.Multiline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Items();
}
