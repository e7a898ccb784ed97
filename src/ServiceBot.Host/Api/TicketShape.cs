using NodaTime;
using NodaTime.Text;
using ServiceBot.Messages;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Api;

/// <summary>A ticket as the REST interface shows it.</summary>
public sealed record TicketShape(
    string Number, string Type, string Status, string Priority, string Impact, string Urgency, string Category, string? Playbook, string Subject, string Language,
    CustomerShape Customer, string Group, string? Assignee, string? Approver, string CreatedAt, string UpdatedAt, string? ResolvedAt, string? DueResponseAt,
    string? DueResolutionAt, string? NextUpdateAt, string? Resolution, IReadOnlyDictionary<string, string> Slots, ContextShape Context, string Etag)
{
    /// <summary>The shape of a ticket.</summary>
    public static TicketShape Of(Ticket ticket) => new(
        ticket.Number.ToString(),
        ticket.Number.Type.ToString().ToLowerInvariant(),
        ticket.Status.Name(),
        ticket.Priority.ToString(),
        Prioritisation.Name(ticket.Impact),
        Prioritisation.Name(ticket.Urgency),
        ticket.Category,
        ticket.Playbook,
        ticket.Subject,
        ticket.Language.Tag(),
        new CustomerShape(ticket.Customer.Id.Value, ticket.Customer.Name),
        ticket.Group,
        ticket.Assignee,
        ticket.Approver,
        At(ticket.CreatedAt),
        At(ticket.UpdatedAt),
        At(ticket.ResolvedAt),
        At(ticket.DueResponseAt),
        At(ticket.DueResolutionAt),
        At(ticket.NextUpdateAt),
        ticket.Resolution,
        ticket.Slots,
        ContextShape.Of(ticket.Context),
        EtagOf(ticket.Version));

    /// <summary>The entity tag of a version.</summary>
    public static string EtagOf(long version) => $"\"{version}\"";

    /// <summary>UTC to the second.</summary>
    public static string At(Instant instant) => InstantPattern.General.Format(instant);

    private static string? At(Instant? instant) => instant is { } known ? At(known) : null;
}

/// <summary>Whose ticket it is.</summary>
public sealed record CustomerShape(string Id, string? Name);

/// <summary>What was known when a ticket was opened.</summary>
public sealed record ContextShape(
    string Channel, IReadOnlyList<LineShape> Transcript, UnderstandingTaken? Understanding, IReadOnlyList<ArticleShown> ArticlesShown, IReadOnlyList<StepTried> StepsTried,
    string Mood, string EscalationReason, IReadOnlyList<string> PreviousTickets, IReadOnlyList<string> SimilarOpen, IReadOnlyList<string> Attachments)
{
    /// <summary>The shape of a context.</summary>
    public static ContextShape Of(TicketContext context) => new(
        context.Channel,
        [.. context.Transcript.Select(line => new LineShape(line.From, line.Text, TicketShape.At(line.At)))],
        context.Understanding,
        context.ArticlesShown,
        context.StepsTried,
        context.Mood,
        context.EscalationReason,
        context.PreviousTickets,
        context.SimilarOpen,
        context.Attachments);
}

/// <summary>One line of a transcript.</summary>
public sealed record LineShape(string From, string Text, string At);

/// <summary>One line of a ticket's history.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Kind">What kind of event, such as <c>status_changed</c>.</param>
/// <param name="Details">What happened, by name.</param>
public sealed record EventShape(string At, string By, string Kind, IReadOnlyDictionary<string, string?> Details)
{
    /// <summary>The shape of an event.</summary>
    public static EventShape Of(TicketEvent happened) => happened switch
    {
        Opened opened => Make(opened, "opened", ("reason", opened.Reason)),
        StatusChanged changed => Make(changed, "status_changed", ("from", changed.From.Name()), ("to", changed.To.Name()), ("why", changed.Why), ("article", changed.Article)),
        Commented commented => Make(commented, "commented", ("text", commented.Text), ("visibility", commented.Visibility.ToString().ToLowerInvariant()), ("attachments", string.Join(",", commented.Attachments))),
        Assigned assigned => Make(assigned, "assigned", ("group", assigned.Group), ("assignee", assigned.Assignee)),
        Reprioritised raised => Make(raised, "reprioritised", ("impact", Prioritisation.Name(raised.Impact)), ("urgency", Prioritisation.Name(raised.Urgency)), ("priority", raised.Priority.ToString()), ("why", raised.Why)),
        Reclassified put => Make(put, "reclassified", ("category", put.Category), ("subject", put.Subject)),
        ApprovalDecided decided => Make(decided, "approval_decided", ("approved", decided.IsApproved ? "true" : "false"), ("why", decided.Why)),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Unknown event."),
    };

    private static EventShape Make(TicketEvent happened, string kind, params (string Name, string? Value)[] details) =>
        new(TicketShape.At(happened.At), happened.By, kind, details.ToDictionary(detail => detail.Name, detail => detail.Value));
}
