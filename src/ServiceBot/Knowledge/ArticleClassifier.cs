using ServiceBot.Understanding;
using ServiceBot.Understanding.Learning;

namespace ServiceBot.Knowledge;

/// <summary>
/// Tells which article a question is about by what the articles themselves say: linear machines over pieces of words, learned from their
/// questions, titles, key words and sections. It weighs which words tell articles apart, where <see cref="SearchIndex"/> knows only how rare
/// they are. Immutable and thread-safe.
/// </summary>
internal sealed class ArticleClassifier
{
    // Fewer articles give too little to tell apart; with more, weights for all of them outgrow what they bring.
    private const int FewestArticles = 20;
    private const int MostArticles = 400;

    private readonly ulong key;
    private readonly string[] ids;
    private readonly Vocabulary vocabulary;
    private readonly WeightTable weights;

    private ArticleClassifier(ulong key, string[] ids, Vocabulary vocabulary, WeightTable weights) =>
        (this.key, this.ids, this.vocabulary, this.weights) = (key, ids, vocabulary, weights);

    /// <summary>Learns from articles of one language; null where there are too few or too many.</summary>
    /// <param name="articles">The articles.</param>
    /// <param name="before">What was learned before: it is kept where the articles say the same as then.</param>
    /// <param name="work">How many cores to use.</param>
    public static ArticleClassifier? Of(IReadOnlyCollection<Article> articles, ArticleClassifier? before, ParallelOptions work)
    {
        if (articles.Count is < FewestArticles or > MostArticles)
        {
            return null;
        }

        var ids = articles.Select(article => article.Id).Order(StringComparer.Ordinal).ToArray();
        var examples = articles.SelectMany(Sayings, (article, saying) => (Saying: saying, Label: Array.BinarySearch(ids, article.Id, StringComparer.Ordinal))).ToList();
        var keys = examples.Select(example => Dice.KeyOf(example.Saying)).ToList();
        var key = examples.Zip(keys).Aggregate(Dice.KeyOf(string.Join(' ', ids)), (sum, example) => Dice.Throw(sum + example.Second + (ulong)example.First.Label));
        if (key == before?.key)
        {
            return before;
        }

        // Taken apart twice: to keep all pieces would take more memory than all that is learned from them.
        var vocabulary = Vocabulary.Learn(examples.Select(example => Pieces(example.Saying)));
        var weights = LinearSolver.Solve([.. examples.Select(example => vocabulary.Weigh(Pieces(example.Saying)))], [.. examples.Select(example => example.Label)], keys, vocabulary.Count, ids.Length, work: work);
        return new ArticleClassifier(key, ids, vocabulary, WeightTable.From(weights, ids.Length));
    }

    /// <summary>The articles' ids, sorted.</summary>
    public IReadOnlyList<string> Ids => this.ids;

    /// <summary>How far the question is on each article's side, in the order of <see cref="Ids"/>: 1 and more surely, -1 and less surely not.</summary>
    /// <param name="question">In a customer's words.</param>
    /// <param name="known">Share of the question's pieces that occur in the articles, 0..1.</param>
    public float[] Margins(string question, out float known)
    {
        var utterance = this.vocabulary.Weigh(Pieces(question));
        known = utterance.Known;
        var margins = new float[this.ids.Length];
        this.weights.AddScores(utterance, margins);
        return margins;
    }

    // Pairs double the time it takes and put the right article first for 0.1 to 0.4% more.
    private static List<Ngram> Pieces(string text) => Ngrams.Of(TextNormalisation.Normalise(text), withPairs: false);

    private static IEnumerable<string> Sayings(Article article) =>
    [
        .. article.Questions,
        .. article.Sayings,
        article.Title,
        string.Join(' ', article.Tags),
        .. article.Sections.Select(section => $"{section.Title} {section.Text.Split('\n')[0]}"),
        PlainText.Of(article.Answer),
    ];
}
