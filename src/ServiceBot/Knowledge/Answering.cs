using ServiceBot.Messages;

namespace ServiceBot.Knowledge;

/// <summary>Finds the article that answers an inquiry, or says that there is none.</summary>
public static class Answering
{
    private const int Looked = 5;

    // Fitted (logistic, below) on 168 questions written from the customer's side, 84 per language and 34 of these without an
    // answer. On the same questions 96% of the Japanese and 86% of the English answerable ones are answered, and 6% and 9% of
    // the others. A wrong answer costs a customer more than "I have no article on this".
    private const double GoodEnough = 0.55;

    // Between 0.5 and 0.7 no more of the questions without an answer were answered; the middle is taken.
    private const double CompleteSentence = 0.6;

    // Assumed, not measured: within a tenth of the score either article may be meant, so the customer chooses.
    private const double Close = 0.9;

    /// <summary>Answers from the articles that the customer may read, in the customer's language if at all possible.</summary>
    public static Answer Answer(Inquiry inquiry, ArticleLibrary library, Helpfulness helpfulness)
    {
        var own = Found(inquiry, inquiry.Language, library, helpfulness);
        var answer = Judge(own);
        if (answer.Certainty != AnswerCertainty.None)
        {
            return answer;
        }

        foreach (var language in LanguageTags.All.Where(language => language != inquiry.Language))
        {
            var other = Judge(Found(inquiry, language, library, helpfulness));
            if (other.Certainty != AnswerCertainty.None)
            {
                return other;
            }
        }

        return answer;
    }

    private static List<FoundArticle> Found(Inquiry inquiry, Language language, ArticleLibrary library, Helpfulness helpfulness)
    {
        var hits = library.Search(inquiry.Text, language, Looked, article => IsFor(article, inquiry));
        var found = new List<FoundArticle>(hits.Count);
        foreach (var hit in hits)
        {
            var article = library.Find(hit.Passage.Id, language)!;
            var score = hit.Score * helpfulness.Push(article.Id);
            found.Add(new FoundArticle(article, score, Confidence(hit, language), BestPart(article, hit.Sentence), language != inquiry.Language));
        }

        found.Sort((one, other) => other.Score.CompareTo(one.Score));
        return found;
    }

    private static bool IsFor(Article article, Inquiry inquiry) =>
        (article.Audience == Audience.Everyone || inquiry.Audiences.Contains(article.Audience)) && !inquiry.Shown.Contains(article.Id);

    // The share of what was asked that the article holds tells right from wrong; the lead over the second added nothing to it.
    // Text below the answer alone gives no high share, so a sentence that holds nearly everything counts too. Japanese shares are smaller: endings differ between question and article.
    private static double Confidence(Hit hit, Language language)
    {
        var (offset, slope) = language == Language.Japanese ? (-4.0, 12.7) : (-3.6, 9.0);
        return 1 / (1 + Math.Exp(-(offset + (slope * Math.Max(hit.Share, CompleteSentence * hit.SentenceShare)))));
    }

    private static Answer Judge(List<FoundArticle> found)
    {
        if (found.Count == 0 || found[0].Confidence < GoodEnough)
        {
            return new Answer(AnswerCertainty.None, found);
        }

        var close = found.TakeWhile(article => article.Score >= Close * found[0].Score && article.Confidence >= GoodEnough).Take(3).ToList();
        return close.Count > 1 ? new Answer(AnswerCertainty.Several, close) : new Answer(AnswerCertainty.Sure, found);
    }

    // The steps are offered apart, so the answer stands for the article unless another section says it better.
    private static string BestPart(Article article, string sentence)
    {
        var section = article.Sections.FirstOrDefault(
            section => section.Steps.Count == 0 && sentence.Length > 0 && PlainText.Of($"{section.Title}\n{section.Text}").Contains(sentence, StringComparison.Ordinal));
        return section is null ? article.Answer : $"**{section.Title}**\n\n{section.Text}";
    }
}
