using ServiceBot.Words;

namespace ServiceBot.Knowledge;

/// <summary>How much each field and each kind of term says, in one place.</summary>
/// <remarks>
/// BM25F (Robertson, Zaragoza, Taylor, CIKM 2004): occurrences are weighted by field before they saturate.
/// The constants were found by coordinate ascent on 1,111 Japanese questions to encyclopedia passages together with the
/// questions of the desk's own articles, each asked of the articles without their questions; checked on 1,110 others.
/// </remarks>
internal static class Ranking
{
    /// <summary>Number of text fields of a passage.</summary>
    public const int Fields = 5;

    /// <summary>Saturation of weighted occurrences; above the usual 1.2 because the title's weight is far above one.</summary>
    public const float Saturation = 2f;

    /// <summary>Below 1: among few articles a term is rare by chance as easily as by meaning.</summary>
    public const double RarityPower = 0.87;

    /// <summary>How often more the words that no passage holds count against what was found.</summary>
    public const double UnknownAgain = 1.0;

    /// <summary>The most that a sense counts, as a share of the words that have it.</summary>
    public const double ShareOfSenses = 0.5;

    /// <summary>How much of what a sense counts its words lose.</summary>
    public const double PaidBySenses = 0.7;

    /// <summary>Title, questions, tags, answer, body: weight of an occurrence.</summary>
    public static ReadOnlySpan<float> FieldWeights => [8.8f, 4.2f, 3.6f, 0.8f, 1f];

    /// <summary>How far the length of each field is held against it, 0..1.</summary>
    public static ReadOnlySpan<float> LengthShares => [0.94f, 0.4f, 0.62f, 0.42f, 0.35f];

    /// <summary>Weight of a term by its kind.</summary>
    public static double WeightOf(TermKind kind) => kind switch
    {
        // A Latin word stands alone where a Japanese word of the same length has several pairs and characters.
        TermKind.Word => 3.4,
        TermKind.Number => 1.56,
        TermKind.Concept => 2.25,
        TermKind.Sense => 2.0,
        TermKind.Kanji => 1.0,
        TermKind.Katakana => 0.28,
        TermKind.Pair => 0.95,
        TermKind.HiraganaPair => 0.29,
        TermKind.PairWithEnding => 0.67,
        TermKind.MixedPair => 0.9,
        _ => 0,
    };

    /// <summary>Weight of a term found in so many of all passages.</summary>
    public static double Rarity(int passages, int found) =>
        Math.Pow(Math.Log(1 + ((passages - found + 0.5) / (found + 0.5))), RarityPower);
}
