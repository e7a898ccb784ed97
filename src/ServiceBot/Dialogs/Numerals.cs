using System.Text.RegularExpressions;

namespace ServiceBot.Dialogs;

/// <summary>Numbers written in kanji or in English words.</summary>
internal static partial class Numerals
{
    private const string Kanji = "一二三四五六七八九";

    private static readonly string[] English =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];

    private static readonly Dictionary<string, int> Tens = new(StringComparer.Ordinal) { ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["ninety"] = 90 };

    /// <summary>The text with kanji numbers up to 99 in digits: 三十分 becomes 30分, 二十五日 becomes 25日.</summary>
    public static string WithDigits(string text) => Number().Replace(text, match => $"{Value(match.Value)}");

    /// <summary>The value of an English number word, or null.</summary>
    public static int? OfWord(string word) =>
        Tens.TryGetValue(word, out var tens) ? tens
        : Array.IndexOf(English, word) is >= 0 and var value ? value
        : word.Split('-', ' ') is [var ten, var one] && Tens.TryGetValue(ten, out var many) && Array.IndexOf(English, one) is > 0 and < 10 and var few ? many + few
        : null;

    private static int Value(string kanji)
    {
        var ten = kanji.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
        {
            return kanji.Aggregate(0, (sum, digit) => (sum * 10) + Kanji.IndexOf(digit, StringComparison.Ordinal) + 1);
        }

        var tens = ten == 0 ? 1 : Kanji.IndexOf(kanji[ten - 1], StringComparison.Ordinal) + 1;
        return (tens * 10) + (ten + 1 < kanji.Length ? Kanji.IndexOf(kanji[ten + 1], StringComparison.Ordinal) + 1 : 0);
    }

    // Only before what is counted: 一部 and 三菱 are words.
    [GeneratedRegex("(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=時|分|秒|日|週|か月|ヶ月|カ月|月|年|台|個|本|枚|人|名|つ|部|冊|セット|年間)", RegexOptions.None, 10_000)]
    private static partial Regex Number();
}
