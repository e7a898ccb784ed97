using System.Globalization;
using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>Reads numbers as customers write them: digits of any width, kanji up to ninety-nine, English words up to twelve.</summary>
public static partial class NumberReading
{
    private static readonly string[] Words =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];

    private const string Kanji = "〇一二三四五六七八九";

    private static readonly string[] JapaneseCounts = ["", "ひとつ", "ふたつ", "みっつ", "よっつ", "いつつ"];

    /// <summary>The first number in a text, or null.</summary>
    public static decimal? Find(string text)
    {
        var narrow = string.Concat(text.Select(character => character is >= '０' and <= '９' ? (char)(character - 0xFEE0) : character)).ToLowerInvariant();
        if (Digits().Match(narrow) is { Success: true } digits)
        {
            return decimal.TryParse(digits.Value.Replace(",", string.Empty, StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        if (Dozens(narrow) is { } dozens)
        {
            return dozens;
        }

        if (KanjiDigits().Match(narrow) is { Success: true } kanji)
        {
            return FromKanji(kanji.Value);
        }

        var count = Array.FindIndex(JapaneseCounts, 1, word => narrow.Contains(word, StringComparison.Ordinal));
        var word = Array.FindIndex(Words, name => Regex.IsMatch(narrow, $@"\b{name}\b", RegexOptions.NonBacktracking));
        return count > 0 ? count : word >= 0 ? word : null;
    }

    private static decimal? Dozens(string text) =>
        text.Contains("half a dozen", StringComparison.Ordinal) || text.Contains("半ダース", StringComparison.Ordinal) ? 6
        : text.Contains("dozen", StringComparison.Ordinal) || text.Contains("ダース", StringComparison.Ordinal) ? 12
        : text.Contains("couple of", StringComparison.Ordinal) ? 2
        : text.Contains("hundred", StringComparison.Ordinal) || text.Contains('百', StringComparison.Ordinal) ? 100
        : text.Split(' ').Select(Numerals.OfWord).FirstOrDefault(value => value > 12);

    /// <summary>A position in a list: "2", "２番", 「二つ目」, "the second one". Null where the text is more than that, or says how many.</summary>
    public static int? Position(string text)
    {
        if (Counted(text) is not null && !text.Contains('目', StringComparison.Ordinal))
        {
            return null;
        }

        var place = Place().Match(TextNormalisation.Normalise(text));
        var ordinal = place.Success ? Array.IndexOf(Ordinals, place.Groups["ordinal"].Value) : -1;
        return ordinal >= 0 ? ordinal + 1 : place.Success && Find(place.Groups["number"].Value) is { } number and >= 1 ? (int)number : null;
    }

    /// <summary>A number that stands alone between commas: "a loan laptop, one, to Osaka"; null where the text holds none or several.</summary>
    public static decimal? BetweenCommas(string text) => Alone().Matches(TextNormalisation.Normalise(text)) is [var only] ? Find(only.Groups["count"].Value) : null;

    /// <summary>A number that counts things, such as 「2台」 or "3 copies"; null where the text holds none or several.</summary>
    public static decimal? Counted(string text)
    {
        var narrow = string.Concat(text.Select(character => character is >= '０' and <= '９' ? (char)(character - 0xFEE0) : character)).ToLowerInvariant();
        return CountedForm().Matches(narrow) is [var only] ? Find(only.Groups["count"].Value) : null;
    }

    private static decimal FromKanji(string text)
    {
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
        {
            return Kanji.IndexOf(text[0], StringComparison.Ordinal);
        }

        var tens = ten == 0 ? 1 : Kanji.IndexOf(text[ten - 1], StringComparison.Ordinal);
        var units = ten + 1 < text.Length ? Kanji.IndexOf(text[ten + 1], StringComparison.Ordinal) : 0;
        return (tens * 10) + units;
    }

    // 「三日前から」 and "2 weeks" hold a number and are none.
    [GeneratedRegex(@"^(?:(?:はい|えっと|じゃあ|では|the|option|number|no\.?|choice|it's|i'll take|take|#)[、, ]*)*(?:(?<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?<number>[0-9]{1,2}|[一二三四五六七八九]|(?:ひと|ふた|みっ|よっ|いつ)つ(?=目|め)|one|two|three|four|five|six|seven|eight|nine)(?:st|nd|rd|th)?(?:番|[番つ個枚台本件]?[目め])?)(?:の(?:方|ほう|やつ|もの)?)?(?: (?:one|option|choice))?(?:です|でお願いします|でお願い|で|を|かな|,? please)?[ .!。)]*$", RegexOptions.None, 10_000)]
    private static partial Regex Place();

    // "4F" and 「4階」 name a place, not how many.
    [GeneratedRegex(@"(?<=[,、]\s*)(?<count>one|two|three|four|five|six|seven|eight|nine|ten|[1-9][0-9]?)(?=\s*(?:[,、.。]|$))", RegexOptions.None, 10_000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"(?<![a-z0-9])(?:-?[0-9]{1,3}(,[0-9]{3})+|-?[0-9]{1,15}(\.[0-9]{1,6})?)(?![0-9]|f\b|階)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Digits();

    [GeneratedRegex("[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex KanjiDigits();

    [GeneratedRegex(
        """
        (?<count>[0-9]{1,4}|[一二三四五六七八九十百]{1,3}|半?ダース|[ひふみよいむな]とつ|ふたつ|みっつ|よっつ|いつつ)(?:台|個|枚|本|冊|部(?!屋|署|門|長)|通|名(?!前)|人分|セット|つ(?![く目のい])|(?<=ダース|つ))
        |(?<![\w.-])(?<count>[0-9]{1,4})\s?x(?=\s)|\bqty\.?:?\s?(?<count>[0-9]{1,4})\b
        |\b(?<count>[0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|a\sdozen)\sof\s(?:them|these|those)\b
        |\b(?<count>[0-9]{1,4}|half\sa\sdozen|(?:a\s)?couple\sof|(?:a\s)?dozen|a\shundred|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty(?:-[a-z]+)?|thirty|forty|fifty)
            (?:\s(?:more|new|extra|additional|spare|of\sthe|of\sthem|network|power|external|wireless|second|desk|usb|usb-c|hdmi|lan|office|work|mobile|company|e-learning|big|large|small|other)){0,2}
            \s(?:copy|copies|pieces?|pcs|units?|sets?|licen[sc]es?|monitors?|screens?|displays?|mice|mouses?|mouse|keyboards?|keybords?|laptops?|notebooks?|computers?|pcs|headsets?|phones?|iphones?|ipads?|tablets?|docks?|docking|cables?|adapters?|adaptors?|chargers?|webcams?|cameras?|badges?|cards?|seats?|chairs?|desks?|accounts?|users?|people|persons?|sticks?|scanners?|printers?|hubs?|drives?|batteries|battery|in\stotal)\b
        """,
        RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CountedForm();
}
