using System.CommandLine;
using System.Text;
using NodaTime;
using ServiceBot.Host.Content;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Understanding.Learning;

namespace ServiceBot.Host.Cli.Import;

/// <summary><c>import knowledge</c>: Markdown, HTML or plain text become articles of the desk.</summary>
internal static class ImportVerb
{
    private static readonly string[] Forms = [".md", ".markdown", ".html", ".htm", ".txt"];

    /// <summary>The verb.</summary>
    /// <param name="settings">Where the desk's files are.</param>
    public static Command Command(Func<Settings> settings)
    {
        var paths = new Argument<string[]>("path") { Description = "Files, or folders of them: .md, .html, .txt", Arity = ArgumentArity.OneOrMore };
        var language = new Option<string?>("--lang") { Description = "Their language; default: told from the words" };
        language.AcceptOnlyFromAmong([.. LanguageTags.All.Select(one => one.Tag())]);
        var category = new Option<string?>("--category") { Description = "Their category; default: what understanding makes of each" };
        var replace = new Option<bool>("--replace") { Description = "Overwrites articles that are there already" };
        var knowledge = new Command("knowledge", "Makes articles of Markdown, HTML or text; look them over and add customers' questions.") { paths, language, category, replace };
        knowledge.SetAction(parsed => Run(
            settings(), new Wish(parsed.GetRequiredValue(paths), LanguageTags.Parse(parsed.GetValue(language)), parsed.GetValue(category), parsed.GetValue(replace)), Console.Out, Console.Error));
        return new Command("import", "Takes over what a desk has elsewhere.") { knowledge };
    }

    /// <summary>Imports and tells of each file.</summary>
    /// <returns>0, or 1 where a file could not be taken, or 2 where nothing could be begun.</returns>
    public static int Run(Settings settings, Wish wish, TextWriter output, TextWriter error)
    {
        var content = new DeskFiles(settings.Dialogs).Read();
        if (content is null || wish.Category is not null && !content.Routing.Categories.Contains(wish.Category))
        {
            error.WriteLine(content is null ? $"{settings.Dialogs}: The desk's content can't be read; `check` says why." : $"`{wish.Category}` is no category. Use one of {string.Join(", ", content.Routing.Categories)}.");
            return 2;
        }

        var classifier = wish.Category is null ? ClassifierOf(settings.Models) : null;
        var review = SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusYears(1);
        var (taken, refused) = (0, 0);
        foreach (var file in FilesOf(wish.Paths))
        {
            var fault = Take(file, settings.Dialogs, wish, content, classifier, review, out var article);
            (taken, refused) = fault is null ? (taken + 1, refused) : (taken, refused + 1);
            (fault is null ? output : error).WriteLine(fault is null ? $"{file} → {article}" : $"{file}: {fault}");
        }

        output.WriteLine($"{taken} taken over, {refused} refused. Add to `questions` how customers put them; `check` names what is missing.");
        return refused == 0 && taken > 0 ? 0 : 1;
    }

    private static string? Take(string file, string dialogs, Wish wish, DeskContent content, NgramClassifier? classifier, LocalDate review, out string? written)
    {
        written = null;
        if (!File.Exists(file))
        {
            return "There is no such file.";
        }

        if (!Forms.Contains(Path.GetExtension(file).ToLowerInvariant()))
        {
            return $"This form is not read. Use one of {string.Join(", ", Forms)}.";
        }

        if (ImportedArticle.Of(file, File.ReadAllText(file, Encoding.UTF8), wish.Language) is not { } article)
        {
            return "The file holds no words.";
        }

        var category = wish.Category ?? CategoryOf(classifier, article);
        if (category is null || !content.Routing.Categories.Contains(category))
        {
            return $"Its category can't be told. Give --category, one of {string.Join(", ", content.Routing.Categories)}.";
        }

        var target = Path.Combine(dialogs, "knowledge", article.Language.Tag(), $"{article.Id}.md");
        if (File.Exists(target) && !wish.Replace)
        {
            return $"There is an article {article.Id} already. Give --replace to overwrite it.";
        }

        var text = article.ToFile(category, content.Routing.GroupOf(category), review);
        if (ArticleFile.Parse(target, text).Faults is [var wrong, ..])
        {
            return $"It makes no article: {wrong.What} {wrong.Remedy}";
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
        written = Path.GetRelativePath(Directory.GetCurrentDirectory(), target);
        return null;
    }

    // The title says it best; where it says nothing that a desk does, the first line may.
    private static string? CategoryOf(NgramClassifier? classifier, ImportedArticle article) => classifier is null
        ? null
        : new[] { article.Title, article.Body.Split('\n')[0], $"{article.Title} {article.Body.Split('\n')[0]}" }
            .Select(words => classifier.Classify(words).Category?.Name).FirstOrDefault(found => found is not null);

    private static IEnumerable<string> FilesOf(IEnumerable<string> paths) => paths.SelectMany(path => Directory.Exists(path)
        ? Directory.GetFiles(path, "*", SearchOption.AllDirectories).Where(file => Forms.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal)
        : (IEnumerable<string>)[path]);

    private static NgramClassifier? ClassifierOf(string models)
    {
        try
        {
            return ModelFolder.Read(Path.Combine(models, "understanding"));
        }
        catch (Exception missing) when (missing is ModelFileException or IOException)
        {
            return null;
        }
    }

    /// <summary>What is wanted of an import.</summary>
    internal sealed record Wish(IReadOnlyList<string> Paths, Language? Language, string? Category, bool Replace);
}
