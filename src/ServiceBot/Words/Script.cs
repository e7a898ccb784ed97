namespace ServiceBot.Words;

/// <summary>The writing systems that are cut into search terms in different ways.</summary>
internal enum ScriptKind : byte
{
    /// <summary>Space, punctuation and signs: never part of a term.</summary>
    None,

    Kanji,

    Hiragana,

    Katakana,

    Latin,

    Digit,
}

/// <summary>Which writing system a character belongs to.</summary>
internal static class Script
{
    // One look-up per character: 64 KiB that stay in the cache are faster than a chain of range checks.
    private static readonly ScriptKind[] Kinds = MakeKinds();

    public static ScriptKind Of(char character) => Kinds[character];

    public static bool IsKatakana(char character) => Kinds[character] == ScriptKind.Katakana;

    public static bool IsJapanese(ScriptKind kind) => kind is ScriptKind.Kanji or ScriptKind.Hiragana or ScriptKind.Katakana;

    /// <summary>True where more than a stray character is Japanese.</summary>
    public static bool IsMostlyJapanese(string text)
    {
        var japanese = 0;
        var latin = 0;
        foreach (var character in text)
        {
            var kind = Of(character);
            japanese += IsJapanese(kind) ? 1 : 0;
            latin += kind == ScriptKind.Latin ? 1 : 0;
        }

        // A Latin word has about five letters, a Japanese one two characters.
        return japanese * 3 > latin;
    }

    private static ScriptKind[] MakeKinds()
    {
        var kinds = new ScriptKind[char.MaxValue + 1];
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = i switch
            {
                >= '0' and <= '9' => ScriptKind.Digit,
                >= 'a' and <= 'z' or >= 'A' and <= 'Z' => ScriptKind.Latin,
                >= 0x00C0 and <= 0x024F and not (0x00D7 or 0x00F7) or >= 0x0370 and <= 0x052F => ScriptKind.Latin,
                >= 0x3041 and <= 0x3096 or 0x309D or 0x309E => ScriptKind.Hiragana,
                >= 0x30A1 and <= 0x30FA or 0x30FC or 0x30FD or 0x30FE => ScriptKind.Katakana,
                >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or 0x3005 or 0x3007 => ScriptKind.Kanji,
                // The halves of rarer kanji (surrogates) and compatibility ideographs.
                >= 0xD800 and <= 0xDFFF or >= 0xF900 and <= 0xFAFF => ScriptKind.Kanji,
                _ => ScriptKind.None,
            };
        }

        return kinds;
    }
}
