using NodaTime;
using ServiceBot.Insights;

namespace ServiceBot.Host.Storage.Sqlite;

public sealed partial class SqliteQueries
{
    // Whatever was over by then, and is still, has nothing to tell of the time since.
    private const string Concerned = "SELECT serial FROM tickets WHERE is_over = 0 OR resolved_at >= ?1 OR created_at >= ?1";

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Contact>> ContactsAsync(Instant from, Instant to, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection.Prepare("SELECT customer, intent, outcome, ended_at FROM matters WHERE ended_at >= ? AND ended_at < ? ORDER BY ended_at").Bind(from).Bind(to);
        return new(Many(found, row => new Contact(row.Text(0), row.Text(1), row.Text(2), row.Instant(3))));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TicketHistory>> HistoriesAsync(Instant since, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var events = Many(
                lease.Connection.Prepare($"SELECT serial, json FROM ticket_events WHERE serial IN ({Concerned}) ORDER BY serial, ordinal").Bind(since),
                row => (Serial: row.Int64(0), Event: Parse(row.Utf8(1), StoredJson.TicketEvent)))
            .ToLookup(row => row.Serial, row => row.Event);
        var found = lease.Connection.Prepare($"SELECT json FROM tickets WHERE serial IN ({Concerned}) ORDER BY serial").Bind(since);
        return new(Many(found, row =>
        {
            var ticket = Parse(row.Utf8(0), StoredJson.Ticket);
            return new TicketHistory(
                ticket.Customer.Id.Value, ticket.Priority, ticket.IsOver, ticket.CreatedAt, ticket.DueResponseAt, ticket.DueResolutionAt, [.. events[ticket.Number.Serial]]);
        }));
    }
}
