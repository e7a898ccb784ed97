using ServiceBot.Understanding;
using ServiceBot.Understanding.Learning;

namespace ServiceBot.Tests.Understanding;

public sealed class TrainingTests
{
    [Fact]
    public void The_same_examples_give_the_same_model_bit_for_bit() =>
        Assert.Equal(SmallDesk.ModelBytes(SmallDesk.Classifier), SmallDesk.ModelBytes(Training.Learn(SmallDesk.Examples)));

    [Fact]
    public void One_core_learns_the_same_as_all_of_them() =>
        Assert.Equal(SmallDesk.ModelBytes(SmallDesk.Classifier), SmallDesk.ModelBytes(Training.Learn(SmallDesk.Examples, cores: 1)));

    [Fact]
    public void Validation_examples_set_the_threshold_and_nothing_else()
    {
        var trained = Training.Learn(SmallDesk.Examples, [.. SmallDesk.Examples.Where((_, i) => i % 3 == 0)]);
        Assert.Equal(SmallDesk.Classifier.Labels.Intents, trained.Labels.Intents);
        Assert.InRange(trained.Thresholds.InScope, 0.0001, 1);
    }

    [Fact]
    public void Without_strangers_to_learn_from_nothing_is_rejected()
    {
        var trained = Training.Learn([.. SmallDesk.Examples.Where(example => example.Intent != IntentNames.OutOfScope)]);
        Assert.Equal(0, trained.Thresholds.InScope);
        Assert.Equal(1, trained.Classify("zzz").InScope);
    }

    [Fact]
    public void One_intent_alone_is_refused() =>
        Assert.Throws<ArgumentException>(() => Training.Learn([new Example("a", "x"), new Example("b", "x")]));

    [Fact]
    public void Progress_ends_with_all_of_it()
    {
        var last = 0.0;
        Training.Learn([.. SmallDesk.Examples.Take(20)], null, (_, share) => last = share);
        Assert.Equal(1, last);
    }

    [Fact]
    public void Few_examples_that_lie_far_apart_are_understood_with_a_probability()
    {
        string[] locked = ["my account is locked", "please unlock my account", "I am locked out of my account", "account lockout", "unlock my login"];
        string[] parking = ["I need a parking permit", "request a parking space", "permission to park my car", "parking permit please", "where may I park my car"];
        var classifier = Training.Learn([.. locked.Select(text => new Example(text, "locked_account")), .. parking.Select(text => new Example(text, "parking_permit"))]);
        Assert.All(locked.Concat(parking), text => Assert.InRange(classifier.Classify(text).Intents[0].Confidence, 0.5, 1));
    }

    [Fact]
    public void Words_never_seen_are_understood_by_their_sense_and_why_names_it()
    {
        string[] cancel = ["cancel my booking", "please cancel the appointment", "cancel it", "I have to cancel tomorrow", "can you cancel my order"];
        string[] move = ["delay my booking", "please delay the appointment", "delay it", "I have to delay tomorrow", "can you delay my order"];
        var classifier = Training.Learn([.. cancel.Select(text => new Example(text, "cancellation")), .. move.Select(text => new Example(text, "postponement"))]);
        Assert.Equal("cancellation", classifier.Classify("revoke my reservation").Intents[0].Name);
        Assert.Contains(classifier.Why("revoke my reservation", "cancellation", 5), one => one.Feature.StartsWith("≈ cancel", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_likely_intents_of_one_category_outweigh_one_of_another()
    {
        string[] fault = ["the screen is broken", "screen stays black", "my screen flickers"];
        string[] order = ["order a screen", "I need a new screen", "a second screen please"];
        string[] share = ["share the screen", "screen sharing in Teams", "show my screen to others"];
        Example[] examples =
        [
            .. fault.Select(text => new Example(text, "screen_fault", "hardware")),
            .. order.Select(text => new Example(text, "screen_order", "hardware")),
            .. share.Select(text => new Example(text, "screen_share", "collaboration")),
        ];
        var heard = Training.Learn(examples, examples).Classify("screen");
        Assert.Equal("hardware", heard.Category?.Name);
        Assert.Equal(heard.Intents.Where(intent => intent.Name != "screen_share").Sum(intent => intent.Confidence), heard.Category!.Value.Confidence, 0.05);
    }

    [Fact]
    public void An_example_more_leaves_other_sentences_as_they_were()
    {
        var more = Training.Learn([.. SmallDesk.Examples, new Example("the coffee machine is out of beans again", IntentNames.OutOfScope)], SmallDesk.Examples);
        var before = Training.Learn(SmallDesk.Examples, SmallDesk.Examples);
        string[] others = ["ＶＰＮが繋がらないです", "VPN does not connect", "パスワード忘れちゃった", "モニターが真っ暗で映らない", "please reset my password"];
        Assert.All(others, text => Assert.Equal(before.Classify(text).Intents[0].Confidence, more.Classify(text).Intents[0].Confidence, 0.05));
    }
}
