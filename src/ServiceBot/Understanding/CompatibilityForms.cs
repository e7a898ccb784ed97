namespace ServiceBot.Understanding;

/// <summary>
/// The part of Unicode's NFKC that Japanese and English typing needs: half-width kana, full-width Latin, voicing marks
/// apart from their kana, circled and Roman numerals, accents. Own tables, because the program runs with invariant
/// globalization, where <see cref="string.Normalize()"/> returns its argument.
/// </summary>
internal static class CompatibilityForms
{
    private const string HalfWidthKana = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string Unaccented = "aaaaaaceeeeiiiinoooooouuuuyy";

    private static readonly string[] Roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    private static readonly string[] Numbers = [.. Enumerable.Range(1, 20).Select(number => number.ToString())];

    /// <summary>The ordinary character for a compatibility one; others come back as they are.</summary>
    public static char Ordinary(char character) => character switch
    {
        >= '\uff01' and <= '\uff5d' => (char)(character - 0xfee0),
        >= '\uff61' and <= '\uff9f' => HalfWidthKana[character - '\uff61'],
        '\u3099' or '\u309b' => '゛',
        '\u309a' or '\u309c' => '゜',
        '￥' => '¥',
        >= 'À' and <= 'ÿ' when Accented.IndexOf(char.ToLowerInvariant(character)) is var at and >= 0 => Unaccented[at],
        _ => character,
    };

    /// <summary>What stands for several characters, or null: Ⅳ, ⑫, ㈱.</summary>
    public static string? Expansion(char character) => character switch
    {
        >= 'Ⅰ' and <= 'Ⅻ' => Roman[character - 'Ⅰ'],
        >= 'ⅰ' and <= 'ⅻ' => Roman[character - 'ⅰ'],
        >= '①' and <= '⑳' => Numbers[character - '①'],
        '㈱' => "(株)",
        '㈲' => "(有)",
        '…' => "...",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        _ => null,
    };

    /// <summary>The kana with the voicing mark that follows it, or '\0' where the two don't make one: か+゛ is が, は+゜ is ぱ.</summary>
    public static char Voiced(char kana, char mark)
    {
        // Hiragana and katakana stand in the same order, 0x60 apart.
        var hiragana = kana is >= 'ァ' and <= 'ヴ' ? (char)(kana - 0x60) : kana;
        var isOfHaRow = hiragana is 'は' or 'ひ' or 'ふ' or 'へ' or 'ほ';
        return mark switch
        {
            '゜' when isOfHaRow => (char)(kana + 2),
            '゛' when isOfHaRow || "かきくけこさしすせそたちつてと".Contains(hiragana, StringComparison.Ordinal) => (char)(kana + 1),
            '゛' when kana == 'ウ' => 'ヴ',
            _ => '\0',
        };
    }

    /// <summary>True for marks that combine with the letter before; they are dropped, as accents are.</summary>
    public static bool IsCombining(char character) => character is >= '\u0300' and <= '\u036f';
}
