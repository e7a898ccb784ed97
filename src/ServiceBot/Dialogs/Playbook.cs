using ServiceBot.Messages;

namespace ServiceBot.Dialogs;

/// <summary>How one service is handled, as written in <c>dialogs/playbooks/ID.yaml</c>.</summary>
public sealed record Playbook
{
    /// <summary>The intent, equal to the file's name.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of ticket it opens.</summary>
    public required PlaybookKind Kind { get; init; }

    /// <summary>Routing category; null for the general playbooks, which take the understood one.</summary>
    public string? Category { get; init; }

    /// <summary>How it is offered and named.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Who gets its tickets; null for the group of the category.</summary>
    public string? Group { get; init; }

    /// <summary>Impact of its tickets, an identifier such as <c>one_person</c>; null for the usual.</summary>
    public string? Impact { get; init; }

    /// <summary>Urgency of its tickets, an identifier such as <c>medium</c>; null for the usual.</summary>
    public string? Urgency { get; init; }

    /// <summary>Template of the ticket's subject; null for the customer's words.</summary>
    public LocalText? Subject { get; init; }

    /// <summary>So many answers in a row that don't fit, then a human is offered.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Whether side questions are taken while it runs.</summary>
    public bool IsInterruptible { get; init; } = true;

    /// <summary>What customers say to start it.</summary>
    public required IReadOnlyDictionary<Language, IReadOnlyList<string>> Examples { get; init; }

    /// <summary>What has to be known, by name, in the order of the file.</summary>
    public required IReadOnlyDictionary<string, Slot> Slots { get; init; }

    /// <summary>What is done, in order.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }
}

/// <summary>What kind of ticket a playbook opens.</summary>
public enum PlaybookKind
{
    /// <summary>Something is broken.</summary>
    Incident,

    /// <summary>Something is wanted.</summary>
    Request,

    /// <summary>Information is wanted.</summary>
    Question,
}
