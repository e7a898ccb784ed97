using System.Buffers;

namespace ServiceBot.Words;

/// <summary>Brings the many ways of typing one word to one spelling, for articles and for questions alike.</summary>
/// <remarks>
/// The process runs with invariant globalization, where <see cref="string.Normalize()"/> leaves text as it is;
/// what NFKC would do for the characters that people type at a desk is therefore done here by table.
/// </remarks>
public static class SearchText
{
    // U+FF61..U+FF9F in order.
    private const string HalfWidthKana =
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

    private const string Voiceable = "カキクケコサシスセソタチツテトハヒフヘホかきくけこさしすせそたちつてとはひふへほ";
    private const string Plosive = "ハヒフヘホはひふへほ";

    // U+00E0..U+00FF without their accents; the two signs among them stay.
    private const string LatinWithoutAccents = "aaaaaaaceeeeiiiidnooooo÷ouuuuyty";

    /// <summary>
    /// The text in lower case, in the usual width, with composed kana, plain Latin letters, and long vowels unified:
    /// every dash after katakana is <c>ー</c>, and a final one is dropped where three or more characters
    /// remain (サーバー and サーバ are one word, コピー stays).
    /// </summary>
    public static string Unify(string text)
    {
        var pooled = ArrayPool<char>.Shared.Rent(text.Length);
        var unified = new string(pooled.AsSpan(0, Unify(text, pooled)));
        ArrayPool<char>.Shared.Return(pooled);
        return unified;
    }

    /// <summary>Writes the unified text and returns its length, which is never more than that of the text.</summary>
    internal static int Unify(ReadOnlySpan<char> text, Span<char> unified)
    {
        var length = 0;
        foreach (var character in text)
        {
            Append(unified, ref length, character);
        }

        return DropFinalLongVowels(unified[..length]);
    }

    private static void Append(Span<char> unified, ref int length, char character)
    {
        var previous = length > 0 ? unified[length - 1] : ' ';
        switch (character)
        {
            // Most of a Japanese text stays as it is.
            case >= '\u3041' and <= '\u3096' or >= '\u30A1' and <= '\u9FFF':
                unified[length++] = character;
                break;
            case >= 'A' and <= 'Z':
                unified[length++] = (char)(character | 0x20);
                break;
            case >= '\uFF01' and <= '\uFF5E':
                Append(unified, ref length, (char)(character - 0xFEE0));
                break;
            case '\u3000' or '\u00A0':
                unified[length++] = ' ';
                break;
            case '゛' or 'ﾞ' or '\u3099' when Voiceable.Contains(previous):
                unified[length - 1] = (char)(previous + 1);
                break;
            case '゛' or 'ﾞ' or '\u3099' when previous is 'ウ':
                unified[length - 1] = 'ヴ';
                break;
            case '゜' or 'ﾟ' or '\u309A' when Plosive.Contains(previous):
                unified[length - 1] = (char)(previous + 2);
                break;
            case >= '\uFF61' and <= '\uFF9F':
                unified[length++] = HalfWidthKana[character - '\uFF61'];
                break;
            case '〜' or '~' or '−' or '‐' or '‑' or '–' or '—' or '―' or '─' or '-':
                unified[length++] = Script.IsKatakana(previous) ? 'ー' : '-';
                break;
            case '’' or '‘' or '＇':
                unified[length++] = '\'';
                break;
            case >= '①' and <= '⑨':
                unified[length++] = (char)('1' + character - '①');
                break;
            case >= '\u00C0' and <= '\u00DE':
                unified[length++] = LatinWithoutAccents[character - '\u00C0'];
                break;
            case >= '\u00E0' and <= '\u00FF':
                unified[length++] = LatinWithoutAccents[character - '\u00E0'];
                break;
            case < '\u0080':
                unified[length++] = character;
                break;
            default:
                unified[length++] = char.ToLowerInvariant(character);
                break;
        }
    }

    private static int DropFinalLongVowels(Span<char> unified)
    {
        var kept = 0;
        var run = 0;
        for (var i = 0; i < unified.Length; i++)
        {
            var character = unified[i];
            run = Script.IsKatakana(character) ? run + 1 : 0;
            var isFinal = i + 1 == unified.Length || !Script.IsKatakana(unified[i + 1]);
            if (character == 'ー' && isFinal && run > 3)
            {
                continue;
            }

            unified[kept++] = character;
        }

        return kept;
    }
}
