using System.Text.RegularExpressions;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>Something a playbook has to know.</summary>
public sealed record Slot
{
    /// <summary>The profile's fact that names the customer's manager.</summary>
    public const string Manager = "manager";

    /// <summary>Its name in the playbook.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of answer it takes.</summary>
    public required SlotType Type { get; init; }

    /// <summary>How it is named in summaries and tickets.</summary>
    public required LocalText Label { get; init; }

    /// <summary>The question.</summary>
    public required LocalTexts Ask { get; init; }

    /// <summary>Said when an answer doesn't fit; null for the usual sentence.</summary>
    public LocalText? Error { get; init; }

    /// <summary>The choices of a <see cref="SlotType.Choice"/>, in order.</summary>
    public IReadOnlyList<SlotChoice> Choices { get; init; } = [];

    /// <summary>The form of a <see cref="SlotType.Pattern"/>; runs without backtracking.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>Smallest number, or <c>today</c> or an ISO date; null for none.</summary>
    public string? Min { get; init; }

    /// <summary>Largest number, or <c>today</c> or an ISO date; null for none.</summary>
    public string? Max { get; init; }

    /// <summary>The profile's fact that answers it; null for none.</summary>
    public string? Profile { get; init; }

    /// <summary>Taken instead of asking, where nothing else was said; the summary shows it, and it is corrected like an answer. Null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it may be left out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether the customer's first words answer it.</summary>
    public bool IsOpening { get; init; }

    /// <summary>Whether its answer is masked wherever it is shown or stored for reading.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Whether side questions are taken while it is asked.</summary>
    public bool IsInterruptible { get; init; } = true;
}

/// <summary>What kind of answer a slot takes.</summary>
public enum SlotType
{
    /// <summary>Any words.</summary>
    Text,

    /// <summary>One of several.</summary>
    Choice,

    /// <summary>Something with a form, such as an employee number.</summary>
    Pattern,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A name or an e-mail address.</summary>
    Person,

    /// <summary>A file or a screenshot.</summary>
    Attachment,
}

/// <summary>One of the answers of a choice.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Label">What is shown.</param>
/// <param name="Synonyms">Other words for it, in any language.</param>
public sealed partial record SlotChoice(string Value, LocalText Label, IReadOnlyList<string> Synonyms)
{
    /// <summary>Everything it is called, normalised: each answer is compared with all of them.</summary>
    internal IReadOnlyList<string> Names { get; } =
        [.. Synonyms.Append(Label.Ja).Append(Label.En).Select(TextNormalisation.Normalise).Where(name => name.Length > 0).Distinct()];

    /// <summary>The parts of its label, normalised: "PC" and "Windows" of 「PC（Windows）」, "New" and "additional" of "New or additional".</summary>
    internal IReadOnlyList<string> LabelParts { get; } =
        [.. new[] { Label.Ja, Label.En }.SelectMany(label => Separator().Split(TextNormalisation.Normalise(label))).Select(part => part.Trim()).Where(part => part.Length >= 2).Distinct()];

    /// <summary>The words of its English label that may tell it from others.</summary>
    internal IReadOnlyList<string> LabelWords { get; } = [.. ChoiceReading.WordsIn(TextNormalisation.Normalise(Label.En)).Distinct()];

    [GeneratedRegex(@"[()（）・、,/／]|\bor\b|\band\b", RegexOptions.NonBacktracking)]
    private static partial Regex Separator();
}
