using System.Globalization;
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
public static class SlotReading
{
    private const int LongestAnswer = 2000;

    private static readonly string[] LeaveOut =
    [
        "skip", "none", "no", "nothing", "nope", "n/a", "not sure", "i don't know", "dont know", "don't know", "unknown", "特になし", "なし", "ない", "ないです", "ありません",
        "特にない", "特にないです", "特にありません", "スキップ", "不明", "わからない", "わかりません", "分からない", "分かりません", "飛ばして", "省略",
    ];

    /// <summary>Reads what was said right after the slot was asked for.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="text">What was said.</param>
    /// <param name="attachments">Files that came with it.</param>
    /// <param name="today">The customer's day, for dates.</param>
    public static Reading Asked(Slot slot, string text, IReadOnlyList<Attachment> attachments, LocalDate today)
    {
        var trimmed = text.Trim();
        if (slot.Type == SlotType.Attachment && attachments.Count > 0)
        {
            return new Reading.Answer(string.Join(", ", attachments.Select(file => file.Name)));
        }

        if (slot.IsOptional && LeaveOut.Contains(TextNormalisation.Normalise(trimmed).TrimEnd('.', '!', '。')))
        {
            return new Reading.Answer(string.Empty);
        }

        if (trimmed.Length is 0 or > LongestAnswer)
        {
            return trimmed.Length == 0 ? new Reading.Nothing() : new Reading.Unfit();
        }

        return slot.Type switch
        {
            SlotType.Text or SlotType.Person => new Reading.Answer(trimmed),
            SlotType.Choice when ChoiceReading.Asked(slot.Choices, trimmed) is { } choice => new Reading.Answer(choice),
            SlotType.Number when NumberReading.Find(trimmed) is { } number => InRange(slot, number.ToString(CultureInfo.InvariantCulture), today),
            SlotType.Attachment => new Reading.Unfit(),
            _ => Found(slot, trimmed, today) ?? new Reading.Unfit(),
        };
    }

    /// <summary>Finds an answer in words that were not said in answer to the slot; only forms that can't be mistaken count.</summary>
    /// <returns>The answer, or null where the words hold none.</returns>
    public static string? Spotted(Slot slot, string text, LocalDate today) => slot.Type switch
    {
        // A secret is only what was given as one.
        _ when slot.IsSensitive => null,
        SlotType.Choice => ChoiceReading.Spotted(slot.Choices, text),
        SlotType.Pattern or SlotType.Date => (Found(slot, text, today) as Reading.Answer)?.Value,
        _ => null,
    };

    /// <summary>How an answer is shown to people: a choice by its label, a sensitive answer masked, one left out as a dash.</summary>
    public static string Shown(Slot slot, string value, Language language) =>
        value.Length == 0 ? "–"
        : slot.IsSensitive ? "＊＊＊＊"
        : slot.Choices.FirstOrDefault(choice => choice.Value == value)?.Label.In(language) ?? value;

    private static Reading? Found(Slot slot, string text, LocalDate today)
    {
        switch (slot.Type)
        {
            case SlotType.Pattern:
                var narrow = WithoutWidth(text);
                foreach (var match in slot.Pattern!.Matches(narrow).Where(match => StandsAlone(narrow, match.Index, match.Length)))
                {
                    return new Reading.Answer(match.Value.ToUpperInvariant());
                }

                return null;
            case SlotType.Date:
                return DateReading.Find(text, today) is { } date ? InRange(slot, LocalDatePattern.Iso.Format(date), today) : null;
            default:
                return null;
        }
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
}
