using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class RecognizerTests
{
    [Theory]
    [InlineData("ＶＰＮが繋がらないです", "vpn_trouble", "network")]
    [InlineData("VPN does not connect", "vpn_trouble", "network")]
    [InlineData("パスワード忘れちゃった", "password_reset", "account")]
    [InlineData("プリンターで印刷ができません", "printer_trouble", "printing")]
    public void New_sentences_find_their_intent_and_category(string text, string intent, string category)
    {
        var found = SmallDesk.Recognizer.Recognize(text, null);
        Assert.Equal(intent, found.Intent.Name);
        Assert.Equal(category, found.Category?.Name);
    }

    [Theory]
    [InlineData("モニターが真っ暗で映らない", "hardware")]
    [InlineData("シフト表のシステムが使えない", "business_app")]
    public void An_intent_of_many_categories_gets_the_one_of_the_words(string text, string category) =>
        Assert.Equal(category, SmallDesk.Classifier.Classify(text).Category?.Name);

    [Theory]
    [InlineData("はい", "affirm")]
    [InlineData("うん。", "affirm")]
    [InlineData("OK!", "affirm")]
    [InlineData("違う", "deny")]
    [InlineData("いいえ", "deny")]
    [InlineData("No, thanks", "deny")]
    [InlineData("やっぱりやめる", "cancel")]
    [InlineData("never mind", "cancel")]
    [InlineData("人と話したい", "talk_to_human")]
    [InlineData("agent please", "talk_to_human")]
    public void Short_replies_are_settled(string text, string intent)
    {
        var found = SmallDesk.Recognizer.Recognize(text, null);
        Assert.Equal((intent, Certainty.Sure, null), (found.Intent.Name, found.Certainty, found.Category));
    }

    [Fact]
    public void A_short_reply_that_the_desk_has_no_intent_for_is_left_to_the_classifier() =>
        Assert.NotEqual(IntentNames.Praise, SmallDesk.Recognizer.Recognize("goodbye", null).Intent.Name);

    [Theory]
    [InlineData("明日の天気は晴れですか")]
    [InlineData("who won the game")]
    public void Strangers_are_rejected(string text) => Assert.True(SmallDesk.Recognizer.Recognize(text, null).IsOutOfScope);

    [Fact]
    public void A_rejected_utterance_offers_what_it_might_have_meant()
    {
        var strict = new Recognizer(SmallDesk.Classifier, new Thresholds(1.1, 0.75, 0.3));
        var found = strict.Recognize("VPNにつながらない", null);
        Assert.True(found.IsOutOfScope);
        Assert.Equal("vpn_trouble", found.Alternatives[0].Name);
    }

    [Fact]
    public void Text_without_a_language_keeps_that_of_the_conversation()
    {
        Assert.Equal(Language.English, SmallDesk.Recognizer.Recognize("OK", Language.English).Language);
        Assert.Equal(Language.Japanese, SmallDesk.Recognizer.Recognize("OK", Language.Japanese).Language);
        Assert.Equal(Language.English, SmallDesk.Recognizer.Recognize("my password is lost", Language.Japanese).Language);
    }

    [Fact]
    public void The_decisive_pieces_can_be_read() =>
        Assert.Contains(SmallDesk.Recognizer.Why("my vpn is dead"), piece => piece.Feature == "vpn" && piece.Weight > 0);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("👍👍👍")]
    [InlineData("\ud83d")]
    public void Any_text_is_answered(string text) => Assert.InRange(SmallDesk.Recognizer.Recognize(text, null).Intent.Confidence, 0, 1);

    [Fact]
    public void A_very_long_text_is_answered_too() =>
        Assert.InRange(SmallDesk.Recognizer.Recognize(string.Concat(Enumerable.Repeat("VPNに\nつながらない error 0x8 ", 20_000)), null).Intent.Confidence, 0, 1);

    [Fact]
    public void Many_threads_may_ask_at_once() =>
        Parallel.For(0, 200, i => Assert.Equal("password_reset", SmallDesk.Recognizer.Recognize("please reset my password", null).Intent.Name));

    [Fact]
    public void What_can_not_be_meant_leaves_its_likelihood_to_the_rest()
    {
        var recognizer = SmallDesk.Recognizer;
        var heard = new Recognition(
            Language.English, new Scored("vpn_trouble", 0.6), new Scored("network", 0.6), [new(IntentNames.ReopenTicket, 0.3), new("restart", 0.1)], Certainty.NearlySure, Mood.Neutral);
        var without = recognizer.Without(heard, [IntentNames.ReopenTicket]);
        Assert.Equal(("vpn_trouble", Certainty.Sure), (without.Intent.Name, without.Certainty));
        Assert.Equal(0.857, without.Intent.Confidence, 0.001);
        Assert.Equal(["restart"], without.Alternatives.Select(other => other.Name));
    }

    [Fact]
    public void What_can_not_be_meant_stays_where_it_is_all_there_is()
    {
        var heard = new Recognition(Language.English, new Scored(IntentNames.ReopenTicket, 0.9), null, [new("restart", 0.1)], Certainty.Sure, Mood.Neutral);
        Assert.Same(heard, SmallDesk.Recognizer.Without(heard, [IntentNames.ReopenTicket]));
    }

    [Theory]
    [InlineData(new[] { 0.7, 0.2 }, Certainty.Sure)]
    [InlineData(new[] { 0.57, 0.1, 0.1 }, Certainty.Sure)]
    [InlineData(new[] { 0.57, 0.3 }, Certainty.NearlySure)]
    [InlineData(new[] { 0.29, 0.24, 0.22 }, Certainty.NearlySure)]
    [InlineData(new[] { 0.29, 0.1, 0.1, 0.1 }, Certainty.Unsure)]
    public void What_is_likely_alone_is_done_and_what_is_likely_together_is_offered(double[] confidences, Certainty certainty) =>
        Assert.Equal(certainty, new Recognizer(new Settled(confidences), Thresholds.Default).Recognize("something", Language.English).Certainty);

    private sealed class Settled(double[] confidences) : ITextClassifier
    {
        public IReadOnlyList<string> Intents => [.. confidences.Select((_, place) => $"intent_{place}")];

        public Classification Classify(string text) => new([.. confidences.Select((confidence, place) => new Scored($"intent_{place}", confidence))], 1, new Scored("hardware", 1));

        public IReadOnlyList<(string Feature, double Weight)> Why(string text, string intent, int most) => [];
    }
}
