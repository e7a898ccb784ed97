namespace ServiceBot.Messages;

/// <summary>One message of the bot.</summary>
/// <param name="Text">What is said, Markdown.</param>
/// <param name="Language">The language it is said in.</param>
/// <param name="Choices">Buttons below it, in order; empty for none.</param>
/// <param name="Trace">What a client or a check can follow without reading prose.</param>
public sealed record Reply(string Text, Language Language, IReadOnlyList<Choice> Choices, Trace Trace);

/// <summary>A button.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Value">What pressing it says.</param>
public sealed record Choice(string Title, string Value);

/// <summary>What a reply carries for clients and checks (<c>channelData.serviceBot</c>); absent members do not apply.</summary>
public sealed record Trace
{
    /// <summary>Number of the turn in its conversation, from 1.</summary>
    public long? Turn { get; init; }

    /// <summary>The understood intent.</summary>
    public string? Intent { get; init; }

    /// <summary>The understood category.</summary>
    public string? Category { get; init; }

    /// <summary>Confidence of the intent, 0..1.</summary>
    public double? Confidence { get; init; }

    /// <summary>The playbook that speaks.</summary>
    public string? Playbook { get; init; }

    /// <summary>The step of the playbook, or the kind of question that is open.</summary>
    public string? Step { get; init; }

    /// <summary>Ids of the articles that the reply is taken from.</summary>
    public IReadOnlyList<string>? Articles { get; init; }

    /// <summary>Number of the ticket that the reply is about.</summary>
    public string? Ticket { get; init; }

    /// <summary>Where the hand-off stands: <c>none</c>, <c>waiting</c>, <c>active</c> or <c>ended</c>.</summary>
    public string? Handoff { get; init; }

    /// <summary>Why the bot speaks of its own accord: <c>ticket_opened</c>, <c>status_changed</c>, <c>comment</c>, <c>promise</c>, <c>approval</c>, <c>satisfaction</c> or <c>broadcast</c>.</summary>
    public string? Proactive { get; init; }
}
