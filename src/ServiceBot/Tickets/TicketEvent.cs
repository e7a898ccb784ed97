using System.Text.Json.Serialization;
using NodaTime;
using ServiceBot.Storage;

namespace ServiceBot.Tickets;

/// <summary>What happened to a ticket: who, when, what. Never changed, only added to.</summary>
/// <param name="At">When it happened.</param>
/// <param name="By">Who did it: a person's id, <c>agent:NAME</c>, <c>bot</c> or <c>api</c>.</param>
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(StatusChanged), "status_changed")]
[JsonDerivedType(typeof(Commented), "commented")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(Reprioritised), "reprioritised")]
[JsonDerivedType(typeof(Reclassified), "reclassified")]
[JsonDerivedType(typeof(ApprovalDecided), "approval_decided")]
public abstract record TicketEvent(Instant At, string By);

/// <summary>The ticket was opened.</summary>
public sealed record Opened(Instant At, string By, string Reason) : TicketEvent(At, By);

/// <summary>It went to another status.</summary>
public sealed record StatusChanged(Instant At, string By, TicketStatus From, TicketStatus To, string? Why) : TicketEvent(At, By)
{
    /// <summary>The article that solved it, where an agent named one.</summary>
    public string? Article { get; init; }
}

/// <summary>Somebody wrote something.</summary>
public sealed record Commented(Instant At, string By, string Text, Visibility Visibility, IReadOnlyList<string> Attachments) : TicketEvent(At, By);

/// <summary>It went to another group or agent.</summary>
public sealed record Assigned(Instant At, string By, string Group, string? Assignee) : TicketEvent(At, By);

/// <summary>Impact or urgency, and with them the priority, changed.</summary>
public sealed record Reprioritised(Instant At, string By, Impact Impact, Urgency Urgency, Priority Priority, string? Why) : TicketEvent(At, By);

/// <summary>Category or subject were put right.</summary>
public sealed record Reclassified(Instant At, string By, string Category, string Subject) : TicketEvent(At, By);

/// <summary>The approver decided.</summary>
public sealed record ApprovalDecided(Instant At, string By, bool IsApproved, string? Why) : TicketEvent(At, By);

/// <summary>Who may read a comment.</summary>
public enum Visibility
{
    /// <summary>The customer too.</summary>
    Public,

    /// <summary>Agents only.</summary>
    Internal,
}

/// <summary>A new ticket with the first line of its history.</summary>
public sealed record TicketOpened(Ticket Ticket, Opened Event) : Change;

/// <summary>A ticket's next row with what happened; refused as stale unless the stored version is one less than the ticket's.</summary>
public sealed record TicketChanged(Ticket Ticket, IReadOnlyList<TicketEvent> Events) : Change;
