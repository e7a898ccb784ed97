namespace ServiceBot.Knowledge;

/// <summary>Joins what the words say with how an embedding model ranks the articles.</summary>
internal static class RankFusion
{
    // Reciprocal rank fusion: Cormack, Clarke and Büttcher, SIGIR 2009, with the constant of that paper.
    private const double Constant = 60;

    // What the words hold for less likely has its place among them by chance.
    private const double LeastChance = 0.05;

    private const int MostOffered = 3;

    /// <summary>The articles of both, best first.</summary>
    /// <param name="byWords">What the words alone would answer.</param>
    /// <param name="found">As the words rank them.</param>
    /// <param name="near">As the model ranks them.</param>
    /// <param name="favourite">The one that stands out to the model; where the words found nothing, the model then ranks alone.</param>
    public static List<FoundArticle> Order(Answer byWords, IReadOnlyList<FoundArticle> found, IReadOnlyList<FoundArticle> near, FoundArticle? favourite)
    {
        var scores = new Dictionary<string, double>();
        var known = favourite is not null && byWords.Certainty == AnswerCertainty.None ? [] : found.Where(article => article.Confidence >= LeastChance);
        foreach (var (index, article) in known.Index().Concat(near.Index()))
        {
            scores[article.Article.Id] = scores.GetValueOrDefault(article.Article.Id) + (1 / (Constant + index + 1));
        }

        return
        [
            .. found.Concat(near).DistinctBy(article => article.Article.Id)
                .Select(article => article with { Score = scores.GetValueOrDefault(article.Article.Id) })
                .OrderByDescending(article => article.Score),
        ];
    }

    /// <summary>The words' answer after the model was heard. What only the model finds is offered by title and never given as the answer.</summary>
    /// <param name="byWords">What the words alone would answer.</param>
    /// <param name="fused">The articles in their order.</param>
    /// <param name="favourite">Id of the one that stands out to the model.</param>
    /// <param name="worthAgreeing">The chance by words from which an article is the answer where it stands out to the model too.</param>
    public static Answer Judge(Answer byWords, List<FoundArticle> fused, string? favourite, double worthAgreeing)
    {
        var first = byWords.Articles.Count > 0 ? byWords.Articles[0] : null;
        switch (byWords.Certainty)
        {
            case AnswerCertainty.Sure when favourite is null || IsBefore(first!.Article.Id, favourite):
            case AnswerCertainty.Several when first!.Article.Id == favourite && first.Confidence >= worthAgreeing:
                return new Answer(AnswerCertainty.Sure, [.. fused.OrderByDescending(article => article.Article.Id == first!.Article.Id)]);
            case AnswerCertainty.Sure:
                return new Answer(AnswerCertainty.Several, Titles(first!.Article.Id, favourite));
            case AnswerCertainty.Several:
                var offered = byWords.Articles.Select(article => article.Article.Id).ToList();
                return new Answer(AnswerCertainty.Several, Titles(favourite is null || offered.Contains(favourite) ? [.. offered] : [.. offered.Take(MostOffered - 1), favourite]));
            case AnswerCertainty.None when favourite is not null:
                // One title alone is no choice.
                return new Answer(AnswerCertainty.Several, [.. fused.Take(2)]);
            default:
                return new Answer(AnswerCertainty.None, fused);
        }

        bool IsBefore(string one, string other) => fused.First(article => article.Article.Id == one || article.Article.Id == other).Article.Id == one;

        List<FoundArticle> Titles(params string?[] ids) => [.. fused.Where(article => ids.Contains(article.Article.Id))];
    }
}
