using NodaTime.Text;
using ServiceBot.Messages;

namespace ServiceBot.Knowledge;

/// <summary>Reads articles: Markdown with front matter between two lines of <c>---</c>.</summary>
public static class ArticleFile
{
    private static readonly string[] Fields = ["id", "title", "questions", "tags", "category", "audience", "owner", "review"];

    /// <summary>Reads an article.</summary>
    /// <param name="path">The file; its folder, <c>ja</c> or <c>en</c>, is the language.</param>
    /// <param name="text">The file's text.</param>
    /// <returns>The article, or null with everything that is wrong with the file.</returns>
    public static (Article? Article, IReadOnlyList<Fault> Faults) Parse(string path, string text)
    {
        var faults = new List<Fault>();
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimStart('\uFEFF');
        var end = text.StartsWith("---\n", StringComparison.Ordinal) ? text.IndexOf("\n---\n", 3, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            faults.Add(new Fault(path, 1, "There is no front matter.", "Begin the file with '---', the fields, and '---'."));
            return (null, faults);
        }

        if (YamlText.Fields(path, text[..(end + 1)], faults) is not { } front)
        {
            return (null, faults);
        }

        var article = Read(new FrontMatter(path, front, faults), text[(end + 5)..], text.AsSpan(0, end + 5).Count('\n'));
        return (faults.Count == 0 ? article : null, faults);
    }

    private static Article Read(FrontMatter front, string markdown, int linesBefore)
    {
        front.RefuseUnknown(Fields);
        var id = front.Text("id");
        if (id.Length > 0 && id != Path.GetFileNameWithoutExtension(front.Path))
        {
            front.Add("id", $"The id '{id}' is not the name of the file.", "Give both the same name.");
        }

        var folder = Path.GetFileName(Path.GetDirectoryName(front.Path));
        var language = LanguageTags.Parse(folder);
        if (language is null)
        {
            front.Add("id", $"The folder '{folder}' is no language.", "Put the file into the folder ja or en.");
        }

        var review = LocalDatePattern.Iso.Parse(front.Text("review"));
        if (!review.Success && front.Has("review"))
        {
            front.Add("review", $"'{front.Text("review")}' is no date.", "Write year, month and day, such as 2027-05-31.");
        }

        var body = ArticleBody.Of(markdown);
        RefuseBadBody(front, body, markdown, linesBefore);
        return new Article(id, language ?? Language.Japanese, front.Text("title"), body.Answer, body.Sections)
        {
            Questions = front.Texts("questions"),
            Tags = front.Texts("tags"),
            Category = front.Text("category"),
            Audience = new Audience(front.Text("audience")),
            Owner = front.Text("owner"),
            Review = review.TryGetValue(default, out var day) ? day : default,
            Body = markdown.Trim(),
        };
    }

    private static void RefuseBadBody(FrontMatter front, ArticleBody body, string markdown, int linesBefore)
    {
        if (body.Answer.Length == 0)
        {
            front.Add(linesBefore + 1, "There is no answer before the first heading.", "Write one to three sentences that answer the question.");
        }

        foreach (var section in body.Sections.Where(section => ArticleBody.NamesSteps(section.Title) && !section.IsSteps))
        {
            var at = markdown.IndexOf("## " + section.Title, StringComparison.Ordinal);
            var line = linesBefore + 1 + markdown.AsSpan(0, Math.Max(0, at)).Count('\n');
            front.Add(line, $"The section '{section.Title}' has no numbered list.", "Write its steps as '1. …', '2. …'.");
        }
    }
}
