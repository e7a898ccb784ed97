using NodaTime;

namespace ServiceBot.Insights;

/// <summary>The desk's measures over a time: one definition each, the same wherever they are shown.</summary>
public static class Measures
{
    /// <summary>Within which time the same matter of the same customer is a repeat contact.</summary>
    public static Duration RepeatWithin { get; } = Duration.FromDays(7);

    /// <summary>Measures a time.</summary>
    /// <param name="from">The first instant that counts.</param>
    /// <param name="to">The first instant that doesn't.</param>
    /// <param name="contacts">All contacts from <see cref="RepeatWithin"/> before to as long after.</param>
    /// <param name="tickets">All tickets that were open or changed in the time.</param>
    /// <returns>Each measure by its identifier; what needs promises, ratings, hand-offs or costs that nobody recorded has no value.</returns>
    public static IReadOnlyDictionary<string, Measure> Of(Instant from, Instant to, IReadOnlyList<Contact> contacts, IReadOnlyList<TicketHistory> tickets)
    {
        bool IsIn(Instant at) => at >= from && at < to;
        var counted = contacts.Where(contact => IsIn(contact.At)).ToList();
        var matters = contacts.ToLookup(contact => (contact.Customer, contact.Intent));
        var resolved = tickets.Where(ticket => ticket.ResolvedAt is { } at && IsIn(at)).ToList();
        var opened = tickets.Where(ticket => IsIn(ticket.CreatedAt)).ToList();
        var response = opened.Where(ticket => ticket.DueResponseAt is { } due && due < to).ToList();
        var resolution = tickets.Where(ticket => ticket.DueResolutionAt is { } due && IsIn(due)).ToList();
        var green = resolved.Where(ticket => IsInsideTargets(ticket) == true).ToList();
        return new Dictionary<string, Measure>(StringComparer.Ordinal)
        {
            ["first_response_time"] = Measure.Mean([.. opened.Where(ticket => ticket.FirstReplyAt is not null).Select(ticket => ticket.FirstReplyAt!.Value - ticket.CreatedAt)]),
            ["resolution_time"] = Measure.Mean([.. resolved.Select(ticket => ticket.ResolvedAt!.Value - ticket.CreatedAt - ticket.WaitedForCustomer(ticket.ResolvedAt!.Value))]),
            ["first_contact_resolution"] = Measure.Share(counted.Count(contact => contact.Outcome is "solved" or "done" && !IsRepeated(contact)), counted.Count),
            ["deflection"] = Measure.Share(counted.Count(contact => contact.Outcome == "solved"), counted.Count),
            ["backlog"] = new Measure(tickets.Count(ticket => ticket.CreatedAt < to && !ticket.IsOver), "tickets", tickets.Count(ticket => ticket.CreatedAt < to && !ticket.IsOver)),
            ["service_level_attainment.response"] = Measure.Share(response.Count(ticket => ticket.FirstReplyAt <= ticket.DueResponseAt), response.Count),
            ["service_level_attainment.resolution"] = Measure.Share(resolution.Count(ticket => ticket.ResolvedAt <= ticket.DueResolutionAt), resolution.Count),
            ["promises_kept"] = Measure.Share(0, 0),
            ["customer_satisfaction"] = Measure.Share(0, 0),
            ["repeat_contacts"] = Measure.Share(counted.Count(IsRepeat), counted.Count),
            ["reopen_rate"] = Measure.Share(tickets.Count(ticket => ticket.ReopenedAt.Any(IsIn)), tickets.Count(ticket => ticket.ReopenedAt.Any(IsIn) || ticket.ResolvedAt is { } at && IsIn(at))),
            ["abandonment"] = Measure.Share(0, 0),
            ["cost_per_contact"] = new Measure(null, "money", 0),
            ["watermelon_index"] = Measure.Share(green.Count(ticket => ticket.ReopenedAt.Any()), green.Count),
        };

        bool IsRepeat(Contact contact) => matters[(contact.Customer, contact.Intent)].Any(earlier => earlier.At < contact.At && contact.At - earlier.At <= RepeatWithin);
        bool IsRepeated(Contact contact) => matters[(contact.Customer, contact.Intent)].Any(later => later.At > contact.At && later.At - contact.At <= RepeatWithin);
    }

    // Null where no target applied.
    private static bool? IsInsideTargets(TicketHistory ticket) => ticket is { DueResponseAt: null, DueResolutionAt: null }
        ? null
        : !(ticket.FirstReplyAt > ticket.DueResponseAt) && !(ticket.ResolvedAt > ticket.DueResolutionAt);
}
