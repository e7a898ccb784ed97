namespace ServiceBot.Understanding.Learning;

/// <summary>Chooses from which probability of being in scope an utterance is taken up.</summary>
public static class RejectThreshold
{
    // What the desk promises itself: nine of ten in scope understood, and at least 85 of 100 strangers turned away.
    private const double AimInScope = 0.90;
    private const double AimOutOfScope = 0.85;

    /// <summary>
    /// The threshold at which the smaller of the two margins over the aims (0.90 in scope, 0.85 of out-of-scope) is
    /// largest; 0, which rejects nothing, where there is nothing to learn it from.
    /// </summary>
    public static double Choose(IReadOnlyList<HeldOut> heldOut, Calibration calibration)
    {
        var inScope = heldOut.Count(one => one.IsInScope);
        var strangers = heldOut.Count - inScope;
        if (inScope == 0 || strangers == 0 || calibration.InScope.Count == 0)
        {
            return 0;
        }

        var ordered = heldOut
            .Select(one => (Probability: calibration.InScopeProbability(one.Evidence), one.IsInScope, one.IsTopRight))
            .OrderBy(one => one.Probability).ToList();
        var right = heldOut.Count(one => one.IsInScope && one.IsTopRight);
        var rejected = 0;
        var best = (Margin: double.MinValue, Threshold: 0.0);
        for (var i = 0; i < ordered.Count - 1; i++)
        {
            right -= ordered[i].IsInScope && ordered[i].IsTopRight ? 1 : 0;
            rejected += ordered[i].IsInScope ? 0 : 1;
            var margin = Math.Min(((double)right / inScope) - AimInScope, ((double)rejected / strangers) - AimOutOfScope);
            if (margin > best.Margin)
            {
                best = (margin, (ordered[i].Probability + ordered[i + 1].Probability) / 2);
            }
        }

        return best.Threshold;
    }
}
