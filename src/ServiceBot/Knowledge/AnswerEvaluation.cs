using ServiceBot.Messages;

namespace ServiceBot.Knowledge;

/// <summary>A question with the articles that answer it.</summary>
/// <param name="Text">In a customer's words.</param>
/// <param name="Language">Its language.</param>
/// <param name="Articles">Ids of the articles that answer it; empty where none does.</param>
public sealed record AskedQuestion(string Text, Language Language, IReadOnlyCollection<string> Articles);

/// <summary>How well questions were answered. Shares of an empty set are null.</summary>
/// <param name="Answerable">Questions that an article answers.</param>
/// <param name="First">Share of these whose article came first, whether or not that was enough to answer with.</param>
/// <param name="AmongThree">Share of these whose article was among the first three.</param>
/// <param name="Answered">Share of these that were answered with the right article.</param>
/// <param name="Offered">Share of these that were offered the title of the right article among others.</param>
/// <param name="Wrong">Share of these that were answered with another article.</param>
/// <param name="Unanswerable">Questions that no article answers.</param>
/// <param name="AnsweredAllTheSame">Share of these that were answered.</param>
/// <param name="OfferedAllTheSame">Share of these that were offered titles.</param>
public sealed record AnswerEvaluation(
    int Answerable,
    double? First,
    double? AmongThree,
    double? Answered,
    double? Offered,
    double? Wrong,
    int Unanswerable,
    double? AnsweredAllTheSame,
    double? OfferedAllTheSame)
{
    /// <summary>Asks all questions.</summary>
    public static AnswerEvaluation Of(IReadOnlyList<AskedQuestion> questions, ArticleLibrary library)
    {
        var asked = questions.Select(question => new Asked(question.Articles, Answering.Answer(new Inquiry(question.Text, question.Language), library, Helpfulness.Unknown))).ToList();
        var answerable = asked.Where(one => one.Right.Count > 0).ToList();
        var unanswerable = asked.Where(one => one.Right.Count == 0).ToList();
        return new AnswerEvaluation(
            answerable.Count,
            Share(answerable, one => one.IsAmong(1)),
            Share(answerable, one => one.IsAmong(3)),
            Share(answerable, one => one.Is(AnswerCertainty.Sure) && one.IsAmong(1)),
            Share(answerable, one => one.Is(AnswerCertainty.Several) && one.IsAmong(3)),
            Share(answerable, one => one.Is(AnswerCertainty.Sure) && !one.IsAmong(1)),
            unanswerable.Count,
            Share(unanswerable, one => one.Is(AnswerCertainty.Sure)),
            Share(unanswerable, one => one.Is(AnswerCertainty.Several)));
    }

    private static double? Share(List<Asked> all, Func<Asked, bool> isSo) => all.Count == 0 ? null : (double)all.Count(isSo) / all.Count;

    private sealed record Asked(IReadOnlyCollection<string> Right, Answer Answer)
    {
        public bool Is(AnswerCertainty certainty) => this.Answer.Certainty == certainty;

        public bool IsAmong(int first) => this.Answer.Articles.Take(first).Any(found => this.Right.Contains(found.Article.Id));
    }
}
