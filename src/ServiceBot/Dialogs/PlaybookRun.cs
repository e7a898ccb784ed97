using NodaTime;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>
/// How far a playbook has come with one customer: facts only. What comes next is derived from them, so a correction, a step back
/// or a changed playbook file needs no special care.
/// </summary>
public sealed record PlaybookRun
{
    /// <summary>The name by which conditions ask for the category; no slot may have it.</summary>
    public const string CategoryFact = "category";

    /// <summary>The playbook's id.</summary>
    public required string Playbook { get; init; }

    /// <summary>The words with which the customer began.</summary>
    public required string Opening { get; init; }

    /// <summary>How they were understood, null where the playbook was chosen from a list.</summary>
    public Recognition? Understanding { get; init; }

    /// <summary>The routing category, the playbook's own or, for a general playbook, the understood one.</summary>
    public required string Category { get; init; }

    /// <summary>When it began.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>What is known, by slot.</summary>
    public IReadOnlyDictionary<string, SlotValue> Slots { get; init; } = new Dictionary<string, SlotValue>();

    /// <summary>What conditions look at: the slots, and the category under its own name.</summary>
    public IReadOnlyDictionary<string, SlotValue> Facts => new Dictionary<string, SlotValue>(this.Slots) { [CategoryFact] = new SlotValue(this.Category, SlotSource.Utterance) };

    /// <summary>Slots in the order in which the customer answered them in this run; the last is what a step back takes away.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    /// <summary>Ids of the steps that are done.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>What was tried, for the human who may have to go on.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>How often in a row the open question was not answered.</summary>
    public int Misses { get; init; }

    /// <summary>The action or approval that it waits for; null while it waits for nothing but the customer.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>The ticket that it opened.</summary>
    public string? Ticket { get; init; }

    /// <summary>True where an action failed and a human has the ticket: what is still unknown is asked, nothing else is done.</summary>
    public bool IsTakenOver { get; init; }
}

/// <summary>What is known for a slot.</summary>
/// <param name="Value">A choice's value, an ISO date, a number, or the customer's words.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record SlotValue(string Value, SlotSource Source);

/// <summary>Where a slot's value comes from.</summary>
public enum SlotSource
{
    /// <summary>Answered when asked, or corrected.</summary>
    Answer,

    /// <summary>Said before it was asked.</summary>
    Utterance,

    /// <summary>Known from the profile.</summary>
    Profile,

    /// <summary>Came back from an action.</summary>
    Action,

    /// <summary>Taken because nothing else was said.</summary>
    Default,
}

/// <summary>Something that was tried.</summary>
/// <param name="Step">What, in the customer's language.</param>
/// <param name="Outcome">What came out.</param>
public sealed record Attempt(string Step, string Outcome)
{
    /// <summary>The outcome of what was not tried but told beside the answers, in the customer's words.</summary>
    public const string Said = "said";
}
