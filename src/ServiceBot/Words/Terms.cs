namespace ServiceBot.Words;

/// <summary>What a search term is; it decides how much a match says.</summary>
internal enum TermKind : byte
{
    None,

    /// <summary>A stemmed word of Latin letters.</summary>
    Word,

    /// <summary>A run of digits.</summary>
    Number,

    /// <summary>A group of the desk's own <see cref="Synonyms"/>.</summary>
    Concept,

    /// <summary>A group of <see cref="EverydayWords"/>.</summary>
    Sense,

    Kanji,

    Katakana,

    /// <summary>Only ever a token: single hiragana say nothing, and are not indexed.</summary>
    Hiragana,

    /// <summary>Two kanji, or two katakana.</summary>
    Pair,

    /// <summary>Two hiragana: mostly endings and particles.</summary>
    HiraganaPair,

    /// <summary>Two characters of which the second is hiragana: a stem with its ending.</summary>
    PairWithEnding,

    /// <summary>Any other two characters of different scripts.</summary>
    MixedPair,
}

/// <summary>
/// The terms of a text. A term is a number, eight bits of kind and 48 bits of content, so that neither index nor query
/// ever holds a string: Japanese characters are in it as they are, words by a hash (a million words collide
/// with a chance of 0.002, harmlessly).
/// </summary>
internal static class Terms
{
    private const ulong ContentMask = (1UL << 48) - 1;

    public static TermKind KindOf(ulong term) => (TermKind)(term >> 56);

    public static ulong Concept(int group) => ((ulong)TermKind.Concept << 56) | (uint)group;

    public static ulong Sense(int group) => ((ulong)TermKind.Sense << 56) | (uint)group;

    public static ulong Single(char character, ScriptKind script)
    {
        var kind = script switch
        {
            ScriptKind.Kanji => TermKind.Kanji,
            ScriptKind.Katakana => TermKind.Katakana,
            _ => TermKind.Hiragana,
        };
        return ((ulong)kind << 56) | character;
    }

    public static ulong Word(ReadOnlySpan<char> word, TermKind kind)
    {
        // FNV-1a: the words are short, and the number must be the same in every process.
        var hash = 14695981039346656037UL;
        foreach (var character in word)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return ((ulong)kind << 56) | ((hash ^ (hash >> 48)) & ContentMask);
    }

    /// <summary>True for a term that stands for a matter: a word, or two characters of one that is written in kanji or katakana.</summary>
    public static bool IsContent(ulong term) => KindOf(term) is TermKind.Word or TermKind.Pair;

    /// <summary>True where the term consists of some of the tokens.</summary>
    public static bool IsMadeOf(ulong term, HashSet<ulong> tokens)
    {
        if (KindOf(term) != TermKind.Pair)
        {
            return tokens.Contains(term);
        }

        var (first, second) = ((char)(term >> 16), (char)term);
        return tokens.Contains(Single(first, Script.Of(first))) && tokens.Contains(Single(second, Script.Of(second)));
    }

    /// <summary>Appends the terms of the tokens: words, numbers, single kanji and katakana, and every pair of neighbours.</summary>
    public static void Read(List<Token> tokens, List<ulong> terms)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Character == 0)
            {
                if (!token.IsFunctionWord)
                {
                    terms.Add(token.Key);
                }

                continue;
            }

            if (token.Script != ScriptKind.Hiragana)
            {
                terms.Add(token.Key);
            }

            if (i + 1 < tokens.Count && tokens[i + 1] is { IsJoined: true, Character: not '\0' } next)
            {
                terms.Add(((ulong)PairKind(token.Script, next.Script) << 56) | ((ulong)token.Character << 16) | next.Character);
            }
        }
    }

    private static TermKind PairKind(ScriptKind first, ScriptKind second) => (first, second) switch
    {
        (ScriptKind.Hiragana, ScriptKind.Hiragana) => TermKind.HiraganaPair,
        (_, ScriptKind.Hiragana) => TermKind.PairWithEnding,
        _ when first == second => TermKind.Pair,
        _ => TermKind.MixedPair,
    };
}
