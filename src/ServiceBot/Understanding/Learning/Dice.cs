namespace ServiceBot.Understanding.Learning;

/// <summary>
/// Chance that hangs on what it is thrown for, not on what was thrown before: the same sentence and the same piece always meet the
/// same throws. A few new examples then leave what was learned from all others nearly as it was; with one running generator they
/// changed every throw after them, and sentences far from the new ones changed their meaning.
/// </summary>
internal static class Dice
{
    /// <summary>A throw for a key: 64 evenly spread bits (SplitMix64; Steele et al., 2014).</summary>
    public static ulong Throw(ulong key)
    {
        key += 0x9E3779B97F4A7C15;
        key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9;
        key = (key ^ (key >> 27)) * 0x94D049BB133111EB;
        return key ^ (key >> 31);
    }

    /// <summary>A throw for a key, in 0..1 without 1.</summary>
    public static float Share(ulong key) => (Throw(key) >> 40) * (1f / (1 << 24));

    /// <summary>The key of a text.</summary>
    public static ulong KeyOf(string text) => text.Aggregate(0UL, (key, character) => Throw(key + character));

    /// <summary>The positions of the keys in an order that only chance decides.</summary>
    public static int[] Order(IReadOnlyList<ulong> keys, ulong round)
    {
        var order = Enumerable.Range(0, keys.Count).ToArray();
        var throws = new ulong[keys.Count];
        for (var i = 0; i < throws.Length; i++)
        {
            throws[i] = Throw(keys[i] ^ Throw(round));
        }

        Array.Sort(throws, order);
        return order;
    }
}
