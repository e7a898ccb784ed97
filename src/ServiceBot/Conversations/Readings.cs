using System.Globalization;
using NodaTime;
using NodaTime.Text;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>What is read out of words besides their intent, in the form in which <c>readings.*.tsv</c> state it, to measure each reader.</summary>
/// <param name="recognizer">What understands sentences.</param>
/// <param name="now">The customer's day and time.</param>
public sealed class Readings(Recognizer recognizer, LocalDateTime now)
{
    private const string Nothing = "-";

    // An answer to how many is a number and little else.
    private const int LongestNumber = 12;

    /// <summary>The kinds of readings.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["date", "past_date", "time", "number", "duration", "person", "error_code", "asset", "ticket", "mood", "urgency", "matters", "verdict"];

    /// <summary>Whether what is read is what is expected.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="text">The words.</param>
    /// <param name="language">Their language.</param>
    /// <param name="expected">What is to be read; <c>-</c> for nothing.</param>
    public bool IsRight(string kind, string text, Language language, string expected) => kind == "duration"
        ? Equals(DurationReading.Find(text)?.Normalize(), expected == Nothing ? null : PeriodPattern.NormalizingIso.Parse(expected).Value.Normalize())
        : this.Read(kind, text, language) == expected;

    /// <summary>What is read.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public string Read(string kind, string text, Language language) => kind switch
    {
        "date" => Iso(DateReading.Find(text, now.Date)),
        "past_date" => Iso(DateReading.Find(text, now.Date, isPast: true)),
        "time" => Shown(TimeReading.Find(text, now)),
        "number" => (NumberReading.Counted(text) ?? (text.Length <= LongestNumber ? NumberReading.Find(text) : null))?.ToString(CultureInfo.InvariantCulture) ?? Nothing,
        "duration" => DurationReading.Find(text) is { } duration ? PeriodPattern.NormalizingIso.Format(duration) : Nothing,
        "person" => PersonReading.Spotted(text) ?? Nothing,
        "error_code" => CodeReading.ErrorIn(text) ?? Nothing,
        "asset" => CodeReading.AssetIn(text) ?? Nothing,
        "ticket" => TicketTalk.NumberIn(text)?.ToString() ?? Nothing,
        "mood" => MoodReading.Read(text).ToString().ToLowerInvariant(),
        "urgency" => UrgencyReading.Find(text)?.ToString().ToLowerInvariant() ?? Nothing,
        "matters" => Math.Max(1, Matters.Apart(Matters.In(recognizer, Sentences.Split(text), language)).Count).ToString(CultureInfo.InvariantCulture),
        "verdict" => VerdictOf(text, language),
        _ => throw new ArgumentException($"There is no reading '{kind}'; use one of {string.Join(", ", Kinds)}.", nameof(kind)),
    };

    private string VerdictOf(string text, Language language)
    {
        var heard = recognizer.Recognize(text, language);
        return VerdictReading.Of(text, heard, Repair.YesOrNo(text, heard)) switch { Verdict.Solved => "solved", Verdict.NotSolved => "not_solved", Verdict.Trying => "trying", _ => Nothing };
    }

    private static string Iso(LocalDate? day) => day is { } date ? LocalDatePattern.Iso.Format(date) : Nothing;

    private static string Shown(Moment? moment) =>
        moment is null ? Nothing
        : moment.Time is { } time ? (moment.Day + time).ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)
        : $"{LocalDatePattern.Iso.Format(moment.Day)} {moment.Part.ToString()!.ToLowerInvariant()}";
}
