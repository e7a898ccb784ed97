using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Storage.Sqlite.Rows;

internal sealed class TicketOpening(Connection connection) : IWrites<TicketOpened>
{
    private readonly TicketRow row = new(connection);
    private readonly TicketHistory history = new(connection);

    public void Serialize(TicketOpened change, CommitText text)
    {
        text.Add(change.Ticket, StoredJson.Ticket);
        text.Add(change.Event, StoredJson.TicketEvent);
    }

    public Conflict? Refuse(TicketOpened change) => this.row.Version(change.Ticket.Number) is null ? null : Conflict.NumberInUse;

    public void Apply(TicketOpened change, CommitText text)
    {
        this.row.Add(change.Ticket, text.Next());
        this.history.Add(change.Ticket.Number, text.Next());
    }
}

internal sealed class TicketChanging(Connection connection) : IWrites<TicketChanged>
{
    private readonly TicketRow row = new(connection);
    private readonly TicketHistory history = new(connection);

    public void Serialize(TicketChanged change, CommitText text)
    {
        text.Add(change.Ticket, StoredJson.Ticket);
        foreach (var happened in change.Events)
        {
            text.Add(happened, StoredJson.TicketEvent);
        }
    }

    public Conflict? Refuse(TicketChanged change) =>
        this.row.Version(change.Ticket.Number) == change.Ticket.Version - 1 ? null : Conflict.Stale;

    public void Apply(TicketChanged change, CommitText text)
    {
        this.row.Keep(change.Ticket, text.Next());
        for (var i = 0; i < change.Events.Count; i++)
        {
            this.history.Add(change.Ticket.Number, text.Next());
        }
    }
}

/// <summary>The current row, which opening and changing share.</summary>
internal sealed class TicketRow(Connection connection)
{
    private readonly Statement version = connection.Prepare("SELECT version FROM tickets WHERE serial = ?");

    private readonly Statement add = connection.Prepare(
        """
        INSERT INTO tickets (serial, number, version, status, is_over, category, playbook, customer, customer_name, subject, group_name,
                             created_at, resolved_at, json)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """);

    private readonly Statement keep = connection.Prepare(
        """
        UPDATE tickets SET number = ?2, version = ?3, status = ?4, is_over = ?5, category = ?6, playbook = ?7, customer = ?8,
            customer_name = ?9, subject = ?10, group_name = ?11, created_at = ?12, resolved_at = ?13, json = ?14
        WHERE serial = ?1 AND version = ?3 - 1
        """);

    /// <summary>The stored version, null where no ticket has the serial.</summary>
    public long? Version(TicketNumber number)
    {
        this.version.Bind(number.Serial);
        using (this.version.Rows())
        {
            return this.version.Step() ? this.version.Int64(0) : null;
        }
    }

    public void Add(Ticket ticket, ReadOnlySpan<byte> json) => Bound(this.add, ticket, json).Run();

    public void Keep(Ticket ticket, ReadOnlySpan<byte> json) => Bound(this.keep, ticket, json).RunOnOne();

    private static Statement Bound(Statement statement, Ticket ticket, ReadOnlySpan<byte> json) =>
        statement
            .Bind(ticket.Number.Serial).Bind(ticket.Number.ToString()).Bind(ticket.Version)
            .Bind(ticket.Status.ToString()).Bind(ticket.IsOver ? 1 : 0)
            .Bind(ticket.Category).Bind(ticket.Playbook)
            .Bind(ticket.Customer.Id.Value).Bind(ticket.Customer.Name)
            .Bind(ticket.Subject).Bind(ticket.Group)
            .Bind(ticket.CreatedAt).Bind(ticket.ResolvedAt)
            .Bind(json);
}

/// <summary>The history, which is only added to.</summary>
internal sealed class TicketHistory(Connection connection)
{
    private readonly Statement add = connection.Prepare(
        """
        INSERT INTO ticket_events (serial, ordinal, json)
        VALUES (?1, 1 + coalesce((SELECT max(ordinal) FROM ticket_events WHERE serial = ?1), 0), ?2)
        """);

    public void Add(TicketNumber number, ReadOnlySpan<byte> json) => this.add.Bind(number.Serial).Bind(json).Run();
}
