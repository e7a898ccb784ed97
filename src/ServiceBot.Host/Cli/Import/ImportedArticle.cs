using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using ServiceBot.Improvement;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Host.Cli.Import;

/// <summary>A foreign text brought into the form of an article: title, an answer in front, then sections.</summary>
/// <param name="Id">Made of the file's name, or of the title where that has no plain letters.</param>
/// <param name="Language">Of its words.</param>
/// <param name="Title">Its first heading, else its first line.</param>
/// <param name="Body">The rest as Markdown, beginning with the answer.</param>
internal sealed partial record ImportedArticle(string Id, Language Language, string Title, string Body)
{
    private const int LongestTitle = 120;
    private const int LongestAnswer = 400;

    /// <summary>Reads Markdown, HTML or plain text; null where the file holds no words.</summary>
    /// <param name="file">Its name, which tells its form.</param>
    /// <param name="content">Its text.</param>
    /// <param name="language">Its language; null to tell it from the words.</param>
    public static ImportedArticle? Of(string file, string content, Language? language)
    {
        var text = (file.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".htm", StringComparison.OrdinalIgnoreCase) ? HtmlText.ToMarkdown(content) : content)
            .Replace("\r\n", "\n", StringComparison.Ordinal).TrimStart('\uFEFF').Trim();
        text = FrontMatter().Replace(text, string.Empty, 1).Trim();
        var lines = text.Split('\n');
        var at = Array.FindIndex(lines, line => line.Trim('#', ' ', '=', '-').Length > 0);
        if (at < 0)
        {
            return null;
        }

        var first = lines[at].Trim();
        var title = first.TrimStart('#', ' ');
        var body = Sections(string.Join('\n', first.StartsWith('#') || title.Length <= LongestTitle ? lines[(at + 1)..] : lines[at..]).Trim());
        title = title.Length <= LongestTitle ? title : title[..LongestTitle];
        var id = NotPlain().Replace(Path.GetFileNameWithoutExtension(file).ToLowerInvariant(), "-").Trim('-');
        return new ImportedArticle(
            id.Any(char.IsAsciiLetter) ? id : $"article-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(title)))[..8]}",
            language ?? LanguageDetection.Detect(title + "\n" + body) ?? Language.Japanese,
            title,
            WithAnswer(body.Length > 0 ? body : title));
    }

    /// <summary>The whole file of the article.</summary>
    public string ToFile(string category, string owner, LocalDate review) => ContentDraft.Article(Id, Title, [Title], category, owner, review, Body);

    // All headings become sections of one level.
    private static string Sections(string markdown) => BlankLines().Replace(Heading().Replace(markdown, "## $1"), "\n\n");

    // An article answers before its first heading; where the text begins with one, its first words do.
    private static string WithAnswer(string body)
    {
        if (!body.StartsWith("## ", StringComparison.Ordinal))
        {
            return body;
        }

        var words = body.Split('\n').FirstOrDefault(line => line.Length > 0 && !line.StartsWith('#')) ?? body.TrimStart('#', ' ');
        var answer = ListMark().Replace(words, string.Empty).Trim();
        return $"{(answer.Length <= LongestAnswer ? answer : answer[..LongestAnswer] + "…")}\n\n{body}";
    }

    [GeneratedRegex(@"\A---\n.*?\n---\n", RegexOptions.Singleline, 10_000)]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"^#{1,6}[ \t]+(.+?)[ \t#]*$", RegexOptions.Multiline, 10_000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 10_000)]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"^(?:[-*+]|\d+[.)])\s+", RegexOptions.None, 10_000)]
    private static partial Regex ListMark();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, 10_000)]
    private static partial Regex NotPlain();
}
