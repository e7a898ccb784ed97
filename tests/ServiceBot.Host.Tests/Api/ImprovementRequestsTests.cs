using System.Text.Json.Nodes;
using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Api;

/// <summary>What is noticed of agents, and requests that make no sense.</summary>
public sealed class ImprovementRequestsTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private readonly RunningDesk desk = shared.Desk;

    [Fact]
    public async Task An_agent_who_sends_a_ticket_elsewhere_is_noticed()
    {
        var number = await this.SentElsewhereAsync();
        var samples = (await this.desk.GetAsync("/api/v1/improvement/samples?reason=rerouted")).Json["items"]!.AsArray();
        var sample = Assert.Single(samples, sample => sample!["ticket"]!.ToString() == number)!;
        Assert.Equal(("I need a parking permit", "parking_permit", "security"), (sample["text"]!.ToString(), sample["intent"]!.ToString(), sample["meant"]!["category"]!.ToString()));
    }

    [Fact]
    public async Task An_article_that_solved_a_ticket_is_noticed_with_the_words_that_should_have_found_it()
    {
        var talk = await Talk.BeginAsync(this.desk);
        await talk.SayAllAsync("I need a parking permit", "AB-123");
        var number = (await talk.TicketsAsync())[0]["number"]!.ToString();

        Assert.Equal(400, (await this.desk.PostAsync($"/api/v1/tickets/{number}/transitions", """{"to":"resolved","article":"none"}""")).Status);
        Assert.Equal(200, (await this.desk.PostAsync($"/api/v1/tickets/{number}/transitions", """{"to":"resolved","article":"vpn-cannot-connect"}""")).Status);

        var samples = (await this.desk.GetAsync("/api/v1/improvement/samples?reason=solved_by_article")).Json["items"]!.AsArray();
        var sample = Assert.Single(samples, sample => sample!["ticket"]!.ToString() == number)!;
        Assert.Equal(("I need a parking permit", "vpn-cannot-connect"), (sample["text"]!.ToString(), sample["article"]!.ToString()));
        Assert.Contains("vpn-cannot-connect", (await this.desk.GetAsync($"/api/v1/tickets/{number}/events")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "verdict":"guess" """, "ignored, labelled, example, article, playbook")]
    [InlineData(""" "verdict":"example" """, "intent is missing")]
    [InlineData(""" "verdict":"example","intent":"fly" """, "id of a playbook")]
    [InlineData(""" "verdict":"example","intent":"report_incident" """, "category is missing")]
    [InlineData(""" "verdict":"ignored","category":"weather" """, "category is 'weather'")]
    [InlineData(""" "verdict":"ignored","samples":["none"] """, "There is no sample none")]
    [InlineData(""" "verdict":"ignored","samples":[] """, "samples names 1 to 1000")]
    public async Task A_decision_that_makes_no_sense_is_refused(string decision, string why)
    {
        var sample = await this.ReroutedAsync();
        var asked = JsonNode.Parse($"{{{decision}}}")!.AsObject();
        asked["samples"] ??= new JsonArray(sample);
        var refused = await this.desk.PostAsync("/api/v1/improvement/decisions", asked.ToJsonString());
        Assert.Equal(400, refused.Status);
        Assert.Contains(why, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Contains(sample, (await this.desk.GetAsync("/api/v1/improvement/groups")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("samples?verdict=guess", "verdict is 'guess'")]
    [InlineData("samples?reason=guess", "reason is 'guess'")]
    [InlineData("groups?lang=fr", "lang is 'fr'")]
    [InlineData("samples?since=yesterday", "since is an instant")]
    public async Task A_question_that_makes_no_sense_is_refused(string path, string why)
    {
        var refused = await this.desk.GetAsync($"/api/v1/improvement/{path}");
        Assert.Equal(400, refused.Status);
        Assert.Contains(why, refused.Text("detail"), StringComparison.Ordinal);
    }

    // An agent sends a ticket elsewhere.
    private async Task<string> ReroutedAsync()
    {
        var number = await this.SentElsewhereAsync();
        var samples = (await this.desk.GetAsync("/api/v1/improvement/samples?reason=rerouted")).Json["items"]!.AsArray();
        return samples.First(sample => sample!["ticket"]!.ToString() == number)!["id"]!.ToString();
    }

    private async Task<string> SentElsewhereAsync()
    {
        var talk = await Talk.BeginAsync(this.desk);
        await talk.SayAllAsync("I need a parking permit", "AB-123");
        var number = (await talk.TicketsAsync())[0]["number"]!.ToString();
        await this.desk.SendAsync(HttpMethod.Patch, $"/api/v1/tickets/{number}", """{"category":"security"}""", ifMatch: "*");
        return number;
    }
}
