using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>Reads days as customers write them, in Japanese and English.</summary>
public static partial class DateReading
{
    private static readonly (string Word, int Days)[] Relative =
    [
        ("明々後日", 3), ("しあさって", 3), ("明後日", 2), ("あさって", 2), ("day after tomorrow", 2), ("明日", 1), ("あした", 1), ("あす", 1), ("tomorrow", 1), ("tommorow", 1), ("tommorrow", 1), ("tomorow", 1),
        ("本日", 0), ("今日", 0), ("きょう", 0), ("today", 0), ("day before yesterday", -2), ("一昨日", -2), ("おととい", -2), ("昨日", -1), ("きのう", -1), ("yesterday", -1), ("yesturday", -1),
    ];

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private const string Youbi = "月火水木金土日";

    /// <summary>The day that a text names, or null. A day without a year or a week is the next such day, or the last where the past is meant.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="today">The customer's day.</param>
    /// <param name="isPast">Whether a day that is over is asked for; "three days ago" is one only then, "since Monday" always.</param>
    public static LocalDate? Find(string text, LocalDate today, bool isPast = false)
    {
        var normalised = Numerals.WithDigits(TextNormalisation.Normalise(text));
        if (Moved().Match(normalised) is { Success: true } moved && Find(moved.Groups["from"].Value, today) is not null && Find(moved.Groups["to"].Value, today) is { } to)
        {
            return to;
        }

        var ago = isPast ? Ago(normalised, today) : null;
        isPast |= Since().IsMatch(normalised);
        if (Repeated().IsMatch(normalised) && Iso(normalised) is null && MonthAndDay(normalised, today) is null)
        {
            return null;
        }

        return Iso(normalised) ?? MonthAndDay(normalised, today) ?? ago ?? InSoMany(normalised, today) ?? OfMonth(normalised, today)
            ?? (NamedWeek().IsMatch(normalised) ? Weekday(normalised, today, isPast) : null) ?? Deadline(normalised, today)
            ?? Weekday(normalised, today, isPast) ?? Relatively(normalised, today) ?? DayOfMonth(normalised, today, isPast);
    }

    /// <summary>Whether a text asks for it as soon as can be; said to the question by when, that is today.</summary>
    public static bool IsAtOnce(string text) =>
        Any(TextNormalisation.Normalise(text), "至急", "なるべく早", "できるだけ早", "なるはや", "早めに", "今すぐ", "asap", "as soon as possible", "right away", "immediately", "at once");

    /// <summary>Whether a text says from when, and not until when: 「12/1から」, "starting Monday".</summary>
    public static bool IsOnlyBeginning(string text) => TextNormalisation.Normalise(text) is var words && Beginning().IsMatch(words) && !End().IsMatch(words);

    /// <summary>A day as people write it: 「11月30日（月）」, "Mon 30 Nov".</summary>
    public static string Shown(LocalDate day, Language language) => language == Language.Japanese
        ? $"{day.Month}月{day.Day}日（{Youbi[(int)day.DayOfWeek - 1]}）"
        : day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    private static LocalDate? Iso(string text) =>
        IsoForm().Match(text) is { Success: true } match ? Valid(Group(match, 1), Group(match, 2), Group(match, 3)) : null;

    private static LocalDate? MonthAndDay(string text, LocalDate today)
    {
        var numeric = MonthDayForm().Match(text);
        if (numeric.Success)
        {
            return Next(Group(numeric, 1), Group(numeric, 2), today);
        }

        var named = NamedMonthForm().Match(text);
        if (!named.Success)
        {
            return null;
        }

        var month = named.Groups[1].Success ? named.Groups[1].Value : named.Groups[4].Value;
        var day = named.Groups[2].Success ? Group(named, 2) : Group(named, 3);
        return Next(Array.IndexOf(Months, month[..3]) + 1, day, today);
    }

    private static LocalDate? InSoMany(string text, LocalDate today)
    {
        var match = InSoManyForm().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var count = match.Groups[1].Success ? Group(match, 1) : Count(match.Groups[3].Value);
        return Plus(today, count, match.Groups[2].Success ? match.Groups[2].Value : match.Groups[4].Value);
    }

    private static LocalDate? Ago(string text, LocalDate today)
    {
        var match = AgoForm().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var count = match.Groups[1].Success ? Group(match, 1) : Count(match.Groups[3].Value);
        return Plus(today, -count, match.Groups[2].Success ? match.Groups[2].Value : match.Groups[4].Value);
    }

    private static int Count(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : word is "a" or "an" ? 1
        : word is "a couple of" ? 2
        : Numerals.OfWord(word) ?? 0;

    private static LocalDate Plus(LocalDate day, int count, string unit) => unit switch
    {
        "日" or "day" => day.PlusDays(count),
        "か月" or "ヶ月" or "カ月" or "month" => day.PlusMonths(count),
        _ => day.PlusWeeks(count),
    };

    private static LocalDate? OfMonth(string text, LocalDate today)
    {
        var next = text.Contains("来月", StringComparison.Ordinal) || text.Contains("next month", StringComparison.Ordinal);
        var month = next ? today.PlusMonths(1) : today;
        if (text.Contains("月末", StringComparison.Ordinal) || text.Contains("end of the month", StringComparison.Ordinal) || text.Contains("end of next month", StringComparison.Ordinal))
        {
            return month.With(DateAdjusters.EndOfMonth);
        }

        var isFirst = next && (text.Contains("月初", StringComparison.Ordinal) || text.Contains("初め", StringComparison.Ordinal) || text.Contains("beginning of", StringComparison.Ordinal) || text.Contains("start of", StringComparison.Ordinal));
        return isFirst ? month.With(DateAdjusters.StartOfMonth)
            : next && DayOnly().Match(text) is { Success: true } day ? Valid(month.Year, month.Month, Group(day, 1))
            : null;
    }

    // A stretch of time as a deadline ends with its last working day.
    private static LocalDate? Deadline(string text, LocalDate today)
    {
        if (Any(text, "今週中", "今週いっぱい", "今週末まで", "end of the week", "end of this week", "this week"))
        {
            return Monday(today).PlusDays(4) is var friday && friday < today ? today : friday;
        }

        return Any(text, "来週中", "来週いっぱい", "end of next week") ? Monday(today).PlusDays(11)
            : Any(text, "年内", "年末", "end of the year", "end of year") ? new LocalDate(today.Year, 12, 31)
            : Any(text, "今月中", "今月いっぱい", "this month") ? today.With(DateAdjusters.EndOfMonth)
            : Any(text, "来月中", "来月いっぱい") ? today.PlusMonths(1).With(DateAdjusters.EndOfMonth)
            : MonthForm().Match(text) is { Success: true } month && Group(month, 1) is >= 1 and <= 12 ? Next(Group(month, 1), 1, today)?.With(DateAdjusters.EndOfMonth)
            : null;
    }

    // 「25日まで」: this month's, or the next one's where that is over.
    private static LocalDate? DayOfMonth(string text, LocalDate today, bool isPast) =>
        DayOnly().Match(text) is not { Success: true } match || !Valid(today.Year, today.Month, Group(match, 1)).HasValue ? null
        : isPast ? Valid(today.Year, today.Month, Group(match, 1)) is { } past && past <= today ? past : Valid(today.PlusMonths(-1).Year, today.PlusMonths(-1).Month, Group(match, 1))
        : Valid(today.Year, today.Month, Group(match, 1)) is { } date && date >= today ? date
        : Valid(today.PlusMonths(1).Year, today.PlusMonths(1).Month, Group(match, 1));

    private static bool Any(string text, params ReadOnlySpan<string> marks)
    {
        foreach (var mark in marks)
        {
            if (text.Contains(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static LocalDate? Weekday(string text, LocalDate today, bool isPast)
    {
        var japanese = MostTelling(YoubiForm().Matches(text));
        var english = MostTelling(WeekdayForm().Matches(text));
        if (japanese is null && english is null)
        {
            return Any(text, "来週", "next week") ? Monday(today).PlusWeeks(1) : Any(text, "先週", "last week") ? Monday(today).PlusWeeks(-1) : null;
        }

        var index = japanese is not null ? Youbi.IndexOf(japanese.Groups[2].Value[0], StringComparison.Ordinal) : Array.IndexOf(Weekdays, english!.Groups[2].Value is "wens" ? "wed" : english.Groups[2].Value[..3]);
        var which = japanese is not null ? japanese.Groups[1].Value : english!.Groups[3].Success ? "next" : english.Groups[1].Value;
        var thisWeek = Monday(today).PlusDays(index);
        return which switch
        {
            "来週" or "next" or "next week" => thisWeek.PlusWeeks(1),
            "再来週" => thisWeek.PlusWeeks(2),
            "今週" or "this" => thisWeek,
            "先々週" => thisWeek.PlusWeeks(-2),
            "先週" or "last" => thisWeek.PlusWeeks(-1),
            _ when isPast => thisWeek > today ? thisWeek.PlusWeeks(-1) : thisWeek,
            _ => thisWeek < today ? thisWeek.PlusWeeks(1) : thisWeek,
        };
    }

    // 「月曜は祝日なので来週火曜に」: the day whose week is named is the one that is meant.
    private static Match? MostTelling(MatchCollection days) => days.FirstOrDefault(day => day.Groups[1].Length > 0 || day.Groups[3].Success) ?? days.FirstOrDefault();

    private static LocalDate? Relatively(string text, LocalDate today)
    {
        foreach (var (word, days) in Relative)
        {
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return today.PlusDays(days);
            }
        }

        return null;
    }

    private static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    // Up to a quarter back counts as past ("since 10/3"), everything else as the next such day.
    private static LocalDate? Next(int month, int day, LocalDate today) =>
        Valid(today.Year, month, day) is not { } date ? null : date < today.PlusMonths(-3) ? Valid(today.Year + 1, month, day) : date;

    private static LocalDate? Valid(int year, int month, int day) =>
        year is >= 1900 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    private static int Group(Match match, int index) => int.Parse(match.Groups[index].Value, CultureInfo.InvariantCulture);

    // 「12月4日を11日に変更」 and "move it from Monday to Tuesday" wish for the second day.
    [GeneratedRegex(@"(?<from>.{1,30})(?:を|から)、?(?<to>.{1,30})(?:に|へ)(?:変更|変え|かえ|ずら|移|延期|延ば|前倒|振り替え|振替|お願い|して)|\b(?:change|move|reschedule|shift|postpone|push|bring|swap)\b.{0,60}\bfrom (?<from>.{1,40}) to (?<to>.{1,60})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Moved();

    [GeneratedRegex(@"から(?:です|でお願いします|に|。)*$|スタート|開始|^(?:from|starting|beginning|as of)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"まで|終了|\b(?:until|till|to|through)\b", RegexOptions.NonBacktracking)]
    private static partial Regex End();

    [GeneratedRegex(@"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})", RegexOptions.None, 10_000)]
    private static partial Regex IsoForm();

    [GeneratedRegex(@"(?<![\d.])(\d{1,2})(?:月|/)(\d{1,2})(?![\d/])日?(?! exactly)", RegexOptions.None, 10_000)]
    private static partial Regex MonthDayForm();

    [GeneratedRegex(@"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?\b|\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", RegexOptions.None, 10_000)]
    private static partial Regex NamedMonthForm();

    [GeneratedRegex(@"(\d{1,3}) ?(日|週間|か月|ヶ月|カ月)(?:後|以内)|\b(?:in|within) (?:about )?(\d{1,3}|an?|a couple of|one|two|three|four|five|six|seven|eight|ten) (day|week|month)s?\b|\b(\d{1,3}|an?|one|two|three) (day|week|month)s? from (?:today|now)\b", RegexOptions.None, 10_000)]
    private static partial Regex InSoManyForm();

    [GeneratedRegex(@"(\d{1,3}) ?(日|週間|か月|ヶ月|カ月)(?:ほど|くらい|ぐらい)?前|\b(\d{1,3}|a couple of|an?|one|two|three|four|five|six|seven|eight|ten) (day|week|month)s? ago\b", RegexOptions.None, 10_000)]
    private static partial Regex AgoForm();

    [GeneratedRegex(@"\bsince\b|\bwas (?:on |last )?(?:the )?(?:mon|tue|wed|thu|fri|sat|sun|\d)|以来", RegexOptions.None, 10_000)]
    private static partial Regex Since();

    [GeneratedRegex(@"(?<!\d)(\d{1,2})月(?:中|いっぱい|末)", RegexOptions.None, 10_000)]
    private static partial Regex MonthForm();

    [GeneratedRegex(@"(?<!\d)(\d{1,2})日(?!間|前|後|以内|目|分|ぶり)", RegexOptions.None, 10_000)]
    private static partial Regex DayOnly();

    [GeneratedRegex("(今週|再来週|来週|先々週|先週)?の?(?<!毎週)([月火水木金土日])曜(?!大工)", RegexOptions.None, 10_000)]
    private static partial Regex YoubiForm();

    [GeneratedRegex(@"\b(?:(next week|next|this|last|on|by) )?(mon|tue|wed|wens|wedns|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|nes|rs)?\b(?!\.[a-z])(?: (next week))?", RegexOptions.None, 10_000)]
    private static partial Regex WeekdayForm();

    [GeneratedRegex(@"(?:来週|再来週|先週|先々週)の?[月火水木金土日]曜|\bnext (?:mon|tue|wed|thu|fri|sat|sun)", RegexOptions.None, 10_000)]
    private static partial Regex NamedWeek();

    // What happens again and again happens on no day.
    [GeneratedRegex(@"毎週|毎月|毎日|\bevery (?:\w+ )?(?:mon|tue|wed|thu|fri|sat|sun|day|week|month)|\d日\d回", RegexOptions.None, 10_000)]
    private static partial Regex Repeated();
}
