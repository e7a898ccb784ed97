using System.Collections.Concurrent;
using System.Collections.Immutable;
using ServiceBot.Messages;
using ServiceBot.Words;

namespace ServiceBot.Knowledge;

/// <summary>An unchangeable snapshot of all articles in all languages, ready to be asked.</summary>
public sealed class ArticleLibrary
{
    private readonly ImmutableDictionary<(string Id, Language Language), Article> _articles;
    private readonly ImmutableDictionary<Language, SearchIndex> _indexes;
    private readonly ImmutableDictionary<Language, ArticleClassifier> _classifiers;

    private ArticleLibrary(
        ImmutableDictionary<(string Id, Language Language), Article> articles,
        ImmutableDictionary<Language, SearchIndex> indexes,
        ImmutableDictionary<Language, ArticleClassifier> classifiers)
    {
        (_articles, _indexes, _classifiers) = (articles, indexes, classifiers);
    }

    /// <summary>All articles, in no order.</summary>
    public IEnumerable<Article> Articles => _articles.Values;

    /// <summary>Makes a library.</summary>
    /// <param name="articles">The articles; of two with the same id and language the later one counts.</param>
    /// <param name="synonyms">Words that mean the same.</param>
    /// <param name="before">The library that this one replaces: what was learned of articles that did not change is kept.</param>
    /// <param name="cores">How many to use; all by default.</param>
    public static ArticleLibrary Of(IEnumerable<Article> articles, Synonyms synonyms, ArticleLibrary? before = null, int? cores = null)
    {
        var all = ImmutableDictionary.CreateBuilder<(string, Language), Article>();
        foreach (var article in articles)
        {
            all[(article.Id, article.Language)] = article;
        }

        var work = new ParallelOptions { MaxDegreeOfParallelism = cores ?? Environment.ProcessorCount };
        var made = new ConcurrentDictionary<Language, (SearchIndex Index, ArticleClassifier? Classifier)>();
        Parallel.ForEach(LanguageTags.All, work, language =>
        {
            var own = all.Values.Where(article => article.Language == language).OrderBy(article => article.Id, StringComparer.Ordinal).ToList();
            made[language] = (SearchIndex.Of(own.Select(article => article.ToPassage()), synonyms), ArticleClassifier.Of(own, before?.ClassifierOf(language), work));
        });

        return new ArticleLibrary(
            all.ToImmutable(),
            made.ToImmutableDictionary(one => one.Key, one => one.Value.Index),
            made.Where(one => one.Value.Classifier is not null).ToImmutableDictionary(one => one.Key, one => one.Value.Classifier!));
    }

    /// <summary>An article in a language, or null where there is none.</summary>
    public Article? Find(string id, Language language) => _articles.GetValueOrDefault((id, language));

    /// <summary>An article in the language, else in another, or null where there is none.</summary>
    public Article? FindInAny(string id, Language preferred) =>
        this.Find(id, preferred) ?? LanguageTags.All.Select(language => this.Find(id, language)).FirstOrDefault(article => article is not null);

    /// <summary>
    /// The library with an article added, or put in the place of the one with its id and language. It can be found by its words at once; how
    /// its questions differ from those of others is learned when a library is made.
    /// </summary>
    public ArticleLibrary With(Article article) => new(
        _articles.SetItem((article.Id, article.Language), article),
        _indexes.SetItem(article.Language, _indexes[article.Language].With(article.ToPassage())),
        _classifiers);

    /// <summary>The library without an article.</summary>
    public ArticleLibrary Without(string id, Language language) => new(
        _articles.Remove((id, language)),
        _indexes.SetItem(language, _indexes[language].Without(id)),
        _classifiers);

    /// <summary>What tells the articles of a language apart; null where there are too few or too many to learn from.</summary>
    internal ArticleClassifier? ClassifierOf(Language language) => _classifiers.GetValueOrDefault(language);

    internal IReadOnlyList<Hit> Search(string question, Language language, int top, Predicate<Article> isVisible) =>
        _indexes[language].Search(question, top, passage => isVisible(_articles[(passage.Id, language)]));
}
