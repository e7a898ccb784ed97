using NodaTime;
using ServiceBot.Messages;

namespace ServiceBot.Tickets;

/// <summary>The current row of a ticket; its history is the list of <see cref="TicketEvent"/>s.</summary>
public sealed record Ticket
{
    /// <summary>The number by which everybody knows it.</summary>
    public required TicketNumber Number { get; init; }

    /// <summary>Where it stands.</summary>
    public required TicketStatus Status { get; init; }

    /// <summary>How soon it is to be worked on, from the matrix of impact and urgency.</summary>
    public required Priority Priority { get; init; }

    /// <summary>How many people are hindered.</summary>
    public required Impact Impact { get; init; }

    /// <summary>How long it can wait.</summary>
    public required Urgency Urgency { get; init; }

    /// <summary>Routing category, one of the desk's categories.</summary>
    public required string Category { get; init; }

    /// <summary>The playbook that opened it, null where none did.</summary>
    public string? Playbook { get; init; }

    /// <summary>One line that names the matter, in the customer's words.</summary>
    public required string Subject { get; init; }

    /// <summary>The language in which the customer hears of it.</summary>
    public required Language Language { get; init; }

    /// <summary>Whose ticket it is.</summary>
    public required Person Customer { get; init; }

    /// <summary>The conversation it came from and in which updates are told; null for tickets from elsewhere.</summary>
    public ConversationId? Conversation { get; init; }

    /// <summary>The group of agents that has it.</summary>
    public required string Group { get; init; }

    /// <summary>The agent who has it, null while nobody has taken it.</summary>
    public string? Assignee { get; init; }

    /// <summary>Who decides on it while it waits for approval.</summary>
    public string? Approver { get; init; }

    /// <summary>When it was opened.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required Instant UpdatedAt { get; init; }

    /// <summary>When it was resolved; null while it is not.</summary>
    public Instant? ResolvedAt { get; init; }

    /// <summary>By when a human has to answer first; null where no service level applies.</summary>
    public Instant? DueResponseAt { get; init; }

    /// <summary>By when it has to be resolved; null where no service level applies.</summary>
    public Instant? DueResolutionAt { get; init; }

    /// <summary>When the customer was promised to hear next; null without a promise.</summary>
    public Instant? NextUpdateAt { get; init; }

    /// <summary>How it was solved, or why it was cancelled, in words for the customer.</summary>
    public string? Resolution { get; init; }

    /// <summary>What the customer answered, by slot; sensitive answers are masked.</summary>
    public required IReadOnlyDictionary<string, string> Slots { get; init; }

    /// <summary>Everything that was known when it was opened, so that nobody has to ask again.</summary>
    public required TicketContext Context { get; init; }

    /// <summary>Counts the changes from 1; what <c>ETag</c> and <c>If-Match</c> compare.</summary>
    public required long Version { get; init; }

    /// <summary>True where nobody works on it any more.</summary>
    public bool IsOver => this.Status is TicketStatus.Resolved or TicketStatus.Closed or TicketStatus.Cancelled;
}

/// <summary>Where a ticket stands.</summary>
public enum TicketStatus
{
    /// <summary>受付済み.</summary>
    New,

    /// <summary>担当割当済み.</summary>
    Assigned,

    /// <summary>対応中.</summary>
    InProgress,

    /// <summary>利用者確認待ち.</summary>
    PendingCustomer,

    /// <summary>ベンダー確認待ち.</summary>
    PendingVendor,

    /// <summary>承認待ち.</summary>
    PendingApproval,

    /// <summary>解決済み.</summary>
    Resolved,

    /// <summary>クローズ.</summary>
    Closed,

    /// <summary>取消.</summary>
    Cancelled,
}

/// <summary>How soon a ticket is to be worked on, <c>P1</c> first.</summary>
public enum Priority
{
    /// <summary>Everything else waits.</summary>
    P1,

    /// <summary>Today.</summary>
    P2,

    /// <summary>In order.</summary>
    P3,

    /// <summary>When there is time.</summary>
    P4,
}

/// <summary>How many people are hindered.</summary>
public enum Impact
{
    /// <summary>One person.</summary>
    OnePerson,

    /// <summary>A team.</summary>
    Team,

    /// <summary>A site.</summary>
    Site,

    /// <summary>Everyone.</summary>
    Everyone,
}

/// <summary>How long a matter can wait.</summary>
public enum Urgency
{
    /// <summary>Can wait.</summary>
    Low,

    /// <summary>The usual.</summary>
    Medium,

    /// <summary>Work is hindered much.</summary>
    High,

    /// <summary>Work stands still.</summary>
    Critical,
}
