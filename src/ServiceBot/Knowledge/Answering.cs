using ServiceBot.Messages;

namespace ServiceBot.Knowledge;

/// <summary>Finds the article that answers an inquiry, or says that there is none.</summary>
public static class Answering
{
    private const int Looked = 20;
    private const int MostOffered = 3;

    // A wrong answer is held to cost a customer two and a half times what a title too many does, and that more than "I have no article on
    // this". On held-out questions (models/evaluation/report.md) this answers two of three rightly, one of two hundred wrongly, and seven to
    // nine of a hundred that only look answerable.
    private const double GoodEnough = 0.76;
    private const double WorthOffering = 0.4;

    // Words alone tell right from wrong less sharply; with that, few would be answered.
    private const double GoodEnoughOfWords = 0.6;

    // Titles further behind the first are not offered beside it.
    private const double Near = 0.35;

    // Assumed, not measured: within a tenth of the score either article may be meant, so the customer chooses.
    private const double Close = 0.9;

    // What was learned of an article's questions counts three quarters of its words; for an author who was held out 0.5 to 1 did alike.
    private const double ShareOfLearned = 0.75;

    /// <summary>Answers from the articles that the customer may read, in the customer's language if at all possible.</summary>
    public static Answer Answer(Inquiry inquiry, ArticleLibrary library, Helpfulness helpfulness)
    {
        var own = Look(inquiry, inquiry.Language, library, helpfulness).Answer;
        if (own.Certainty != AnswerCertainty.None)
        {
            return own;
        }

        foreach (var language in LanguageTags.All.Where(language => language != inquiry.Language))
        {
            var other = Look(inquiry, language, library, helpfulness).Answer;
            if (other.Certainty != AnswerCertainty.None)
            {
                return other;
            }
        }

        return own;
    }

    /// <summary>The articles nearest to an inquiry, best first, whether or not they would do as an answer.</summary>
    public static IReadOnlyList<FoundArticle> Nearest(Inquiry inquiry, ArticleLibrary library, Helpfulness helpfulness, int most)
    {
        var own = Look(inquiry, inquiry.Language, library, helpfulness).Found;
        var answer = Answer(inquiry, library, helpfulness);

        // Where only the other language has an answer, it comes first.
        return [.. (answer.Articles is [{ IsInOtherLanguage: true }, ..] ? answer.Articles : own).Take(most)];
    }

    // What the words say, and where an embedding model ranks too, what both say together.
    private static (Answer Answer, List<FoundArticle> Found) Look(Inquiry inquiry, Language language, ArticleLibrary library, Helpfulness helpfulness)
    {
        var found = Found(inquiry, language, library, helpfulness);
        var answer = Judge(found, isLearned: language == inquiry.Language && library.ClassifierOf(language) is not null);
        if (inquiry.Ranks?.ByLanguage.GetValueOrDefault(language) is not { } ranked)
        {
            return (answer, found);
        }

        var near = ranked.Ids.Select(Near).OfType<FoundArticle>().ToList();
        var favourite = ranked.FirstStandsOut ? Near(ranked.Ids[0]) : null;
        var fused = RankFusion.Order(answer, found, near, favourite);
        return (RankFusion.Judge(answer, fused, favourite?.Article.Id, WorthOffering), fused);

        FoundArticle? Near(string id) =>
            found.Find(article => article.Article.Id == id)
            ?? (library.Find(id, language) is { } article && IsFor(article, inquiry) && !inquiry.Shown.Contains(id)
                ? new FoundArticle(article, 0, 0, article.Answer, language != inquiry.Language)
                : null);
    }

    private static List<FoundArticle> Found(Inquiry inquiry, Language language, ArticleLibrary library, Helpfulness helpfulness)
    {
        // An article that the customer can read in their own language is no answer in another.
        var hits = library.Search(inquiry.Text, language, Looked, article => IsFor(article, inquiry) && (language == inquiry.Language || library.Find(article.Id, inquiry.Language) is null));
        var found = language == inquiry.Language && library.ClassifierOf(language) is { } classifier && hits.Count > 0
            ? ByWordsAndLearning(inquiry, language, library, helpfulness, hits, classifier)
            : ByWords(inquiry, language, library, helpfulness, hits);

        // What was shown already is left out last: the next article is no better an answer because the best one didn't help.
        return [.. found.Where(article => !inquiry.Shown.Contains(article.Article.Id))];
    }

    private static List<FoundArticle> ByWords(Inquiry inquiry, Language language, ArticleLibrary library, Helpfulness helpfulness, IReadOnlyList<Hit> hits) =>
    [
        .. hits.Select(hit => (Hit: hit, Article: library.Find(hit.Passage.Id, language)!))
            .Select(one => new FoundArticle(
                one.Article, one.Hit.Score * helpfulness.Push(one.Article.Id), AnswerConfidence.OfWords(one.Hit, language), BestPart(one.Article, one.Hit.Sentence), language != inquiry.Language))
            .OrderByDescending(found => found.Score),
    ];

    // Every article that may be read has a score: what its words give, as a share of the best, and what was learned of its questions.
    private static List<FoundArticle> ByWordsAndLearning(
        Inquiry inquiry, Language language, ArticleLibrary library, Helpfulness helpfulness, IReadOnlyList<Hit> hits, ArticleClassifier classifier)
    {
        var byId = hits.ToDictionary(hit => hit.Passage.Id);
        var margins = classifier.Margins(inquiry.Text, out var known);
        var candidates = new List<Candidate>(margins.Length);
        for (var i = 0; i < margins.Length; i++)
        {
            byId.Remove(classifier.Ids[i], out var hit);
            Consider(classifier.Ids[i], hit, margins[i]);
        }

        // What was written since has no margin yet.
        foreach (var (id, hit) in byId)
        {
            Consider(id, hit, -1);
        }

        var ranked = candidates.OrderByDescending(one => one.Score).ThenBy(one => one.Article.Id, StringComparer.Ordinal).Take(Looked).ToList();
        return
        [
            .. ranked.Select((one, index) => new FoundArticle(
                one.Article,
                one.Score,
                AnswerConfidence.Of(
                    new AnswerEvidence(
                        one.Hit?.Share ?? 0,
                        one.Hit?.SentenceShare ?? 0,
                        one.Margin,
                        one.Score - ranked[index > 0 ? 0 : Math.Min(1, ranked.Count - 1)].Score,
                        one.Score - ranked[Math.Min(3, ranked.Count - 1)].Score,
                        known,
                        inquiry.Text.Length),
                    language),
                index < MostOffered ? BestPart(one.Article, one.Hit?.Sentence ?? string.Empty) : one.Article.Answer,
                language != inquiry.Language)),
        ];

        void Consider(string id, Hit? hit, float margin)
        {
            if (library.Find(id, language) is { } article && IsFor(article, inquiry))
            {
                var words = hit is null ? 0 : hit.Score / hits[0].Score * helpfulness.Push(id);
                candidates.Add(new Candidate(article, hit, margin, words + (ShareOfLearned * (margin + 1))));
            }
        }
    }

    private static bool IsFor(Article article, Inquiry inquiry) =>
        article.Audience == Audience.Everyone || inquiry.Audiences.Contains(article.Audience);

    private static Answer Judge(List<FoundArticle> found, bool isLearned)
    {
        var goodEnough = isLearned ? GoodEnough : GoodEnoughOfWords;

        // Where two articles share the matter, neither is likely alone, and one of them is.
        if (found.Count == 0 || (isLearned ? found.Take(MostOffered).Sum(article => article.Confidence) < WorthOffering : found[0].Confidence < goodEnough))
        {
            return new Answer(AnswerCertainty.None, found);
        }

        if (found[0].Confidence < goodEnough)
        {
            // One title alone is no choice, so the second goes with it however far behind it is.
            return new Answer(AnswerCertainty.Several, [.. found.TakeWhile((article, index) => index < 2 || article.Score >= found[0].Score - Near).Take(MostOffered)]);
        }

        var close = found.TakeWhile(article => article.Score >= Close * found[0].Score && article.Confidence >= goodEnough).Take(MostOffered).ToList();
        return close.Count > 1 ? new Answer(AnswerCertainty.Several, close) : new Answer(AnswerCertainty.Sure, found);
    }

    // The steps are offered apart, so the answer stands for the article unless another section says it better.
    private static string BestPart(Article article, string sentence)
    {
        var section = article.Sections.FirstOrDefault(
            section => !section.IsSteps && sentence.Length > 0 && PlainText.Of($"{section.Title}\n{section.Text}").Contains(sentence, StringComparison.Ordinal));
        return section?.Titled ?? article.Answer;
    }

    private readonly record struct Candidate(Article Article, Hit? Hit, float Margin, double Score);
}
