using NodaTime;
using ServiceBot.Messages;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Tests.Storage;

/// <content>Tickets.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_ticket_comes_back_as_it_was_opened()
    {
        await this.Committed(Some.Opened(Some.Ticket(42)));

        Same(Some.Ticket(42), await this.Tickets.FindAsync(new TicketNumber(TicketType.Incident, 42), default));
        Assert.Null(await this.Tickets.FindAsync(new TicketNumber(TicketType.Request, 42), default));
        Assert.Equal(42, await this.Tickets.LastSerialAsync(default));
    }

    [Fact]
    public async Task Where_there_are_no_tickets_the_last_serial_is_0() => Assert.Equal(0, await this.Tickets.LastSerialAsync(default));

    [Fact]
    public async Task A_number_is_given_once()
    {
        await this.Committed(Some.Opened(Some.Ticket(1)));

        Assert.Equal(Conflict.NumberInUse, await this.Commit(Some.Opened(Some.Ticket(1))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_ticket_that_does_not_follow_the_stored_version_is_stale(long version)
    {
        await this.Committed(Some.Opened(Some.Ticket(1)));

        Assert.Equal(Conflict.Stale, await this.Commit(new TicketChanged(Some.Ticket(1, version), [])));
    }

    [Fact]
    public async Task A_ticket_that_was_never_opened_can_not_change() =>
        Assert.Equal(Conflict.Stale, await this.Commit(new TicketChanged(Some.Ticket(1, 1), [])));

    [Fact]
    public async Task The_history_keeps_every_kind_of_event_in_order()
    {
        TicketEvent[] events =
        [
            new StatusChanged(Some.Now, "bot", TicketStatus.New, TicketStatus.Assigned, "routed"),
            new Commented(Some.Now, "agent:sato", "確認します", Visibility.Internal, ["a-1"]),
            new Assigned(Some.Now, "agent:sato", "network-team", "sato"),
            new Reprioritised(Some.Now, "api", Impact.Site, Urgency.Critical, Priority.P1, null),
            new Reclassified(Some.Now, "api", "access", "アカウント"),
            new ApprovalDecided(Some.Now, "suzuki", true, null),
        ];
        await this.Committed(Some.Opened(Some.Ticket(1)));
        await this.Committed(new TicketChanged(Some.Ticket(1, 2), events[..3]));
        await this.Committed(new TicketChanged(Some.Ticket(1, 3), events[3..]));

        Same([Some.Opened(Some.Ticket(1)).Event, .. events], await this.Tickets.EventsAsync(Some.Ticket(1).Number, default));
    }

    [Fact]
    public async Task Tickets_are_listed_newest_first_a_page_at_a_time()
    {
        await this.Committed([.. Enumerable.Range(1, 5).Select(serial => Some.Opened(Some.Ticket(serial)))]);

        var first = await this.Tickets.ListAsync(new TicketFilter { Top = 2 }, default);
        var second = await this.Tickets.ListAsync(new TicketFilter { Top = 2, Before = first.Next }, default);
        var third = await this.Tickets.ListAsync(new TicketFilter { Top = 2, Before = second.Next }, default);

        Assert.Equal([5, 4, 3, 2, 1], first.Items.Concat(second.Items).Concat(third.Items).Select(ticket => ticket.Number.Serial));
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task A_page_that_is_exactly_full_is_the_last()
    {
        await this.Committed(Some.Opened(Some.Ticket(1)), Some.Opened(Some.Ticket(2)));

        Assert.Null((await this.Tickets.ListAsync(new TicketFilter { Top = 2 }, default)).Next);
    }

    public static TheoryData<string, TicketFilter> Filters => new()
    {
        { "2", new TicketFilter { Status = TicketStatus.Resolved } },
        { "4 3 1", new TicketFilter { OpenOnly = true } },
        { "3", new TicketFilter { Category = "access" } },
        { "4", new TicketFilter { Playbook = "printer" } },
        { "3", new TicketFilter { Customer = new PersonId("p3") } },
        { "4", new TicketFilter { Since = Some.Now + Duration.FromTicks(1) } },
        { "4 3 2 1", new TicketFilter { Since = Some.Now } },
        { "2", new TicketFilter { Text = "000002" } },
        { "2", new TicketFilter { Text = "inc-000002" } },
        { "4", new TicketFilter { Text = "100%_" } },
        { "", new TicketFilter { Text = "1_0" } },
        { "", new TicketFilter { Text = "%" + "X" } },
        { "3", new TicketFilter { Text = "太郎" } },
        { "4 2 1", new TicketFilter { Text = "花子" } },
        { "1", new TicketFilter { OpenOnly = true, Category = "network", Playbook = "vpn_trouble", Text = "VPN", Before = 4 } },
        { "", new TicketFilter { Text = "' OR 1 --" } },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Tickets_are_found_by_what_the_filter_names(string found, TicketFilter filter)
    {
        await this.Committed(
            Some.Opened(Some.Ticket(1)),
            Some.Opened(Some.Ticket(2) with { Status = TicketStatus.Resolved }),
            Some.Opened(Some.Ticket(3) with { Category = "access", Customer = new Person(new PersonId("p3"), "太郎", new Dictionary<string, string>(StringComparer.Ordinal)) }),
            Some.Opened(Some.Ticket(4) with { Playbook = "printer", Subject = @"C:\ is at 100%_", CreatedAt = Some.Now + Duration.FromTicks(1) }));

        var page = await this.Tickets.ListAsync(filter, default);

        Assert.Equal(found, string.Join(' ', page.Items.Select(ticket => ticket.Number.Serial)));
    }
}
