using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>A part of a day, as people name it.</summary>
public enum PartOfDay
{
    /// <summary>朝、午前.</summary>
    Morning,

    /// <summary>午後.</summary>
    Afternoon,

    /// <summary>夕方、夜.</summary>
    Evening,
}

/// <summary>A day with a time, as exactly as it was said.</summary>
/// <param name="Day">The day.</param>
/// <param name="Time">The time of day; null where only a part of the day was said.</param>
/// <param name="Part">The part of the day; null where a time was said.</param>
public sealed record Moment(LocalDate Day, LocalTime? Time, PartOfDay? Part);

/// <summary>Reads times of day as customers write them, in Japanese and English.</summary>
public static partial class TimeReading
{
    // A desk's day: "at 3" is in the afternoon, "at 8" in the morning.
    private const int FirstWorkingHour = 7;

    /// <summary>The time that a text names, with its day; today where it names none. Null where it names no time.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="now">The customer's day and time.</param>
    public static Moment? Find(string text, LocalDateTime now)
    {
        var words = Numerals.WithDigits(TextNormalisation.Normalise(text));
        if (Later().Match(words) is { Success: true } later)
        {
            var count = later.Groups[1].Success ? Group(later, 1) : later.Groups[3].Value is "a" or "an" ? 1 : later.Groups[3].Value is "half an" ? 0 : Group(later, 3);
            var unit = later.Groups[2].Success ? later.Groups[2].Value : later.Groups[4].Value;
            var at = now + (count == 0 ? Period.FromMinutes(30) : unit is "分" or "minute" or "min" ? Period.FromMinutes(count) : Period.FromHours(count));
            return new Moment(at.Date, at.TimeOfDay, null);
        }

        var day = DateReading.Find(text, now.Date) ?? now.Date;
        return Exactly(words) is { } time ? new Moment(day, time, null)
            : PartOf(words) is { } part ? new Moment(day, null, part)
            : null;
    }

    private static LocalTime? Exactly(string words)
    {
        if (words.Contains("正午", StringComparison.Ordinal) || Noon().IsMatch(words))
        {
            return LocalTime.Noon;
        }

        if (Past().Match(words) is { Success: true } past)
        {
            var hour = HourOf(past.Groups[2].Value);
            return hour is null ? null : past.Groups[1].Value switch
            {
                "half past" => At(hour.Value, 30, past.Groups[3].Value, words),
                "quarter past" => At(hour.Value, 15, past.Groups[3].Value, words),
                _ => At(hour.Value - 1, 45, past.Groups[3].Value, words),
            };
        }

        foreach (var clock in new[] { Clock().Match(words), Hour().Match(words), Ji().Match(words) }.Where(match => match.Success))
        {
            var minute = clock.Groups["half"].Success ? 30 : clock.Groups["minute"].Success ? int.Parse(clock.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
            return At(int.Parse(clock.Groups["hour"].Value, CultureInfo.InvariantCulture), minute, clock.Groups["half_of_day"].Value, words);
        }

        return null;
    }

    private static LocalTime? At(int hour, int minute, string half, string words)
    {
        var isAfternoon = half is "午後" or "夕方" or "夜" or "晩" || half.StartsWith('p');
        var isMorning = half is "午前" or "朝" or "深夜" || half.StartsWith('a') || half.Length == 0 && words.Contains("morning", StringComparison.Ordinal);
        var isEvening = half.Length == 0 && (words.Contains("evening", StringComparison.Ordinal) || words.Contains("afternoon", StringComparison.Ordinal) || words.Contains("tonight", StringComparison.Ordinal));
        var shifted = hour < 12 && (isAfternoon || isEvening || half.Length == 0 && !isMorning && hour < FirstWorkingHour) ? hour + 12 : hour == 12 && isMorning ? 0 : hour;
        return shifted is >= 0 and < 24 && minute is >= 0 and < 60 ? new LocalTime(shifted, minute) : null;
    }

    private static PartOfDay? PartOf(string words) =>
        Evening().IsMatch(words) ? PartOfDay.Evening
        : Afternoon().IsMatch(words) ? PartOfDay.Afternoon
        : Morning().IsMatch(words) ? PartOfDay.Morning
        : null;

    private static int? HourOf(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) ? hour : Numerals.OfWord(word);

    private static int Group(Match match, int index) => int.TryParse(match.Groups[index].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : Numerals.OfWord(match.Groups[index].Value) ?? 0;

    [GeneratedRegex(@"(\d{1,3})(分|時間)後|\bin (?:about )?(\d{1,3}|an?|half an|two|three|four|five|ten|fifteen|twenty|thirty) (minute|min|hour)s?\b", RegexOptions.None, 10_000)]
    private static partial Regex Later();

    [GeneratedRegex(@"\bnoon\b|\bmidday\b", RegexOptions.None, 10_000)]
    private static partial Regex Noon();

    [GeneratedRegex(@"\b(half past|quarter past|quarter to) (\d{1,2}|[a-z]+)(?: ?(a\.?m|p\.?m))?", RegexOptions.None, 10_000)]
    private static partial Regex Past();

    [GeneratedRegex(@"(?<half_of_day>午前|午後|朝|夕方|夜|晩)?の?(?<![\d.:/])(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)(?![\d:])(?: ?(?<half_of_day>a\.?m|p\.?m)\b)?", RegexOptions.None, 10_000)]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<![\d.:/-])(?<hour>1[0-2]|0?[1-9])(?:[.h](?<minute>[0-5]\d))? ?(?:(?<half_of_day>a\.?m|p\.?m)\b|o'?clock)", RegexOptions.None, 10_000)]
    private static partial Regex Hour();

    [GeneratedRegex(@"(?<half_of_day>午前|午後|朝|夕方|夜|晩|深夜)?の?(?<!\d)(?<hour>[01]?\d|2[0-3])時(?!間|点|々|代)(?:(?<half>半)|(?<minute>[0-5]?\d)分)?", RegexOptions.None, 10_000)]
    private static partial Regex Ji();

    [GeneratedRegex(@"夕方|夕刻|今夜|今晩|(?<!今日から|徹|深)夜(?!間バッチ|勤)|晩(?!ご)|\b(?:evening|tonight)\b|\bend of (?:the )?(?:day|business)\b", RegexOptions.None, 10_000)]
    private static partial Regex Evening();

    [GeneratedRegex(@"午後|昼過ぎ|昼すぎ|昼から|\bafternoon\b|\bafter lunch\b", RegexOptions.None, 10_000)]
    private static partial Regex Afternoon();

    [GeneratedRegex(@"午前|朝(?:一|イチ|いち|の|から|早)|今朝|(?:毎|翌|明)朝|(?<=[日曜])朝|朝(?=です|で|に|$)|\bmorning\b|\bbefore lunch\b|\bfirst thing\b", RegexOptions.None, 10_000)]
    private static partial Regex Morning();
}
