using NodaTime;
using ServiceBot.Messages;

namespace ServiceBot.Tickets;

/// <summary>Reads tickets.</summary>
public interface ITicketQueries
{
    /// <summary>The ticket with a number, or null.</summary>
    ValueTask<Ticket?> FindAsync(TicketNumber number, CancellationToken cancellation);

    /// <summary>Tickets that match, newest first, a page at a time.</summary>
    ValueTask<TicketPage> ListAsync(TicketFilter filter, CancellationToken cancellation);

    /// <summary>The whole history of a ticket, oldest first.</summary>
    ValueTask<IReadOnlyList<TicketEvent>> EventsAsync(TicketNumber number, CancellationToken cancellation);

    /// <summary>The highest serial in use, 0 where there is none.</summary>
    ValueTask<long> LastSerialAsync(CancellationToken cancellation);
}

/// <summary>Which tickets are wanted; absent members do not narrow.</summary>
public sealed record TicketFilter
{
    /// <summary>Only this status.</summary>
    public TicketStatus? Status { get; init; }

    /// <summary>Only tickets that are not over.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>Only this category.</summary>
    public string? Category { get; init; }

    /// <summary>Only this playbook.</summary>
    public string? Playbook { get; init; }

    /// <summary>Only this customer's.</summary>
    public PersonId? Customer { get; init; }

    /// <summary>Only those whose number, subject or customer's name holds this text.</summary>
    public string? Text { get; init; }

    /// <summary>Only those opened at or after.</summary>
    public Instant? Since { get; init; }

    /// <summary>Continues after the last ticket of the page before; its serial.</summary>
    public long? Before { get; init; }

    /// <summary>How many at the most, 1..200.</summary>
    public int Top { get; init; } = 50;
}

/// <summary>A page of tickets.</summary>
/// <param name="Items">The tickets, newest first.</param>
/// <param name="Next">What to give as <see cref="TicketFilter.Before"/> for the next page; null on the last.</param>
public sealed record TicketPage(IReadOnlyList<Ticket> Items, long? Next);
