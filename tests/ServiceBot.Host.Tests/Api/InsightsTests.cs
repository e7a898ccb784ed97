using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Api;

/// <summary>The measures over REST, of what happened in the running process.</summary>
public sealed class InsightsTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private readonly RunningDesk desk = shared.Desk;

    [Fact]
    public async Task Each_measure_has_its_name_and_what_happened_is_in_it()
    {
        var talk = await Talk.BeginAsync(this.desk);
        await talk.SayAllAsync("the vpn does not connect", "yes, that solved it");
        await talk.SayAllAsync("I need a parking permit", "AB-123");
        var number = await this.desk.OpenTicketAsync("a matter", "network", "c1");
        await this.desk.PostAsync($"/api/v1/tickets/{number}/transitions", """{"to":"resolved"}""");

        var summary = await this.desk.GetAsync("/api/v1/insights/summary");
        Assert.Equal(
            "from to first_response_time resolution_time first_contact_resolution deflection backlog service_level_attainment promises_kept customer_satisfaction "
                + "repeat_contacts reopen_rate abandonment cost_per_contact watermelon_index details",
            string.Join(' ', summary.Json.AsObject().Select(member => member.Key)));
        Assert.Equal((0.5, 0.5, 1, 0), (Value(summary, "first_contact_resolution"), Value(summary, "deflection"), Value(summary, "backlog"), Value(summary, "repeat_contacts")));
        Assert.Equal(("minutes", 1), (summary.Json["details"]!["resolution_time"]!["unit"]!.ToString(), summary.Json["details"]!["resolution_time"]!["of"]!.GetValue<int>()));
        Assert.Null(summary.Json["promises_kept"]);
        Assert.Equal("response resolution", string.Join(' ', summary.Json["service_level_attainment"]!.AsObject().Select(member => member.Key)));
    }

    [Fact]
    public async Task Another_time_has_other_values()
    {
        var summary = await this.desk.GetAsync("/api/v1/insights/summary?from=2020-01-01&to=2020-02-01T00:00:00Z");
        Assert.Equal(("2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z", 0), (summary.Text("from"), summary.Text("to"), Value(summary, "backlog")));
        Assert.Null(summary.Json["deflection"]);
    }

    [Theory]
    [InlineData("?from=yesterday", "instants")]
    [InlineData("?to=2026-13-01", "instants")]
    [InlineData("?from=2026-01-02&to=2026-01-01", "before")]
    public async Task A_time_that_makes_no_sense_is_refused(string query, string why)
    {
        var refused = await this.desk.GetAsync($"/api/v1/insights/summary{query}");
        Assert.Equal(400, refused.Status);
        Assert.Contains(why, refused.Text("detail"), StringComparison.Ordinal);
    }

    private static double Value(Answer summary, string measure) => summary.Json[measure]!.GetValue<double>();
}
