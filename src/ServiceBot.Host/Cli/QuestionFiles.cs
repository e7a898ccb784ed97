using ServiceBot.Host.Content;
using ServiceBot.Knowledge;
using ServiceBot.Messages;

namespace ServiceBot.Host.Cli;

/// <summary>Reads held-out questions: <c>questions.ja.tsv</c> and <c>questions.en.tsv</c> with the columns <c>question</c> and <c>passage</c>, ids apart by spaces, <c>-</c> for none.</summary>
internal static class QuestionFiles
{
    /// <summary>The questions of a folder, by language.</summary>
    public static IReadOnlyDictionary<Language, IReadOnlyList<AskedQuestion>> In(string folder, ICollection<Fault> faults) => LanguageTags.All
        .Select(language => (Language: language, File: FileOf(folder, language)))
        .Where(one => File.Exists(one.File))
        .ToDictionary(one => one.Language, IReadOnlyList<AskedQuestion> (one) => [.. TsvFile.Read(one.File, ["question", "passage"], faults).Select(row => Question(row, one.Language))]);

    /// <summary>Questions whose article is not there.</summary>
    public static IEnumerable<Fault> Unknown(string folder, IEnumerable<Article> articles)
    {
        var ids = articles.Select(article => (article.Id, article.Language)).ToHashSet();
        return
            from language in LanguageTags.All
            let file = FileOf(folder, language)
            where File.Exists(file)
            from row in TsvFile.Read(file, ["question", "passage"], [])
            from id in Question(row, language).Articles
            where !ids.Contains((id, language))
            select new Fault(file, row.Line, $"There is no article `{id}`.", "Write the ids of articles in this language, or - where none answers.");
    }

    private static string FileOf(string folder, Language language) => Path.Combine(folder, $"questions.{language.Tag()}.tsv");

    private static AskedQuestion Question(TsvRow row, Language language) =>
        new(row[0], language, row[1] == "-" ? [] : row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
