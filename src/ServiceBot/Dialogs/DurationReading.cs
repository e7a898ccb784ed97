using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>Reads how long something lasts, in Japanese and English.</summary>
public static partial class DurationReading
{
    /// <summary>The stretch of time that a text names, or null. A point in time (三日後, "two days ago", "by 3 pm") is none.</summary>
    public static Period? Find(string text)
    {
        var words = Numerals.WithDigits(TextNormalisation.Normalise(text));
        if (Fraction().Match(words) is { Success: true } fraction)
        {
            return OfFraction(fraction.Value);
        }

        if (Counted().Match(words) is not { Success: true } match)
        {
            return null;
        }

        var count = match.Groups["count"].Value switch
        {
            "a" or "an" or "one" or "all" or "the whole" or "whole" => 1,
            "a couple of" or "couple of" => 2,
            var digits when double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
            var word => Numerals.OfWord(word) ?? 0,
        };
        return count == 0 ? null : Of(count + (match.Groups["half"].Success ? 0.5 : 0), match.Groups["unit"].Value);
    }

    private static Period OfFraction(string words) =>
        words is "半日" or "half a day" ? Period.FromHours(12)
        : words is "半年" ? Period.FromMonths(6)
        : words.EndsWith("fortnight", StringComparison.Ordinal) ? Period.FromWeeks(2)
        : words.Contains("and a half", StringComparison.Ordinal) ? Period.FromMinutes(90)
        : Period.FromMinutes(words.StartsWith("half", StringComparison.Ordinal) ? 30 : words.StartsWith("three", StringComparison.Ordinal) ? 45 : 15);

    private static Period Of(double count, string unit) => unit switch
    {
        "秒" or "second" or "sec" => Period.FromSeconds((long)count),
        "分" or "minute" or "min" => Period.FromSeconds((long)(count * 60)),
        "時間" or "hour" or "hr" or "h" => Period.FromMinutes((long)(count * 60)),
        "日" or "day" => Period.FromDays((int)count),
        "週" or "week" => Period.FromWeeks((int)count),
        "年" or "year" => Period.FromYears((int)count),
        _ => Period.FromMonths((int)count),
    };

    [GeneratedRegex(@"半日|半年|\bhalf an hour\b|\bhalf a day\b|\b(?:a )?quarter of an hour\b|\bthree quarters of an hour\b|\b(?:an|one) hour and a half\b|\b(?:a )?fortnight\b", RegexOptions.None, 10_000)]
    private static partial Regex Fraction();

    // A number of days needs to be a stretch of them: 3日 is a date, 3日間 and 丸3日 are not.
    [GeneratedRegex(
        """
        (?<![\d.:/])(?<count>\d{1,3}(?:\.\d)?)\s?(?<unit>秒|分|時間)(?<half>半)?(?!後|前|以内|ごろ|頃|おき|ごと)
        |(?:丸|まる)\s?(?<count>\d{1,3})(?<unit>日|週|か月|ヶ月)|(?<count>\d{1,3})(?<unit>日|週|か月|ヶ月|カ月|年)間?(?<=間|月|年)(?!目|度|末|来)(?!後|前|以内|ごと)|(?<count>\d{1,3})(?<unit>日)(?:ほど|くらい|ぐらい|中|も(?!$))
        |\b(?<count>\d{1,3}(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|forty-five|fifty|sixty|ninety|(?:a\s)?couple\sof|all|the\swhole|whole)\s?-?(?<unit>second|sec|minute|min|hour|hr|h|day|week|month|year)s?\b(?!\s(?:ago|before|later|from\snow|old|password|off))
        """,
        RegexOptions.IgnorePatternWhitespace,
        10_000)]
    private static partial Regex Counted();
}
