using System.Buffers;

namespace ServiceBot.Words;

/// <summary>
/// Takes the usual endings off English words, so that "connecting", "connected" and "connection" meet. A light relative of
/// Porter's algorithm (Program 14(3), 1980): steps 1a–1c and the commonest of steps 2–4.
/// </summary>
internal static class EnglishStem
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    // Longest first. The rest of a word must keep three letters and a vowel.
    private static readonly (string Ending, string Put)[] Derivations =
    [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("iveness", "ive"), ("ication", "y"), ("ation", "ate"),
        ("ement", ""), ("ments", ""), ("ment", ""), ("ness", ""), ("tion", "t"), ("sion", "s"), ("able", ""), ("ible", ""),
        ("ance", ""), ("ence", ""), ("ator", "ate"), ("ally", "al"), ("ful", ""), ("ive", ""), ("ity", ""), ("ize", ""),
        ("ise", ""), ("ate", ""), ("ly", ""),
    ];

    /// <summary>Writes the stem over the start of the word and returns its length.</summary>
    public static int Shorten(Span<char> word, int length)
    {
        if (length <= 3)
        {
            return length;
        }

        length = WithoutPlural(word, length);
        length = WithoutPast(word, length);
        foreach (var (ending, put) in Derivations)
        {
            var rest = length - ending.Length;
            if (rest >= 3 && word[..length].EndsWith(ending) && HasVowel(word[..rest]))
            {
                put.CopyTo(word[rest..]);
                length = rest + put.Length;
                break;
            }
        }

        if (length > 3 && word[length - 1] == 'e')
        {
            length--;
        }

        if (length > 2 && word[length - 1] == 'y')
        {
            word[length - 1] = 'i';
        }

        return length;
    }

    private static int WithoutPlural(Span<char> word, int length)
    {
        if (word[length - 1] != 's' || word[length - 2] is 's' or 'u')
        {
            return length;
        }

        if (word[..length].EndsWith("sses"))
        {
            return length - 2;
        }

        if (length > 4 && word[..length].EndsWith("ies"))
        {
            word[length - 3] = 'y';
            return length - 2;
        }

        return length - 1;
    }

    private static int WithoutPast(Span<char> word, int length)
    {
        var cut = word[..length].EndsWith("ing") ? 3 : word[..length].EndsWith("ed") && !word[..length].EndsWith("eed") ? 2 : 0;
        var rest = length - cut;
        if (cut == 0 || rest < 3 || !HasVowel(word[..rest]))
        {
            return length;
        }

        // "stopped" → "stop", but "install(ed)" and "access(ed)" keep their double letter.
        return word[rest - 1] == word[rest - 2] && word[rest - 1] is not ('l' or 's' or 'z' or 'e') ? rest - 1 : rest;
    }

    private static bool HasVowel(ReadOnlySpan<char> word) => word.ContainsAny(Vowels);
}
