using ServiceBot.Improvement;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Improvement;

public sealed class ModelComparisonTests
{
    private static readonly PromotionLimits Limits = PromotionLimits.Standard;

    [Fact]
    public void Nothing_speaks_against_a_model_that_understands_no_less()
    {
        var heldOut = Rows(Language.English, "vpn", 20);
        var comparison = ModelComparison.Of(Understands(), Understands("vpn"), heldOut, [], Limits);
        Assert.Empty(comparison.Falls);
        Assert.Equal((20, 0.0, 1.0), (comparison.Languages[0].N, comparison.Languages[0].Before, comparison.Languages[0].After));
    }

    [Fact]
    public void A_language_that_falls_is_named()
    {
        var heldOut = Rows(Language.English, "vpn", 100).Concat(Rows(Language.Japanese, "vpn", 100)).ToList();
        var comparison = ModelComparison.Of(Understands("vpn"), ButNot("Japanese 1", "Japanese 2"), heldOut, [], Limits);
        Assert.Equal(["ja: right intents fall from 1.000 to 0.980 of 100 sentences; 0.01 is allowed."], comparison.Falls);
    }

    [Fact]
    public void An_intent_that_falls_is_named_though_its_language_stands()
    {
        var heldOut = Rows(Language.English, "vpn", 10).Concat(Rows(Language.English, "other", 1000)).ToList();
        var comparison = ModelComparison.Of(Understands("vpn", "other"), ButNot("vpn English 1", "vpn English 2"), heldOut, [], Limits);
        Assert.Equal(["en, vpn: right ones fall from 1.000 to 0.800 of 10 sentences; 0.1 is allowed."], comparison.Falls);
    }

    [Fact]
    public void A_single_sentence_says_nothing_of_an_intent()
    {
        var heldOut = Rows(Language.English, "vpn", 5).Concat(Rows(Language.English, "other", 1000)).ToList();
        Assert.Empty(ModelComparison.Of(Understands("vpn", "other"), ButNot("vpn English 1"), heldOut, [], Limits).Falls);
    }

    [Fact]
    public void What_was_said_lately_and_would_mean_something_else_is_shown_and_too_much_of_it_speaks_against()
    {
        var lately = Rows(Language.English, "vpn", 60).Select(row => new Heard(row.Text, Language.English)).ToList();
        var comparison = ModelComparison.Of(Understands("vpn"), Understands(), Rows(Language.English, "none", 1), lately, Limits);
        Assert.Equal((60, 60, 20), (comparison.Replay[0].N, comparison.Replay[0].Changed, comparison.Replay[0].Examples.Count));
        Assert.Equal(["en: 60 of 60 sentences said lately would be understood otherwise; a share of 0.1 is allowed."], comparison.Falls);
    }

    [Fact]
    public void Without_held_out_sentences_nobody_knows() => Assert.Contains("no held-out", Assert.Single(ModelComparison.Of(Understands(), Understands(), [], [], Limits).Falls), StringComparison.Ordinal);

    private static List<Example> Rows(Language language, string intent, int count) =>
        [.. Enumerable.Range(0, count).Select(number => new Example($"{intent} {language} {number}.", intent, null, language))];

    private static Recognizer Understands(params string[] intents) => new(new Words(text => Array.Find(intents, intent => text.StartsWith(intent, StringComparison.Ordinal))), Thresholds.Default);

    private static Recognizer ButNot(params string[] marks) =>
        new(new Words(text => Array.Exists(marks, mark => text.Contains(mark + ".", StringComparison.Ordinal)) ? null : text.Split(' ')[0]), Thresholds.Default);

    private sealed class Words(Func<string, string?> meaning) : ITextClassifier
    {
        public IReadOnlyList<string> Intents => [];

        public Classification Classify(string text) => new([new Scored(meaning(text) ?? "unknown", 0.9)], 1, null);

        public IReadOnlyList<(string Feature, double Weight)> Why(string text, string intent, int most) => [];
    }
}
