using ServiceBot.Messages;

namespace ServiceBot.Knowledge;

/// <summary>A question with the articles that answer it.</summary>
/// <param name="Text">In a customer's words.</param>
/// <param name="Language">Its language.</param>
/// <param name="Articles">Ids of the articles that answer it; empty where none does.</param>
public sealed record AskedQuestion(string Text, Language Language, IReadOnlyCollection<string> Articles);

/// <summary>How well questions were answered. Shares of an empty set are null.</summary>
/// <param name="Answerable">Questions that an article answers.</param>
/// <param name="FoundFirst">Share of these whose article is the best hit, whether or not it was good enough to answer with.</param>
/// <param name="FoundAmongTen">Share of these whose article is among the best ten hits.</param>
/// <param name="Answered">Share of these that were answered with the right article, or were offered its title.</param>
/// <param name="AnsweredWrongly">Share of these that were answered with another one.</param>
/// <param name="Unanswerable">Questions that no article answers.</param>
/// <param name="AnsweredAllTheSame">Share of these that got an answer all the same.</param>
public sealed record AnswerEvaluation(
    int Answerable, double? FoundFirst, double? FoundAmongTen, double? Answered, double? AnsweredWrongly, int Unanswerable, double? AnsweredAllTheSame)
{
    private const int Depth = 10;

    /// <summary>Asks all questions.</summary>
    public static AnswerEvaluation Of(IReadOnlyList<AskedQuestion> questions, ArticleLibrary library)
    {
        var asked = questions.Select(question => (Question: question, Answer: Answering.Answer(new Inquiry(question.Text, question.Language), library, Helpfulness.Unknown))).ToList();
        var answerable = asked.Where(one => one.Question.Articles.Count > 0).ToList();
        var unanswerable = asked.Where(one => one.Question.Articles.Count == 0).ToList();
        return new AnswerEvaluation(
            answerable.Count,
            Share(answerable, one => RankOf(one.Question, library) == 0),
            Share(answerable, one => RankOf(one.Question, library) >= 0),
            Share(answerable, one => IsRight(one.Question, one.Answer)),
            Share(answerable, one => one.Answer.Certainty != AnswerCertainty.None && !IsRight(one.Question, one.Answer)),
            unanswerable.Count,
            Share(unanswerable, one => one.Answer.Certainty != AnswerCertainty.None));
    }

    private static int RankOf(AskedQuestion question, ArticleLibrary library) =>
        library.Search(question.Text, question.Language, Depth, article => article.Audience == Audience.Everyone).ToList().FindIndex(hit => question.Articles.Contains(hit.Passage.Id));

    private static bool IsRight(AskedQuestion question, Answer answer) => answer.Certainty switch
    {
        AnswerCertainty.Sure => question.Articles.Contains(answer.Articles[0].Article.Id),
        AnswerCertainty.Several => answer.Articles.Any(found => question.Articles.Contains(found.Article.Id)),
        _ => false,
    };

    private static double? Share<T>(List<T> all, Func<T, bool> isGood) => all.Count == 0 ? null : (double)all.Count(isGood) / all.Count;
}
