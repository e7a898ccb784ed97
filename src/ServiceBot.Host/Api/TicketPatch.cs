using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Api;

/// <summary>What may be changed of a ticket; absent members stay as they are. Nothing else can be set from outside.</summary>
internal sealed record TicketPatch(string? Group, string? Assignee, string? Impact, string? Urgency, string? Category, string? Subject, string? By)
{
    /// <summary>What can't be read of it, or null.</summary>
    public string? Fault(Handbook handbook) =>
        (this.Group ?? this.Assignee ?? this.Impact ?? this.Urgency ?? this.Category ?? this.Subject) is null ? "Nothing is to be changed; give group, assignee, impact, urgency, category or subject."
        : this.Group is not null && !handbook.Routing.Groups.Contains(this.Group) ? $"group is '{this.Group}'; use one of {string.Join(", ", handbook.Routing.Groups)}."
        : this.Category is not null && !handbook.Routing.Categories.Contains(this.Category) ? $"category is '{this.Category}'; use one of {string.Join(", ", handbook.Routing.Categories)}."
        : this.Impact is not null && !Prioritisation.Impacts.ContainsKey(this.Impact) ? $"impact is '{this.Impact}'; use one of {string.Join(", ", Prioritisation.Impacts.Keys)}."
        : this.Urgency is not null && !Prioritisation.Urgencies.ContainsKey(this.Urgency) ? $"urgency is '{this.Urgency}'; use one of {string.Join(", ", Prioritisation.Urgencies.Keys)}."
        : this.Subject is not null && (this.Subject.Trim().Length == 0 || this.Subject.Length > 200) ? "subject has 1 to 200 characters."
        : this.Assignee?.Length > 100 ? "assignee has up to 100 characters."
        : null;

    /// <summary>The ticket with it.</summary>
    public TicketDecision Applied(Ticket ticket, Handbook handbook, Instant now)
    {
        var by = string.IsNullOrWhiteSpace(this.By) ? "api" : $"agent:{this.By}";
        TicketDecision decision = new TicketDecision.Changed(ticket with { Version = ticket.Version }, []);
        if (this.Group is not null || this.Assignee is not null)
        {
            decision = Then(decision, current => TicketWork.Assign(current, this.Group ?? current.Group, this.Assignee is { Length: 0 } ? null : this.Assignee ?? current.Assignee, by, now));
        }

        if (this.Impact is not null || this.Urgency is not null)
        {
            decision = Then(decision, current =>
            {
                var impact = this.Impact is null ? current.Impact : Prioritisation.Impacts[this.Impact];
                var urgency = this.Urgency is null ? current.Urgency : Prioritisation.Urgencies[this.Urgency];
                return TicketWork.Reprioritise(current, impact, urgency, handbook.Prioritisation.Of(impact, urgency), by, now, null);
            });
        }

        if (this.Category is not null || this.Subject is not null)
        {
            decision = Then(decision, current => TicketWork.Reclassify(current, this.Category ?? current.Category, this.Subject?.Trim() ?? current.Subject, by, now));
        }

        return decision;
    }

    // The first wish sets the version; those that follow belong to the same change.
    private static TicketDecision Then(TicketDecision decision, Func<Ticket, TicketDecision> next) =>
        decision is TicketDecision.Changed { Events.Count: 0 } nothing ? next(nothing.Ticket) : decision.Then(next);
}
