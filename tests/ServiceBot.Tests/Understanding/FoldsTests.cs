using ServiceBot.Understanding;
using ServiceBot.Understanding.Learning;

namespace ServiceBot.Tests.Understanding;

public sealed class FoldsTests
{
    [Theory]
    [InlineData(4100, 100, 1, 50)]
    [InlineData(4100, 499, 1, 250)]
    [InlineData(4100, 500, 1, 100)]
    [InlineData(900, 100, 5, 20)]
    public void Where_one_fold_is_held_out_it_gets_strangers_enough_to_set_a_threshold(int inScope, int strangers, int folds, int heldOut)
    {
        var examples = Rows("vpn_trouble", inScope).Concat(Rows(IntentNames.OutOfScope, strangers)).ToList();
        var foldOf = Folds.OfEach(examples);
        Assert.Equal(folds, Folds.CountOf(examples));
        Assert.Equal(heldOut, examples.Where((example, i) => foldOf[i] == 0 && example.Intent == IntentNames.OutOfScope).Count());
    }

    [Fact]
    public void Each_intent_is_dealt_out_evenly()
    {
        var examples = Rows("vpn_trouble", 50).Concat(Rows("password_reset", 10)).ToList();
        var foldOf = Folds.OfEach(examples);
        Assert.All(Enumerable.Range(0, 5), fold => Assert.Equal(10, Held(fold, "vpn_trouble")));
        Assert.All(Enumerable.Range(0, 5), fold => Assert.Equal(2, Held(fold, "password_reset")));

        int Held(int fold, string intent) => examples.Where((example, i) => foldOf[i] == fold && example.Intent == intent).Count();
    }

    private static IEnumerable<Example> Rows(string intent, int count) =>
        Enumerable.Range(1, count).Select(i => new Example($"{intent} {i}", intent));
}
