using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>What an answer to a slot's question comes to.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>The answer, in the slot's own form; empty where the slot was left out.</summary>
    public sealed record Answer(string Value) : Reading;

    /// <summary>It looks like an answer but does not fit.</summary>
    public sealed record Unfit : Reading;

    /// <summary>It is no answer to this.</summary>
    public sealed record Nothing : Reading;
}

/// <summary>Reads answers, and finds them in sentences that say more.</summary>
public static partial class SlotReading
{
    private const int LongestAnswer = 2000;

    // Longer answers hold these words beside something worth keeping.
    private const int LongestLeavingOut = 40;

    private static readonly string[] LeaveOut =
    [
        "none", "no", "nothing", "nope", "n/a", "na", "-", "unknown", "no error", "nothing special", "nothing else", "nothing to add", "nothing more", "特になし", "特に無し", "なし", "無し", "ない", "無い", "ないです", "ありません",
        "特にない", "特にないです", "特にありません", "不明", "大丈夫", "大丈夫です", "なしで", "いいえ", "いえ", "いいえ、ありません", "いえ、特に", "結構です", "以上です", "以上", "that's all", "that's it", "it doesn't matter", "it does not matter", "doesn't matter", "don't care", "no date", "no deadline", "no particular date", "どちらでも", "どちらでもいいです", "いつでもよい", "特に決まっていません", "急ぎません", "急ぎではありません", "急ぎじゃないです", "急ぎではないです", "いつでも", "いつでもいいです", "いつでも大丈夫です", "no rush", "no hurry", "not urgent", "whenever", "any time", "anytime", "なしでお願いします",
    ];

    // Said of any question, and never an answer to it.
    private static readonly string[] Skip = ["skip", "skip it", "skip this", "skip that", "pass", "next", "スキップ", "飛ばして", "飛ばしてください", "省略", "パス"];

    private static readonly string[] NotKnown =
    [
        "don't know", "dont know", "do not know", "not sure", "no idea", "no clue", "can't remember", "cannot remember", "don't remember", "don't have it", "idk", "dunno",
        "わからない", "わかりません", "わかんない", "分からない", "分かりません", "分かんない", "知らない", "知りません", "覚えてない", "覚えていない", "覚えていません", "忘れました",
    ];

    /// <summary>Reads what was said right after the slot was asked for.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="text">What was said.</param>
    /// <param name="attachments">Files that came with it.</param>
    /// <param name="today">The customer's day, for dates.</param>
    public static Reading Asked(Slot slot, string text, IReadOnlyList<Attachment> attachments, LocalDate today)
    {
        var trimmed = WithoutRemark(text);
        if (attachments.Count > 0 && (slot.Type == SlotType.Attachment || slot.Type == SlotType.Text && trimmed.Length == 0))
        {
            // A photo says it as well as words.
            return new Reading.Answer(string.Join(", ", attachments.Select(file => file.Name)));
        }

        if (slot.IsOptional && LeavesOut(slot, trimmed))
        {
            return new Reading.Answer(string.Empty);
        }

        if (trimmed.Length is 0 or > LongestAnswer)
        {
            return trimmed.Length == 0 ? new Reading.Nothing() : new Reading.Unfit();
        }

        return slot.Type switch
        {
            SlotType.Text => new Reading.Answer(WithoutPoliteness(trimmed)),
            SlotType.Person => PersonReading.Find(trimmed) is { } person ? new Reading.Answer(person) : new Reading.Unfit(),
            SlotType.Choice when IsNotKnown(trimmed) => NotKnownChoice(slot.Choices, trimmed) is { } choice ? new Reading.Answer(choice) : new Reading.Unfit(),
            SlotType.Choice when ChoiceReading.Asked(slot.Choices, trimmed) is { } choice => new Reading.Answer(choice),
            SlotType.Number when NumberReading.Find(trimmed) is { } number => InRange(slot, number.ToString(CultureInfo.InvariantCulture), today),
            SlotType.Attachment => new Reading.Unfit(),
            SlotType.Date when DateReading.IsAtOnce(trimmed) => InRange(slot, LocalDatePattern.Iso.Format(today), today),
            _ => Found(slot, trimmed, today) ?? new Reading.Unfit(),
        };
    }

    /// <summary>Whether the words say that something was said already, and nothing else.</summary>
    public static bool IsOnlyRemark(string text) => WithoutRemark(text).Length == 0 && text.Trim().Length > 0;

    /// <summary>Whether the words pass over a question, whatever it is.</summary>
    public static bool Skips(string text) => Skip.Contains(Bare(text));

    /// <summary>Whether the words say that the answer is not known, and nothing else.</summary>
    public static bool IsNotKnown(string text) => Bare(text) is { Length: <= LongestLeavingOut } bare && NotKnown.Any(mark => bare.Contains(mark, StringComparison.Ordinal));

    /// <summary>Whether the words are one of the slot's own answers and nothing else: a choice by one of its names, or passing over what may be left out.</summary>
    public static bool IsExactly(Slot slot, string text) =>
        slot.IsOptional && (Skips(text) || LeaveOut.Contains(Bare(text))) || ChoiceReading.Named(slot.Choices, text) is not null;

    /// <summary>Finds an answer in words that were not said in answer to the slot; only forms that can't be mistaken count.</summary>
    /// <returns>The answer, or null where the words hold none.</returns>
    public static string? Spotted(Slot slot, string text, LocalDate today) => slot.Type switch
    {
        // A secret is only what was given as one.
        _ when slot.IsSensitive => null,
        SlotType.Choice => ChoiceReading.Spotted(slot.Choices, text),
        SlotType.Pattern or SlotType.Date => (Found(slot, text, today) as Reading.Answer)?.Value,
        SlotType.Number when (NumberReading.Counted(text) ?? NumberReading.BetweenCommas(text)) is { } number => (InRange(slot, number.ToString(CultureInfo.InvariantCulture), today) as Reading.Answer)?.Value,
        _ => null,
    };

    /// <summary>How an answer is shown to people: a choice by its label, a day with its weekday, a sensitive answer masked, one left out as a dash.</summary>
    public static string Shown(Slot slot, string value, Language language) =>
        value.Length == 0 ? "–"
        : slot.IsSensitive ? Secrets.Mask
        : slot.Type == SlotType.Date && LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var date } ? DateReading.Shown(date, language)
        : slot.Choices.FirstOrDefault(choice => choice.Value == value)?.Label.In(language) ?? value;

    // "Karen Holt, like I said" answers with Karen Holt.
    private static string WithoutRemark(string text) => RemarkAfter().Replace(RemarkBefore().Replace(text.Trim(), string.Empty), string.Empty).Trim();

    // 「Hanakoです」 names Hanako; what is more than a name or a term stays as it was written.
    private static string WithoutPoliteness(string text) => Politeness().Match(text) is { Success: true } match ? match.Groups["term"].Value : text;

    private static bool LeavesOut(Slot slot, string text)
    {
        var bare = Bare(text);
        return Skip.Contains(bare) || LeaveOut.Contains(bare) || Repair.IsPoliteNo(text)
            || IsNotKnown(text) && ChoiceReading.Named(slot.Choices, text) is null;
    }

    // "No idea" is no "no"; the one choice that stands for not knowing is meant, or one that is named beside it ("Outlook, not sure why").
    private static string? NotKnownChoice(IReadOnlyList<SlotChoice> choices, string text) =>
        ChoiceReading.Named(choices, text)
        ?? ChoiceReading.Spotted(choices, NotKnown.Aggregate(Bare(text), (rest, mark) => rest.Replace(mark, " ", StringComparison.Ordinal)))
        ?? (choices.Where(choice => choice.Names.Any(IsNotKnown)).Take(2).ToList() is [var only] ? only.Value : null);

    private static string Bare(string text) => TextNormalisation.Normalise(text).Trim(' ', '.', '!', '。', '、', ',', '！', '"', '“', '”', '「', '」');

    private static Reading? Found(Slot slot, string text, LocalDate today)
    {
        switch (slot.Type)
        {
            case SlotType.Pattern:
                var narrow = WithoutWidth(text);
                foreach (var match in slot.Pattern!.Matches(narrow).Where(match => StandsAlone(narrow, match.Index, match.Length)))
                {
                    return new Reading.Answer(AsMeant(slot.Pattern!, match.Value));
                }

                return null;
            case SlotType.Date:
                return DateReading.Find(text, today, isPast: slot.Max == "today") is { } date ? InRange(slot, LocalDatePattern.Iso.Format(date), today) : null;
            default:
                return null;
        }
    }

    // "a12345" means A12345 where the pattern asks for capitals; a path or a link stays as it was written.
    private static string AsMeant(Regex pattern, string written)
    {
        var exact = new Regex(pattern.ToString(), pattern.Options & ~RegexOptions.IgnoreCase, TimeSpan.FromSeconds(10));
        return !exact.IsMatch(written) && exact.IsMatch(written.ToUpperInvariant()) ? written.ToUpperInvariant() : written;
    }

    private static Reading InRange(Slot slot, string value, LocalDate today)
    {
        string? Bound(string? bound) => bound == "today" ? LocalDatePattern.Iso.Format(today) : bound;
        bool Holds(Comparison comparison, string? bound) =>
            Bound(bound) is not { } limit || new Condition(slot.Name, comparison, [limit]).Holds(new Dictionary<string, SlotValue> { [slot.Name] = new(value, SlotSource.Answer) });
        return Holds(Comparison.AtLeast, slot.Min) && Holds(Comparison.AtMost, slot.Max) ? new Reading.Answer(value) : new Reading.Unfit();
    }

    // Patterns are written in half-width; customers also type full-width.
    private static string WithoutWidth(string text) => string.Concat(text.Select(character => character is >= '！' and <= '～' ? (char)(character - 0xFEE0) : character));

    private static bool StandsAlone(string text, int start, int length) =>
        (start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1])) && (start + length == text.Length || !char.IsAsciiLetterOrDigit(text[start + length]));

    [GeneratedRegex(@"^(?:(?:no|yes|well|but|hey|so)[,. ]+)*(?:(?:like|as) i(?:'ve| have)? (?:already |just )?(?:said|told you|wrote|mentioned)|i(?:'ve| have)? (?:already |just )?(?:said|told you|wrote|mentioned)(?: (?:that|it|this|so))?)(?: already| before| above| earlier)?(?:[,.:!] *|$)|^(?:だから|ですから|(?:さっき|先ほど|最初に)(?:も|から)?(?:言|書|伝|申し上げ|お伝えし)(?:った|いた|いました|きました|いて|え|ました|た|てます)+(?:けど|が|とおり|通り|ように|よね)?)[、。! ]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex RemarkBefore();

    [GeneratedRegex(@"[,. ]+(?:(?:like|as) i(?:'ve| have)? (?:already )?(?:said|told you|wrote|mentioned)|i(?:'ve| have)? (?:already )?(?:said|told you|wrote)(?: that| it)?)(?: already| before| above| earlier)?[.! ]*$|(?:って|と)(?:さっき|先ほど|最初に|もう)?(?:言い|書き|伝え|言っ|書い)(?:ました|た|てます|てました)(?:よね|が|けど|のに|やん)?[。!？?]*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex RemarkAfter();

    [GeneratedRegex(@"^(?<term>[^\s、。]{0,40}[一-龯々ァ-ヶーA-Za-z0-9])(?:です|でした|になります|でお願いします)。?$", RegexOptions.None, 10_000)]
    private static partial Regex Politeness();
}
