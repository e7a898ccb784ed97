using System.Runtime.InteropServices;

namespace ServiceBot.Understanding.Learning;

/// <summary>How raw scores become probabilities. Fitted on utterances that the model has not learned from.</summary>
/// <param name="Sharpness">What scores are multiplied with before softmax; the inverse of a temperature (Guo et al., 2017).</param>
/// <param name="InScope">Logistic weights of <see cref="Evidence"/>, the bias last; all zero where nothing could be learned about rejection.</param>
public sealed record Calibration(double Sharpness, IReadOnlyList<double> InScope)
{
    /// <summary>Good enough until there are utterances to fit on.</summary>
    public static Calibration Unfitted { get; } = new(4, []);

    /// <summary>Probability that an utterance with this evidence is in scope; 1 where rejection was not learned.</summary>
    public double InScopeProbability(Evidence evidence)
    {
        if (InScope.Count == 0)
        {
            return 1;
        }

        var sum = InScope[^1];
        for (var i = 0; i < Evidence.Count; i++)
        {
            sum += InScope[i] * evidence[i];
        }

        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>Fits sharpness by likelihood, then the probability of being in scope by logistic regression.</summary>
    public static Calibration Fit(IReadOnlyList<HeldOut> heldOut)
    {
        var inScope = heldOut.Where(one => one.IsInScope).ToList();
        var isRejectionKnown = inScope.Count > 0 && inScope.Count < heldOut.Count;
        return new Calibration(
            inScope.Count == 0 ? Unfitted.Sharpness : LikeliestSharpness(inScope),
            isRejectionKnown ? LogisticWeights(heldOut) : []);
    }

    // Golden-section search; the likelihood has one maximum in the sharpness.
    private static double LikeliestSharpness(List<HeldOut> inScope)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (0.2, 40.0);
        for (var i = 0; i < 30; i++)
        {
            var (left, right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            (low, high) = Loss(inScope, left) < Loss(inScope, right) ? (low, right) : (left, high);
        }

        return (low + high) / 2;
    }

    private static double Loss(List<HeldOut> inScope, double sharpness)
    {
        var loss = 0.0;
        foreach (var one in inScope.Where(one => one.ScoreOfTruth is not null))
        {
            var sum = one.TopScores.Sum(score => Math.Exp(sharpness * (score - one.TopScores[0])));
            loss -= (sharpness * (one.ScoreOfTruth!.Value - one.TopScores[0])) - Math.Log(sum);
        }

        return loss;
    }

    // Gradient descent with a small ridge; four numbers and a few thousand rows need nothing cleverer.
    private static double[] LogisticWeights(IReadOnlyList<HeldOut> heldOut)
    {
        var weights = new double[Evidence.Count + 1];
        for (var step = 0; step < 3000; step++)
        {
            var gradient = weights.Select(weight => 1e-4 * weight).ToArray();
            foreach (var one in heldOut)
            {
                var error = (new Calibration(1, weights).InScopeProbability(one.Evidence) - (one.IsInScope ? 1 : 0)) / heldOut.Count;
                for (var i = 0; i < Evidence.Count; i++)
                {
                    gradient[i] += error * one.Evidence[i];
                }

                gradient[^1] += error;
            }

            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] -= 2 * gradient[i];
            }
        }

        return weights;
    }
}

/// <summary>What tells an utterance in scope from one that isn't.</summary>
/// <param name="Top">Score of the best intent in scope.</param>
/// <param name="Lead">By how much it is ahead of the next.</param>
/// <param name="OutOfScope">Score of <c>out_of_scope</c> as a class, 0 where there is no such class.</param>
/// <param name="Known">Share of the utterance's pieces that the model knows.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Evidence(float Top, float Lead, float OutOfScope, float Known)
{
    internal const int Count = 4;

    internal float this[int index] => index switch { 0 => Top, 1 => Lead, 2 => OutOfScope, _ => Known };
}

/// <summary>How a model scored an utterance that it had not learned from.</summary>
/// <param name="Evidence">What speaks for being in scope.</param>
/// <param name="TopScores">The scores of all intents in scope, highest first.</param>
/// <param name="ScoreOfTruth">Score of the right intent; null where it is out of scope or unknown to the model.</param>
/// <param name="IsInScope">False for <c>out_of_scope</c>.</param>
/// <param name="IsTopRight">True where the best intent is the right one.</param>
public sealed record HeldOut(Evidence Evidence, IReadOnlyList<float> TopScores, float? ScoreOfTruth, bool IsInScope, bool IsTopRight);
