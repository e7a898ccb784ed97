using ServiceBot.Messages;

namespace ServiceBot.Understanding;

/// <summary>An example and what was made of it.</summary>
/// <param name="Example">The truth.</param>
/// <param name="Intent">The intent that came out, <c>out_of_scope</c> where it was rejected.</param>
/// <param name="Category">The category that came out, null where there was none.</param>
/// <param name="Confidence">Confidence in the intent, 0..1.</param>
public sealed record Prediction(Example Example, string Intent, string? Category, double Confidence);

/// <summary>How well examples were understood. Shares of an empty set are null.</summary>
/// <param name="N">Number of examples.</param>
/// <param name="IntentAccuracy">Share of right intents over all rows; a rejected one counts as <c>out_of_scope</c>.</param>
/// <param name="IntentMacroF1">Mean F1 over the intents that occur in the examples.</param>
/// <param name="CategoryAccuracy">Share of right categories over the rows that have one.</param>
/// <param name="InScopeAccuracy">Share of right intents over the rows in scope; a rejected one is wrong.</param>
/// <param name="OutOfScopeRecall">Share of the out-of-scope rows that were rejected.</param>
/// <param name="OutOfScopePrecision">Share of the rejected rows that were out of scope.</param>
/// <param name="CalibrationError">Expected calibration error of the confidence in ten bins of equal width.</param>
/// <param name="PerLabel">Each intent that occurs, sorted.</param>
/// <param name="Confusions">Pairs of truth and mistake, the most frequent first.</param>
/// <param name="ByLanguage">The same figures for each language that the rows state, by tag; empty inside.</param>
public sealed record Evaluation(
    int N,
    double? IntentAccuracy,
    double? IntentMacroF1,
    double? CategoryAccuracy,
    double? InScopeAccuracy,
    double? OutOfScopeRecall,
    double? OutOfScopePrecision,
    double? CalibrationError,
    IReadOnlyList<LabelScore> PerLabel,
    IReadOnlyList<Confusion> Confusions,
    IReadOnlyDictionary<string, Evaluation> ByLanguage)
{
    private const int BinCount = 10;

    /// <summary>Confidence beside accuracy, from the least confident bin to the most; bins without rows are absent.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; init; } = [];

    /// <summary>Compares predictions with the truth.</summary>
    public static Evaluation Of(IReadOnlyList<Prediction> predictions)
    {
        var byLanguage = predictions
            .Where(one => one.Example.Language is not null)
            .GroupBy(one => one.Example.Language!.Value)
            .OrderBy(group => group.Key)
            .ToDictionary(group => group.Key.Tag(), group => Measure([.. group]), StringComparer.Ordinal);
        return Measure(predictions) with { ByLanguage = byLanguage };
    }

    private static Evaluation Measure(IReadOnlyList<Prediction> all)
    {
        var perLabel = all.Select(one => one.Example.Intent).Distinct().Order(StringComparer.Ordinal).Select(label => LabelScore.Of(label, all)).ToList();
        return new Evaluation(
            all.Count,
            Share(all, _ => true, IsRight),
            perLabel.Count == 0 ? null : perLabel.Average(label => label.F1),
            Share(all, one => one.Example.Category is not null, one => one.Category == one.Example.Category),
            Share(all, one => !IsStranger(one), IsRight),
            Share(all, IsStranger, IsRight),
            Share(all, one => one.Intent == IntentNames.OutOfScope, IsStranger),
            CalibrationErrorOf(all),
            perLabel,
            ConfusionsOf(all),
            new Dictionary<string, Evaluation>(StringComparer.Ordinal))
        {
            Bins = BinsOf(all),
        };
    }

    private static bool IsRight(Prediction one) => one.Intent == one.Example.Intent;

    private static bool IsStranger(Prediction one) => one.Example.Intent == IntentNames.OutOfScope;

    private static double? Share(IReadOnlyList<Prediction> all, Func<Prediction, bool> of, Func<Prediction, bool> isGood)
    {
        var rows = all.Where(of).ToList();
        return rows.Count == 0 ? null : (double)rows.Count(isGood) / rows.Count;
    }

    private static double? CalibrationErrorOf(IReadOnlyList<Prediction> all) =>
        all.Count == 0 ? null : BinsOf(all).Sum(bin => bin.N * Math.Abs(bin.Accuracy - bin.Confidence)) / all.Count;

    private static List<CalibrationBin> BinsOf(IReadOnlyList<Prediction> all) =>
        [.. all.GroupBy(one => Math.Min(BinCount - 1, (int)(one.Confidence * BinCount)))
            .OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(bin.Count(), bin.Average(one => one.Confidence), (double)bin.Count(IsRight) / bin.Count()))];

    private static List<Confusion> ConfusionsOf(IReadOnlyList<Prediction> all) =>
        [.. all.Where(one => !IsRight(one))
            .GroupBy(one => (Truth: one.Example.Intent, Mistake: one.Intent))
            .Select(group => new Confusion(group.Key.Truth, group.Key.Mistake, group.Count()))
            .OrderByDescending(pair => pair.Count)
            .ThenBy(pair => pair.Truth, StringComparer.Ordinal)
            .ThenBy(pair => pair.Mistake, StringComparer.Ordinal)];
}

/// <summary>Predictions of about the same confidence; calibrated, their confidence is their accuracy.</summary>
/// <param name="N">How many there are.</param>
/// <param name="Confidence">Their mean confidence, 0..1.</param>
/// <param name="Accuracy">The share of them that was right.</param>
public sealed record CalibrationBin(int N, double Confidence, double Accuracy);

/// <summary>How well one intent was understood.</summary>
/// <param name="Label">The intent.</param>
/// <param name="N">Rows that have it.</param>
/// <param name="Precision">Share of the rows taken for it that have it; 0 where none was.</param>
/// <param name="Recall">Share of the rows that have it that were taken for it.</param>
/// <param name="F1">Harmonic mean of the two.</param>
public sealed record LabelScore(string Label, int N, double Precision, double Recall, double F1)
{
    internal static LabelScore Of(string label, IReadOnlyList<Prediction> all)
    {
        var have = all.Count(one => one.Example.Intent == label);
        var taken = all.Count(one => one.Intent == label);
        var both = all.Count(one => one.Intent == label && one.Example.Intent == label);
        return new LabelScore(
            label, have, taken == 0 ? 0 : (double)both / taken, have == 0 ? 0 : (double)both / have, both == 0 ? 0 : 2.0 * both / (have + taken));
    }
}

/// <summary>How often one intent was taken for another.</summary>
/// <param name="Truth">What it was.</param>
/// <param name="Mistake">What it was taken for.</param>
/// <param name="Count">How often.</param>
public sealed record Confusion(string Truth, string Mistake, int Count);
