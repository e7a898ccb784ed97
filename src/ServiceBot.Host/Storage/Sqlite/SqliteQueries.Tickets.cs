using System.Collections.Concurrent;
using System.Text;
using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Storage.Sqlite;

public sealed partial class SqliteQueries
{
    private const int LongestPage = 200;
    private const int MostParsed = 4096;

    // Each turn looks at its customer's tickets, which hold whole transcripts: a version that was read once is not parsed again.
    private readonly ConcurrentDictionary<long, Ticket> parsed = new();

    /// <inheritdoc/>
    public ValueTask<Ticket?> FindAsync(TicketNumber number, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection.Prepare("SELECT json FROM tickets WHERE serial = ? AND number = ?")
            .Bind(number.Serial).Bind(number.ToString());
        return new(One(found, StoredJson.Ticket));
    }

    /// <inheritdoc/>
    public ValueTask<TicketPage> ListAsync(TicketFilter filter, CancellationToken cancellation)
    {
        var top = Math.Clamp(filter.Top, 1, LongestPage);
        using var lease = this.connections.Borrow();

        // One more than asked for tells whether there is another page.
        var found = Bound(lease.Connection.Prepare(Sql(filter)), filter).Bind(top + 1);
        var items = Many(found, this.TicketOf);
        return new(items.Count > top
            ? new TicketPage([.. items.Take(top)], items[top - 1].Number.Serial)
            : new TicketPage(items, null));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TicketEvent>> EventsAsync(TicketNumber number, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection.Prepare("SELECT json FROM ticket_events WHERE serial = ? ORDER BY ordinal").Bind(number.Serial);
        return new(Many(found, StoredJson.TicketEvent));
    }

    /// <inheritdoc/>
    public ValueTask<long> LastSerialAsync(CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        return new(lease.Connection.Number("SELECT max(serial) FROM tickets"));
    }

    private Ticket TicketOf(Statement row)
    {
        var serial = row.Int64(0);
        if (this.parsed.TryGetValue(serial, out var known) && known.Version == row.Int64(1))
        {
            return known;
        }

        if (this.parsed.Count >= MostParsed)
        {
            this.parsed.Clear();
        }

        return this.parsed[serial] = Parse(row.Utf8(2), StoredJson.Ticket);
    }

    /// <summary>The text for what the filter has; its parameters in the order of <see cref="Bound"/>.</summary>
    private static string Sql(TicketFilter filter)
    {
        var sql = new StringBuilder("SELECT serial, version, json FROM tickets WHERE 1");
        sql.Append(filter.Status is null ? "" : " AND status = ?");
        sql.Append(filter.OpenOnly ? " AND is_over = 0" : "");
        sql.Append(filter.Category is null ? "" : " AND category = ?");
        sql.Append(filter.Playbook is null ? "" : " AND playbook = ?");
        sql.Append(filter.Customer is null ? "" : " AND customer = ?");
        sql.Append(filter.Since is null ? "" : " AND created_at >= ?");
        sql.Append(filter.Before is null ? "" : " AND serial < ?");
        sql.Append(filter.Text is null ? "" : """ AND (number || char(10) || subject || char(10) || ifnull(customer_name, '')) LIKE ? ESCAPE '\'""");
        return sql.Append(" ORDER BY serial DESC LIMIT ?").ToString();
    }

    private static Statement Bound(Statement statement, TicketFilter filter)
    {
        _ = filter.Status is { } status ? statement.Bind(status.ToString()) : statement;
        _ = filter.Category is { } category ? statement.Bind(category) : statement;
        _ = filter.Playbook is { } playbook ? statement.Bind(playbook) : statement;
        _ = filter.Customer is { } customer ? statement.Bind(customer.Value) : statement;
        _ = filter.Since is { } since ? statement.Bind(since) : statement;
        _ = filter.Before is { } before ? statement.Bind(before) : statement;
        _ = filter.Text is { } text ? statement.Bind($"%{Escaped(text)}%") : statement;
        return statement;
    }

    private static string Escaped(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);
}
