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

    private readonly string[] ids;
    private readonly Vocabulary vocabulary;
    private readonly WeightTable weights;

    private ArticleClassifier(string[] ids, Vocabulary vocabulary, WeightTable weights) => (this.ids, this.vocabulary, this.weights) = (ids, vocabulary, weights);

    /// <summary>Learns from articles of one language; null where there are too few or too many.</summary>
    public static ArticleClassifier? Of(IReadOnlyCollection<Article> articles)
    {
        if (articles.Count is < FewestArticles or > MostArticles)
        {
            return null;
        }

        var ids = articles.Select(article => article.Id).Order(StringComparer.Ordinal).ToArray();
        var examples = articles.SelectMany(Sayings, (article, saying) => (Saying: saying, Label: Array.BinarySearch(ids, article.Id, StringComparer.Ordinal))).ToList();
        var pieces = examples.Select(example => (IReadOnlyList<Ngram>)Ngrams.Of(TextNormalisation.Normalise(example.Saying))).ToList();
        var vocabulary = Vocabulary.Learn(pieces);
        var weights = LinearSolver.Solve(
            [.. pieces.Select(vocabulary.Weigh)], [.. examples.Select(example => example.Label)], [.. examples.Select(example => Dice.KeyOf(example.Saying))], vocabulary.Count, ids.Length);
        return new ArticleClassifier(ids, vocabulary, WeightTable.From(weights, ids.Length));
    }

    /// <summary>The articles' ids, sorted.</summary>
    public IReadOnlyList<string> Ids => this.ids;

    /// <summary>How far the question is on each article's side, in the order of <see cref="Ids"/>: 1 and more surely, -1 and less surely not.</summary>
    /// <param name="question">In a customer's words.</param>
    /// <param name="known">Share of the question's pieces that occur in the articles, 0..1.</param>
    public float[] Margins(string question, out float known)
    {
        var utterance = this.vocabulary.Weigh(Ngrams.Of(TextNormalisation.Normalise(question)));
        known = utterance.Known;
        var margins = new float[this.ids.Length];
        this.weights.AddRow(this.weights.Rows - 1, 1, margins);
        var columns = utterance.Columns.Span;
        var values = utterance.Values.Span;
        for (var p = 0; p < columns.Length; p++)
        {
            this.weights.AddRow(columns[p], values[p], margins);
        }

        return margins;
    }

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
