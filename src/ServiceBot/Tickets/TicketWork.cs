using NodaTime;

namespace ServiceBot.Tickets;

/// <summary>What a wish about a ticket comes to.</summary>
public abstract record TicketDecision
{
    private TicketDecision()
    {
    }

    /// <summary>The ticket as it becomes, with what happened.</summary>
    public sealed record Changed(Ticket Ticket, IReadOnlyList<TicketEvent> Events) : TicketDecision;

    /// <summary>It is not to be; why, for the person who wished it.</summary>
    public sealed record Refused(string Why) : TicketDecision;
}

/// <summary>What can be done with a ticket. Each rule takes the ticket as it is and returns what becomes of it.</summary>
public static class TicketWork
{
    /// <summary>Sends it to another status.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="to">The wanted status.</param>
    /// <param name="why">The resolution, or why it waits; shown to the customer.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="now">The engine's clock.</param>
    /// <param name="article">The article that solved it, where somebody named one.</param>
    public static TicketDecision Transition(Ticket ticket, TicketStatus to, string? why, string by, Instant now, string? article = null) =>
        !TicketLifecycle.Allows(ticket.Status, to)
            ? new TicketDecision.Refused($"{ticket.Number} is {ticket.Status.Name()} and can't become {to.Name()}; possible is {Possible(ticket.Status)}.")
            : Next(
                ticket with
                {
                    Status = to,
                    ResolvedAt = to == TicketStatus.Resolved ? now : to == TicketStatus.Closed ? ticket.ResolvedAt : null,
                    Resolution = to is TicketStatus.Resolved or TicketStatus.Cancelled ? why : to == TicketStatus.Closed ? ticket.Resolution : null,
                },
                now,
                new StatusChanged(now, by, ticket.Status, to, why) { Article = article });

    /// <summary>Adds what somebody wrote. A customer's word brings a ticket that waited for the customer back to work.</summary>
    public static TicketDecision Comment(Ticket ticket, Commented comment)
    {
        if (comment.Text.Trim().Length == 0 && comment.Attachments.Count == 0)
        {
            return new TicketDecision.Refused("The comment is empty; write something.");
        }

        ticket = ticket with { Context = ticket.Context with { Attachments = [.. ticket.Context.Attachments, .. comment.Attachments] } };
        return ticket.Status == TicketStatus.PendingCustomer && comment.By == ticket.Customer.Id.Value
            ? Next(
                ticket with { Status = TicketStatus.InProgress },
                comment.At,
                comment,
                new StatusChanged(comment.At, "bot", TicketStatus.PendingCustomer, TicketStatus.InProgress, null))
            : Next(ticket, comment.At, comment);
    }

    /// <summary>Gives it to a group, and to an agent of it or to nobody yet.</summary>
    public static TicketDecision Assign(Ticket ticket, string group, string? assignee, string by, Instant now)
    {
        if (ticket.IsOver)
        {
            return new TicketDecision.Refused($"{ticket.Number} is {ticket.Status.Name()}; reopen it first.");
        }

        var assigned = new Assigned(now, by, group, assignee);
        return ticket.Status == TicketStatus.New && assignee is not null
            ? Next(ticket with { Group = group, Assignee = assignee, Status = TicketStatus.Assigned }, now, assigned, new StatusChanged(now, by, TicketStatus.New, TicketStatus.Assigned, null))
            : Next(ticket with { Group = group, Assignee = assignee }, now, assigned);
    }

    /// <summary>Puts impact and urgency, and with them the priority.</summary>
    public static TicketDecision Reprioritise(Ticket ticket, Impact impact, Urgency urgency, Priority priority, string by, Instant now, string? why) =>
        ticket.IsOver
            ? new TicketDecision.Refused($"{ticket.Number} is {ticket.Status.Name()}; reopen it first.")
            : Next(ticket with { Impact = impact, Urgency = urgency, Priority = priority }, now, new Reprioritised(now, by, impact, urgency, priority, why));

    /// <summary>Puts category and subject right.</summary>
    public static TicketDecision Reclassify(Ticket ticket, string category, string subject, string by, Instant now) =>
        Next(ticket with { Category = category, Subject = subject }, now, new Reclassified(now, by, category, subject));

    /// <summary>The approver's decision: work begins, or the ticket is cancelled.</summary>
    public static TicketDecision Decide(Ticket ticket, bool isApproved, string? why, string by, Instant now)
    {
        if (ticket.Status != TicketStatus.PendingApproval)
        {
            return new TicketDecision.Refused($"{ticket.Number} does not wait for approval; it is {ticket.Status.Name()}.");
        }

        var to = isApproved ? TicketStatus.InProgress : TicketStatus.Cancelled;
        return Next(ticket with { Status = to, Resolution = isApproved ? null : why }, now, new ApprovalDecided(now, by, isApproved, why), new StatusChanged(now, by, ticket.Status, to, why));
    }

    /// <summary>One wish after another, as one change: the first refusal refuses all.</summary>
    public static TicketDecision Then(this TicketDecision decision, Func<Ticket, TicketDecision> next)
    {
        if (decision is not TicketDecision.Changed first)
        {
            return decision;
        }

        return next(first.Ticket) switch
        {
            TicketDecision.Changed second => new TicketDecision.Changed(second.Ticket with { Version = first.Ticket.Version }, [.. first.Events, .. second.Events]),
            var refused => refused,
        };
    }

    private static TicketDecision.Changed Next(Ticket ticket, Instant now, params IReadOnlyList<TicketEvent> events) =>
        new(ticket with { UpdatedAt = now, Version = ticket.Version + 1 }, events);

    private static string Possible(TicketStatus status) =>
        TicketLifecycle.After(status) is { Count: > 0 } next ? string.Join(", ", next.Select(to => to.Name())) : "nothing";
}
