using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using ServiceBot.Host.Api;
using ServiceBot.Host.Tests.Api;
using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Contracts;

/// <summary>What others rely on: a change of it is a change of a file here, and so a decision.</summary>
public sealed class ShapesTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    // The members of a ticket as the contract names them; what is added to it is free, and stands in the approved file.
    private const string Ticket =
        """
        {"number":"","type":"","status":"","priority":"","impact":"","urgency":"","category":"","playbook":"","subject":"","language":"",
         "customer":{"id":"","name":""},"group":"","assignee":null,"createdAt":"","dueResponseAt":"","dueResolutionAt":"","nextUpdateAt":"",
         "slots":{},
         "context":{"channel":"","transcript":[{"from":"","text":"","at":""}],
           "understanding":{"intent":"","confidence":0,"category":"","alternatives":[]},
           "articlesShown":[{"id":"","title":"","helped":false}],"stepsTried":[{"step":"","outcome":""}],
           "mood":"","escalationReason":"","previousTickets":[""],"similarOpen":[]},
         "etag":""}
        """;

    private readonly RunningDesk desk = shared.Desk;

    [Fact]
    public async Task A_ticket_of_a_conversation()
    {
        var talk = await Talk.BeginAsync(this.desk);
        await talk.SayAllAsync("I need a parking permit", "AB-123");
        var ticket = (await talk.TicketsAsync())[0];
        ticket["context"]!["similarOpen"] = new JsonArray();
        Approved.Is("ticket", ticket);
    }

    [Fact]
    public async Task A_ticket_of_the_interface() =>
        Approved.Is("ticket-by-api", (await this.desk.GetAsync($"/api/v1/tickets/{await this.desk.OpenTicketAsync("VPN down")}")).Json);

    [Fact]
    public async Task A_ticket_has_every_member_of_the_contract()
    {
        var talk = await Talk.BeginAsync(this.desk);
        await talk.SayAllAsync("I need a parking permit", "AB-123");
        await talk.SayAllAsync("the VPN will not connect", "no");
        var ticket = (await talk.TicketsAsync())[0];
        Assert.Equal([], Missing("", JsonNode.Parse(Ticket)!, ticket));
        Assert.All((string[])["articlesShown", "stepsTried", "previousTickets"], list => Assert.Single(ticket["context"]![list]!.AsArray()));
    }

    [Fact]
    public async Task The_history_of_a_ticket()
    {
        var number = await this.desk.OpenTicketAsync("VPN down");
        await this.desk.SendAsync(HttpMethod.Patch, $"/api/v1/tickets/{number}", """{"assignee":"suzuki","urgency":"high","subject":"VPN","by":"suzuki"}""", ifMatch: "\"1\"");
        await this.desk.PostAsync($"/api/v1/tickets/{number}/comments", """{"text":"Looking into it","visibility":"public","by":"suzuki"}""");
        await this.desk.PostAsync($"/api/v1/tickets/{number}/transitions", """{"to":"resolved","resolution":"Restarted","by":"suzuki"}""");
        Approved.Is("ticket-events", (await this.desk.GetAsync($"/api/v1/tickets/{number}/events")).Json);
    }

    [Fact]
    public async Task An_error() => Approved.Is("problem", (await this.desk.GetAsync("/api/v1/tickets/INC-999999")).Json);

    [Fact]
    public async Task What_the_bot_says()
    {
        var talk = await Talk.BeginAsync(this.desk);
        await talk.SayAllAsync("I need a parking permit", "AB-123");
        var number = (await talk.TicketsAsync())[0]["number"]!.ToString();
        await this.desk.PostAsync($"/api/v1/tickets/{number}/comments", """{"text":"Your permit is printed","visibility":"public"}""");
        await talk.HearsAsync("Your permit is printed");

        // A plate number means nothing by itself; what it resembles is chance.
        var answered = talk.Heard.Find(activity => activity.Trace("turn") == "3")!["channelData"]!["serviceBot"]!;
        answered["intent"] = "<any>";
        answered["category"] = "<any>";
        Approved.Is("activities", new JsonArray([.. talk.Heard.Select(activity => activity.DeepClone())]));
    }

    [Fact]
    public async Task An_article_that_is_shown()
    {
        var talk = await Talk.BeginAsync(this.desk);
        Approved.Is("activity-with-article", await talk.SayAsync("the VPN will not connect"));
    }

    [Fact]
    public async Task The_routes_that_are_described() =>
        Approved.Is("routes", new JsonArray([.. (await OpenApi.RoutesAsync(this.desk, "/")).Select(route => (JsonNode)$"{route.Method} {route.Path}")]));

    [Fact]
    public async Task Every_route_below_the_interface_is_described()
    {
        using var folder = await DeskFolder.MakeAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddDesk(new Settings(folder.Data, folder.In("dialogs"), folder.In("models"), Duration.Zero)).AddApi();
        await using var app = builder.Build();
        app.MapApi();
        var mapped = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText!.TrimEnd('/')}"));
        Assert.Equal(mapped.Order(), (await OpenApi.RoutesAsync(this.desk, "/api/v1/")).Select(route => $"{route.Method} {route.Path}").Order());
    }

    private static IEnumerable<string> Missing(string at, JsonNode? wanted, JsonNode? found) => (wanted, found) switch
    {
        (JsonObject members, JsonObject there) => members.SelectMany(member => there.ContainsKey(member.Key) ? Missing($"{at}.{member.Key}", member.Value, there[member.Key]) : [$"{at}.{member.Key}"]),
        (JsonArray { Count: > 0 } items, JsonArray { Count: > 0 } there) => Missing($"{at}[]", items[0], there[0]),
        (JsonObject, _) => [at],
        _ => [],
    };
}
