using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class EvaluationTests
{
    private static readonly Evaluation Scores = Evaluation.Of(
    [
        Row("vpn_trouble", "vpn_trouble", Language.Japanese),
        Row("vpn_trouble", "out_of_scope", Language.Japanese),
        Row("pc_slow", "pc_slow", Language.English),
        Row("pc_slow", "vpn_trouble", Language.English),
        Row("out_of_scope", "out_of_scope", Language.English),
    ]);

    [Fact]
    public void Accuracy_is_over_all_rows() => Assert.Equal(3.0 / 5, Scores.IntentAccuracy);

    [Fact]
    public void In_scope_accuracy_counts_a_rejected_row_as_wrong() => Assert.Equal(2.0 / 4, Scores.InScopeAccuracy);

    [Fact]
    public void Out_of_scope_recall_is_over_strangers_and_precision_over_rejected()
    {
        Assert.Equal(1, Scores.OutOfScopeRecall);
        Assert.Equal(0.5, Scores.OutOfScopePrecision);
    }

    [Fact]
    public void Macro_f1_is_the_mean_over_intents() => Assert.Equal(((2.0 / 4) + (2.0 / 3) + (2.0 / 3)) / 3, Scores.IntentMacroF1!.Value, 12);

    [Fact]
    public void Category_accuracy_is_over_the_rows_that_have_one() => Assert.Equal(0.75, Scores.CategoryAccuracy);

    [Fact]
    public void Each_language_is_measured_apart() => Assert.Equal([2, 3], Scores.ByLanguage.Values.Select(one => one.N));

    [Fact]
    public void Confusions_name_truth_and_mistake() => Assert.Contains(new Confusion("pc_slow", "vpn_trouble", 1), Scores.Confusions);

    [Fact]
    public void Confidence_that_means_what_it_says_has_no_calibration_error()
    {
        var honest = Enumerable.Range(0, 10).Select(i => new Prediction(new Example("x", "a"), i < 7 ? "a" : "b", null, 0.7)).ToList();
        Assert.Equal(0, Evaluation.Of(honest).CalibrationError!.Value, 12);
    }

    [Fact]
    public void Nothing_measured_gives_no_figures() => Assert.Null(Evaluation.Of([]).IntentAccuracy);

    private static Prediction Row(string truth, string found, Language language)
    {
        var category = truth == IntentNames.OutOfScope ? null : truth == "pc_slow" ? "hardware" : "network";
        var foundCategory = found == IntentNames.OutOfScope ? "network" : found == "pc_slow" ? "hardware" : "network";
        return new Prediction(new Example("…", truth, category, language), found, foundCategory, 0.9);
    }
}
