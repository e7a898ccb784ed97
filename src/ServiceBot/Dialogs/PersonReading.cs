using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>Reads whom an answer names: the address where there is one, else the name without the words around it.</summary>
public static partial class PersonReading
{
    // Longer answers, and those with figures, are about something else, though they may hold a name.
    private const int LongestName = 40;
    private const int MostBlanks = 5;

    private static readonly string[] Nobody =
    [
        "わから", "わかり", "分から", "分かり", "わかん", "分かん", "知らな", "知りま", "不明", "誰でも", "だれでも", "いません", "don't know", "dont know", "not sure", "no idea", "unknown", "nobody", "no one", "skip",
    ];

    /// <summary>The e-mail address or the name, or null where the words name nobody.</summary>
    public static string? Find(string text)
    {
        if (Email().Match(text) is { Success: true } address)
        {
            return address.Value;
        }

        var normalised = TextNormalisation.Normalise(text);
        if (Repair.IsYesOrNo(text) || Array.Exists(Nobody, mark => normalised.Contains(mark, StringComparison.Ordinal)))
        {
            return null;
        }

        var name = Particle().Replace(After().Replace(Before().Replace(text.Trim(), string.Empty), string.Empty).Trim(), string.Empty);
        return name.Length == 0 ? null : name.Length > LongestName || name.Any(char.IsDigit) || name.Count(character => character == ' ') > MostBlanks ? Spotted(text) : name;
    }

    /// <summary>The one who is named somewhere in a sentence: an address, or a name by its title, its capitals or its honorific; null where nobody is.</summary>
    public static string? Spotted(string text)
    {
        if (Email().Match(text) is { Success: true } address)
        {
            return address.Value;
        }

        foreach (var form in new[] { Titled().Match(text), Honoured().Match(text), Introduced().Match(text), Capitals().Match(text) })
        {
            if (form.Success && !NoNames.Contains(form.Groups[1].Value.Split(' ')[0]))
            {
                return form.Groups[1].Value.Trim();
            }
        }

        return null;
    }

    /// <summary>Whom a sentence names as the customer's manager or approver ("my manager is Anna Kovacs", 「承認は田中部長で」), and the sentence without it; null where it names nobody.</summary>
    public static (string Name, string Remainder)? ManagerIn(string text)
    {
        foreach (Match clause in Manager().Matches(text))
        {
            var who = clause.Groups["who"].Value;
            if ((clause.Groups["first"].Success || Spotted(who) is not null || Plain().IsMatch(who)) && Find(who) is { } name && !State().IsMatch(name))
            {
                return (name, text.Remove(clause.Index, clause.Length).Trim(' ', '　', '、', ',', '。'));
            }
        }

        return null;
    }

    private static readonly HashSet<string> NoNames =
    [
        "お客", "お疲れ", "皆", "みな", "業者", "担当", "担当者", "お世話", "御社", "ご苦労", "お互い", "課", "部", "他", "客", "母", "父", "お子", "奥", "お医者", "総務", "人事", "経理", "情シス", "営業", "開発", "法務", "広報", "新人", "派遣", "清掃", "警備", "受付", "社長", "部長", "課長", "係長", "主任",
        "Microsoft", "Office", "Windows", "Google", "Adobe", "Teams", "Outlook", "Excel", "Word", "Zoom", "Jabra", "Dell", "Lenovo", "Surface", "Power", "Visual", "Active", "Human", "Customer", "Service", "Help", "New", "The", "My", "Our", "Your", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Please", "Hello", "Dear", "Good", "Thank", "Thanks", "Best", "Kind", "Can", "Could", "I", "It", "We", "He", "She", "This", "That", "There", "In", "On", "At", "For", "When", "North", "South", "West", "East",
    ];

    [GeneratedRegex(@"(?:(?<=^|[、,。;.] ?)(?:and |but )?(?:my |our |the )?(?:\w+ )?(?:boss|manager|supervisor|team lead|approver)(?: is| will be| would be|:|'s) |(?:my |our )(?:boss|manager|supervisor|team lead|approver),? (?<first>)(?=(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:already|has|said|says|approved|agreed|agrees|okayed|knows|gave|confirmed)\b)|(?<=^|[、,。 ])(?:(?:私|わたし|うち)の)?(?:承認者?|承認する人|上司|上長)(?:は|：|:)、?)(?<who>[^、,。;]{2,60}?)(?:[、,。;]| and | (?:already|has|said|says|approved|agreed|agrees|okayed|knows|gave|confirmed)\b.*|$)", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Manager();

    [GeneratedRegex("^[一-龯々]{2,4}(?:です|になります|でお願いします|で)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    // 「上長は出張中です」 names nobody.
    [GeneratedRegex("(?:(?:出張|会議|休暇|外出|確認|対応|休職|休業|申請|面談|審査|海外)中|済み?|不在|不要|必要|未定|同じ|本人)$", RegexOptions.NonBacktracking)]
    private static partial Regex State();

    [GeneratedRegex(@"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? ([A-ZÀ-Ý][\p{L}'’-]+(?: [A-ZÀ-Ý][\p{L}'’-]+)?)", RegexOptions.None, 10_000)]
    private static partial Regex Titled();

    [GeneratedRegex(@"([一-龯々]{1,4}[ 　]?[一-龯々]{0,3}|[ァ-ヴー]+(?:・[ァ-ヴー]+)*|[A-Z][a-z]+(?: [A-Z][a-z]+)?|[ぁ-ん]{2,5})(?:さん|様|くん|君|氏|先生|部長|課長|係長|主任|社長|マネージャー|リーダー)", RegexOptions.None, 10_000)]
    private static partial Regex Honoured();

    [GeneratedRegex(@"^([一-龯々]{2,4}[ 　]?[一-龯々]{0,3}|[ァ-ヴー]{2,}(?:・[ァ-ヴー]+)*)(?:です|と申します|でお願いします)", RegexOptions.None, 10_000)]
    private static partial Regex Introduced();

    [GeneratedRegex(@"(?<![A-Za-z.])([A-ZÀ-Ý][a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)? (?:van |de |von |da |el |bin )?[A-ZÀ-Ý][\p{L}'’-]+)", RegexOptions.None, 10_000)]
    private static partial Regex Capitals();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(
        """
        ^(?:(?:
            it'?s|that'?s|that\swould\sbe|it\swould\sbe|(?:please\s)?ask|i\sreport\sto|(?:yes|sure|ok|okay|well),
            |(?:my|the|our|his|her)\s(?:\w+\s)?(?:name|boss|manager|supervisor|lead|leader|approver|head|director)(?:\sis|\swill\sbe|\swould\sbe|'s|:)|approver(?:\sis|:)
            |はい、|えっと、?|(?:(?:私|わたし|僕|うち)の)?(?:承認者?|上司|上長|課長|部長|マネージャー|リーダー|責任者|お?名前|氏名)(?:は|：|:)、?|課長の|部長の
        )\s*)+
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Before();

    [GeneratedRegex(
        """
        (?:
            (?:さん|様|さま)?(?:[にで]お願い(?:します|いたします|致します|できますか)|になります|だと思います|です|でした)|(?:さん|様|さま)で?|[。.!！]
            |,?\s(?:please|i\sthink|thanks|thank\syou)|,?\s(?:(?:is|will\sbe)\s)?(?:my|the|our)\s(?:\w+\s)?(?:boss|manager|supervisor|lead|leader|approver|head|director)
        )+$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex After();

    // 「田中部長で」, but not 「ひで」.
    [GeneratedRegex("(?<=[一-龯々ァ-ヶーA-Za-z])で$", RegexOptions.None, 10_000)]
    private static partial Regex Particle();
}
