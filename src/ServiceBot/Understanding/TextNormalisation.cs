using System.Buffers;

namespace ServiceBot.Understanding;

/// <summary>Brings the many ways to type the same words into one form, before anything is compared.</summary>
public static class TextNormalisation
{
    // The longest expansion of one character is "viii".
    private const int LongestExpansion = 4;

    /// <summary>
    /// The text with half-width kana and full-width Latin made ordinary, in lower case, with one kind of
    /// dash, quote and long-vowel mark, runs of punctuation and white space shortened to one, and letters drawn
    /// out ("soooo") shortened to two. Text that is so already comes back itself.
    /// </summary>
    public static string Normalise(string text)
    {
        var buffer = ArrayPool<char>.Shared.Rent((text.Length * LongestExpansion) + 1);
        var length = 0;
        foreach (var character in text)
        {
            if (CompatibilityForms.Expansion(character) is { } expansion)
            {
                foreach (var part in expansion)
                {
                    length = Append(part, buffer, length);
                }
            }
            else
            {
                length = Append(CompatibilityForms.Ordinary(character), buffer, length);
            }
        }

        length -= length > 0 && buffer[length - 1] == ' ' ? 1 : 0;
        var result = text.AsSpan().SequenceEqual(buffer.AsSpan(0, length)) ? text : new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return result;
    }

    /// <summary>True for kana, kanji and the marks that only Japanese text holds.</summary>
    public static bool IsJapanese(char character) => IsKana(character) || IsKanji(character);

    internal static bool IsKana(char character) => character is >= '\u3041' and <= '\u30ff' or >= '\uff66' and <= '\uff9f';

    internal static bool IsKatakana(char character) => character is >= '\u30a1' and <= '\u30ff';

    internal static bool IsKanji(char character) =>
        character is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf' or '々' or '〆';

    private static int Append(char raw, char[] buffer, int length)
    {
        var previous = length > 0 ? buffer[length - 1] : '\0';
        if (raw is '゛' or '゜' && CompatibilityForms.Voiced(previous, raw) is not '\0' and var voiced)
        {
            buffer[length - 1] = voiced;
            return length;
        }

        var character = FoldOne(raw, previous);
        if (character != '\0' && !IsRepeated(character, buffer.AsSpan(0, length)))
        {
            buffer[length++] = character;
        }

        return length;
    }

    private static char FoldOne(char character, char previous) => character switch
    {
        >= 'a' and <= 'z' => character,
        _ when char.IsWhiteSpace(character) => previous is '\0' ? '\0' : ' ',
        '\u200b' or '\u200c' or '\u200d' or '\ufeff' or '\u00ad' or '\ufe0f' => '\0',
        '‘' or '’' or '`' or '´' => '\'',
        '“' or '”' or '„' or '«' or '»' => '"',
        '~' or '〜' or '～' => IsKana(previous) ? 'ー' : '~',
        '-' or '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or '─' or '━' => IsKana(previous) ? 'ー' : '-',
        _ when char.IsControl(character) || CompatibilityForms.IsCombining(character) => '\0',
        _ => char.ToLowerInvariant(character),
    };

    private static bool IsRepeated(char character, ReadOnlySpan<char> before)
    {
        if (before.Length == 0 || before[^1] != character)
        {
            return false;
        }

        return character is 'ー' or ' ' || !char.IsLetterOrDigit(character)
            || (before.Length > 1 && before[^2] == character && !char.IsDigit(character) && !IsKanji(character));
    }
}
