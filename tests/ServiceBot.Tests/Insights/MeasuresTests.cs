using NodaTime;
using ServiceBot.Insights;
using ServiceBot.Tickets;

namespace ServiceBot.Tests.Insights;

public sealed class MeasuresTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 20, 12, 0);
    private static readonly Instant From = Noon - Duration.FromDays(30);
    private static readonly Instant To = Noon + Duration.FromDays(1);

    [Fact]
    public void What_nothing_happened_in_has_no_values()
    {
        var measures = Measures.Of(From, To, [], []);
        Assert.Equal(0, measures["backlog"].Value);
        Assert.All(measures.Where(measure => measure.Key != "backlog"), measure => Assert.Equal((null, 0), (measure.Value.Value, measure.Value.Of)));
    }

    [Fact]
    public void A_contact_counts_as_resolved_at_first_only_where_its_customer_does_not_come_back_within_a_week()
    {
        var measures = Measures.Of(From, To, [Ended("solved", 0), Ended("done", 1, "b"), Ended("solved", 2, "c"), Ended("ticket", 3, "c"), Ended("cancelled", 4, "d")], []);
        Assert.Equal((2 / 5.0, 2 / 5.0, 1 / 5.0), (Value(measures, "first_contact_resolution"), Value(measures, "deflection"), Value(measures, "repeat_contacts")));
    }

    [Theory]
    [InlineData(7, 0.5)]
    [InlineData(8, 0)]
    public void A_week_later_it_is_another_matter(int days, double repeats) =>
        Assert.Equal(repeats, Value(Measures.Of(From, To, [Ended("solved", -days * 24), Ended("ticket", 0)], []), "repeat_contacts"));

    [Fact]
    public void A_contact_before_the_time_is_not_counted_and_still_makes_a_repeat()
    {
        var measures = Measures.Of(Noon, To, [Ended("solved", -24), Ended("solved", 1)], []);
        Assert.Equal((1.0, 1), (Value(measures, "repeat_contacts"), measures["repeat_contacts"].Of));
    }

    [Fact]
    public void The_time_that_a_ticket_waited_for_its_customer_is_not_the_desks()
    {
        var ticket = Opened(Changed(10, TicketStatus.New, TicketStatus.PendingCustomer), Changed(40, TicketStatus.PendingCustomer, TicketStatus.InProgress), Changed(60, TicketStatus.InProgress, TicketStatus.Resolved)) with { IsOver = true };
        Assert.Equal(30, Value(Measures.Of(From, To, [], [ticket]), "resolution_time"));
    }

    [Fact]
    public void The_first_reply_is_a_humans_and_one_that_the_customer_can_read()
    {
        var ticket = Opened(Said(1, "customer"), Said(2, "bot"), Said(3, "agent:ito", Visibility.Internal), Said(8, "agent:ito"), Said(9, "agent:ito"));
        Assert.Equal(8, Value(Measures.Of(From, To, [], [ticket]), "first_response_time"));
    }

    [Fact]
    public void What_comes_back_counts_against_what_was_resolved()
    {
        var again = Opened(Changed(5, TicketStatus.New, TicketStatus.Resolved), Changed(9, TicketStatus.Resolved, TicketStatus.InProgress));
        var closed = Opened(Changed(5, TicketStatus.New, TicketStatus.Resolved), Changed(9, TicketStatus.Resolved, TicketStatus.Closed)) with { IsOver = true };
        var measures = Measures.Of(From, To, [], [again, closed]);
        Assert.Equal((0.5, 1.0, 5.0), (Value(measures, "reopen_rate"), Value(measures, "backlog"), Value(measures, "resolution_time")));
    }

    [Fact]
    public void Green_outside_and_red_inside_is_a_watermelon()
    {
        var melon = Opened(Changed(5, TicketStatus.New, TicketStatus.Resolved), Changed(6, TicketStatus.Resolved, TicketStatus.InProgress), Changed(9, TicketStatus.InProgress, TicketStatus.Resolved)) with { IsOver = true, DueResolutionAt = Noon + Duration.FromHours(1) };
        var late = Opened(Changed(90, TicketStatus.New, TicketStatus.Resolved)) with { IsOver = true, DueResolutionAt = Noon + Duration.FromHours(1) };
        var measures = Measures.Of(From, To, [], [melon, late]);
        Assert.Equal((1.0, 0.5), (Value(measures, "watermelon_index"), Value(measures, "service_level_attainment.resolution")));
    }

    private static double? Value(IReadOnlyDictionary<string, Measure> measures, string name) => measures[name].Value;

    private static Contact Ended(string outcome, int hours, string customer = "a") => new(customer, "vpn_trouble", outcome, Noon + Duration.FromHours(hours));

    private static TicketHistory Opened(params TicketEvent[] then) =>
        new("customer", Priority.P3, IsOver: false, Noon, null, null, [new Opened(Noon, "customer", "playbook_failed"), .. then]);

    private static StatusChanged Changed(int minutes, TicketStatus from, TicketStatus to) => new(Noon + Duration.FromMinutes(minutes), "agent:ito", from, to, null);

    private static Commented Said(int minutes, string by, Visibility visibility = Visibility.Public) => new(Noon + Duration.FromMinutes(minutes), by, "…", visibility, []);
}
