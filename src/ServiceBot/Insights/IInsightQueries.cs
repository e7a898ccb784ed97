using NodaTime;
using ServiceBot.Tickets;

namespace ServiceBot.Insights;

/// <summary>Reads what the measures count.</summary>
public interface IInsightQueries
{
    /// <summary>The contacts that ended in a time, oldest first.</summary>
    /// <param name="from">The first instant that counts.</param>
    /// <param name="to">The first instant that doesn't.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    ValueTask<IReadOnlyList<Contact>> ContactsAsync(Instant from, Instant to, CancellationToken cancellation);

    /// <summary>The tickets that were opened or resolved since a time, and all that are open, with their histories; oldest first.</summary>
    ValueTask<IReadOnlyList<TicketHistory>> HistoriesAsync(Instant since, CancellationToken cancellation);
}

/// <summary>One matter of one customer, when it ended.</summary>
/// <param name="Customer">Whose.</param>
/// <param name="Intent">What it was about.</param>
/// <param name="Outcome"><c>solved</c> where the customer said so, <c>done</c>, <c>ticket</c>, <c>cancelled</c> or <c>unanswered</c>.</param>
/// <param name="At">When it ended.</param>
public sealed record Contact(string Customer, string Intent, string Outcome, Instant At);

/// <summary>What the measures need of a ticket.</summary>
/// <param name="Customer">Whose.</param>
/// <param name="Priority">Its priority now.</param>
/// <param name="IsOver">Whether nobody works on it any more.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="DueResponseAt">By when a human had to answer; null without a service level.</param>
/// <param name="DueResolutionAt">By when it had to be resolved; null without a service level.</param>
/// <param name="Events">What happened to it, oldest first.</param>
public sealed record TicketHistory(
    string Customer, Priority Priority, bool IsOver, Instant CreatedAt, Instant? DueResponseAt, Instant? DueResolutionAt, IReadOnlyList<TicketEvent> Events)
{
    /// <summary>When a human first wrote to the customer, or null.</summary>
    public Instant? FirstReplyAt => this.Events.OfType<Commented>().FirstOrDefault(comment => comment.Visibility == Visibility.Public && comment.By != this.Customer && comment.By != "bot")?.At;

    /// <summary>When it was resolved last, or null where it is not resolved.</summary>
    public Instant? ResolvedAt => this.Events.OfType<StatusChanged>().LastOrDefault(change => IsSolved(change.To) != IsSolved(change.From)) is { } last && IsSolved(last.To) ? last.At : null;

    /// <summary>When it was taken up again after it had been resolved, each time.</summary>
    public IEnumerable<Instant> ReopenedAt => this.Events.OfType<StatusChanged>().Where(change => change.From == TicketStatus.Resolved && !IsSolved(change.To)).Select(change => change.At);

    /// <summary>How long it waited for its customer until an instant.</summary>
    public Duration WaitedForCustomer(Instant until)
    {
        var waited = Duration.Zero;
        Instant? since = null;
        foreach (var change in this.Events.OfType<StatusChanged>().TakeWhile(change => change.At <= until))
        {
            waited += since is { } start ? change.At - start : Duration.Zero;
            since = change.To == TicketStatus.PendingCustomer ? change.At : null;
        }

        return waited + (since is { } still ? until - still : Duration.Zero);
    }

    private static bool IsSolved(TicketStatus status) => status is TicketStatus.Resolved or TicketStatus.Closed;
}
