namespace ServiceBot.Tickets;

/// <summary>From which status a ticket may go to which: the one table of it.</summary>
public static class TicketLifecycle
{
    private static readonly TicketStatus[] Working =
        [TicketStatus.Assigned, TicketStatus.InProgress, TicketStatus.PendingCustomer, TicketStatus.PendingVendor, TicketStatus.PendingApproval, TicketStatus.Resolved, TicketStatus.Cancelled];

    private static readonly Dictionary<TicketStatus, TicketStatus[]> Next = new()
    {
        [TicketStatus.New] = Working,
        [TicketStatus.Assigned] = Working,
        [TicketStatus.InProgress] = Working,
        [TicketStatus.PendingCustomer] = Working,
        [TicketStatus.PendingVendor] = Working,
        [TicketStatus.PendingApproval] = Working,
        [TicketStatus.Resolved] = [TicketStatus.InProgress, TicketStatus.Closed],
        [TicketStatus.Closed] = [],
        [TicketStatus.Cancelled] = [],
    };

    /// <summary>The identifiers of the statuses, as data and the REST interface write them.</summary>
    public static IReadOnlyDictionary<string, TicketStatus> Names { get; } = new Dictionary<string, TicketStatus>
    {
        ["new"] = TicketStatus.New,
        ["assigned"] = TicketStatus.Assigned,
        ["in_progress"] = TicketStatus.InProgress,
        ["pending_customer"] = TicketStatus.PendingCustomer,
        ["pending_vendor"] = TicketStatus.PendingVendor,
        ["pending_approval"] = TicketStatus.PendingApproval,
        ["resolved"] = TicketStatus.Resolved,
        ["closed"] = TicketStatus.Closed,
        ["cancelled"] = TicketStatus.Cancelled,
    };

    /// <summary>The identifier of a status.</summary>
    public static string Name(this TicketStatus status) => Names.First(name => name.Value == status).Key;

    /// <summary>Where a ticket may go from here.</summary>
    public static IReadOnlyList<TicketStatus> After(TicketStatus status) => Next[status];

    /// <summary>Whether a ticket may go from one status to another.</summary>
    public static bool Allows(TicketStatus from, TicketStatus to) => from != to && Next[from].Contains(to);
}
