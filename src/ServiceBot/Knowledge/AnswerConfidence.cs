using ServiceBot.Messages;

namespace ServiceBot.Knowledge;

/// <summary>What speaks for an article being the answer.</summary>
/// <param name="Share">Share of what was asked that it holds, 0..1.</param>
/// <param name="SentenceShare">The same for its best sentence.</param>
/// <param name="Margin">How far the question is on its side of what was learned.</param>
/// <param name="Lead">By how much it is ahead of the next article; below zero for all but the first.</param>
/// <param name="LeadOverFourth">By how much it is ahead of the fourth.</param>
/// <param name="Known">Share of the question's pieces that occur in any article, 0..1.</param>
/// <param name="Length">Characters of the question.</param>
internal readonly record struct AnswerEvidence(double Share, double SentenceShare, double Margin, double Lead, double LeadOverFourth, double Known, int Length);

/// <summary>The chance that an article answers a question.</summary>
internal static class AnswerConfidence
{
    private const double CompleteSentence = 0.6;

    // Among questions it was fitted on hardly any had fewer known pieces; below lie other languages and keys hit at random.
    private const double LeastKnown = 0.6;

    // Logistic regression over what each author of the articles' sayings wrote, asked of the articles with what the others wrote: half of
    // it, and half as much again of the articles without its article, where nothing is right. In the order of AnswerEvidence, the bias last.
    private static readonly double[] Japanese = [4.195, -0.397, 0.489, 1.812, 1.318, 0.313, 0.649, -6.145];
    private static readonly double[] English = [-0.720, 2.161, 2.091, 1.559, 0.789, 6.960, 0.676, -10.567];

    /// <summary>From words and learning together.</summary>
    public static double Of(AnswerEvidence evidence, Language language)
    {
        var weights = language == Language.Japanese ? Japanese : English;
        return Logistic(
            (weights[0] * evidence.Share) + (weights[1] * evidence.SentenceShare) + (weights[2] * evidence.Margin) + (weights[3] * evidence.Lead)
            + (weights[4] * evidence.LeadOverFourth) + (weights[5] * Math.Max(evidence.Known, LeastKnown)) + (weights[6] * Math.Log(1 + evidence.Length)) + weights[7]);
    }

    /// <summary>From words alone, where there was nothing to learn from.</summary>
    /// <remarks>
    /// The share of what was asked that the article holds tells right from wrong; a sentence that holds nearly everything counts too, because
    /// text below the answer alone gives no high share. Japanese shares are smaller: endings differ between question and article.
    /// </remarks>
    public static double OfWords(Hit hit, Language language)
    {
        var (offset, slope) = language == Language.Japanese ? (-4.0, 12.7) : (-3.6, 9.0);
        return Logistic(offset + (slope * Math.Max(hit.Share, CompleteSentence * hit.SentenceShare)));
    }

    private static double Logistic(double sum) => 1 / (1 + Math.Exp(-sum));
}
