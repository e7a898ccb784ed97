namespace ServiceBot.Understanding.Learning;

/// <summary>Which examples are held out together, to calibrate with what was not learned from.</summary>
public static class Folds
{
    // A fifth is held out at a time. With many examples one fifth is enough to see, and learning takes less than twice as long.
    private const int Parts = 5;
    private const int Many = 4000;

    // With fewer, a fifth of them is too few strangers to set a threshold by: of CLINC150's hundred, twenty put out-of-scope recall
    // anywhere from 0.70 to 0.93. Half of them did so from 0.89 to 0.96, though the rest teach the model less about strangers.
    private const int FewStrangers = 500;

    /// <summary>How many folds are held out in turn: all of five, or only the first where there are over 4,000 examples.</summary>
    public static int CountOf(IReadOnlyList<Example> examples) => examples.Count > Many ? 1 : Parts;

    /// <summary>
    /// The fold of each example, 0..4. Each intent is dealt out evenly, in an order that does not follow the file, where neighbours
    /// resemble each other; where only the first fold is held out, it gets half of what is out of scope if that is less than 500 examples.
    /// </summary>
    public static int[] OfEach(IReadOnlyList<Example> examples)
    {
        var isHalved = CountOf(examples) == 1 && examples.Count(example => example.Intent == IntentNames.OutOfScope) < FewStrangers;
        var dealt = new Dictionary<string, int>(StringComparer.Ordinal);
        var folds = new int[examples.Count];
        foreach (var i in Dice.Order([.. examples.Select(example => Dice.KeyOf(example.Text))], 0))
        {
            var next = dealt.GetValueOrDefault(examples[i].Intent);
            folds[i] = next % (isHalved && examples[i].Intent == IntentNames.OutOfScope ? 2 : Parts);
            dealt[examples[i].Intent] = next + 1;
        }

        return folds;
    }
}
