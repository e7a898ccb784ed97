using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Api;

/// <summary>Whatever is wrong with a request is told as RFC 9457 problem details, in words that help and without our insides.</summary>
public sealed class ProblemsTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private const string Ticket = """{"type":"incident","subject":"s","category":"network","customer":{"id":"c"}}""";

    public static TheoryData<string, string?, int, string> Wrong => new()
    {
        { "POST tickets", "{bad", 400, "line 1, byte 2" },
        { "POST tickets", "null", 400, "send a JSON object" },
        { "POST tickets", "", 400, "send a JSON object" },
        { "POST tickets", "[]", 400, "see $" },
        { "POST tickets", Ticket.Replace("\"s\"", "5", StringComparison.Ordinal), 400, "$.subject" },
        { "POST tickets", Ticket.Replace("\"s\"", "\" \"", StringComparison.Ordinal), 400, "subject" },
        { "POST tickets", Ticket.Replace("\"s\"", $"\"{new string('s', 201)}\"", StringComparison.Ordinal), 400, "200 characters" },
        { "POST tickets", Ticket.Replace("incident", "wish", StringComparison.Ordinal), 400, "incident, request, question" },
        { "POST tickets", Ticket.Replace("network", "garden", StringComparison.Ordinal), 400, "category is 'garden'" },
        { "POST tickets", Ticket.Replace("{\"id\":\"c\"}", "{}", StringComparison.Ordinal), 400, "customer.id" },
        { "POST tickets", Ticket.Replace("\"c\"", $"\"{new string('c', 201)}\"", StringComparison.Ordinal), 400, "customer.id" },
        { "POST tickets", Ticket.Replace("}}", "},\"impact\":\"planet\"}", StringComparison.Ordinal), 400, "one_person" },
        { "POST tickets", Ticket.Replace("}}", "},\"urgency\":\"soon\"}", StringComparison.Ordinal), 400, "critical" },
        { "POST tickets", Ticket.Replace("}}", "},\"language\":\"tlh\"}", StringComparison.Ordinal), 400, "language is 'tlh'" },
        { "GET tickets?status=lost", null, 400, "status is 'lost'" },
        { "GET tickets?cursor=abc", null, 400, "cursor" },
        { "GET tickets?cursor=-1", null, 400, "cursor" },
        { "GET tickets/INC-999999", null, 404, "INC-999999" },
        { "GET tickets/nonsense", null, 404, "nonsense" },
        { "GET tickets/INC-999999/events", null, 404, "INC-999999" },
        { "POST tickets/INC-999999/comments", """{"text":"x","visibility":"public"}""", 404, "INC-999999" },
        { "POST tickets/INC-999999/transitions", """{"to":"resolved"}""", 404, "INC-999999" },
        { "POST tickets/INC-1/comments", """{"text":"x","visibility":"secret"}""", 400, "public or internal" },
        { "POST tickets/INC-1/comments", """{"text":"  ","visibility":"public"}""", 400, "text" },
        { "POST tickets/INC-1/transitions", """{"to":"lost"}""", 400, "to is 'lost'" },
        { "PATCH tickets/INC-999999", """{"subject":"x"}""", 404, "INC-999999" },
        { "PATCH tickets/INC-999999", """{"group":"nobody"}""", 400, "group is 'nobody'" },
        { "PATCH tickets/INC-999999", """{"category":"garden"}""", 400, "category is 'garden'" },
        { "PATCH tickets/INC-999999", """{"impact":"planet"}""", 400, "impact is 'planet'" },
        { "PATCH tickets/INC-999999", """{"urgency":"soon"}""", 400, "urgency is 'soon'" },
        { "PATCH tickets/INC-999999", """{"status":"closed"}""", 400, "Nothing is to be changed" },
        { "POST understand", """{"text":""}""", 400, "text has 1 to 2000" },
        { "POST understand", """{"text":"hello","lang":"tlh"}""", 400, "lang is 'tlh'" },
        { "GET knowledge/search", null, 400, "q has 1 to 2000" },
        { "GET knowledge/search?q=vpn&lang=tlh", null, 400, "lang is 'tlh'" },
        { "GET knowledge/search?q=vpn&top=many", null, 400, "top" },
        { "GET knowledge/articles/unwritten", null, 404, "unwritten" },
        { "GET nothing", null, 404, "/api/v1/nothing" },
        { "DELETE tickets", null, 405, "Allow" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_told_in_words_that_help(string request, string? json, int status, string words)
    {
        var (method, path) = (request.Split(' ')[0], request.Split(' ')[1]);
        var answer = await shared.Desk.SendAsync(new HttpMethod(method), $"/api/v1/{path}", json, ifMatch: method == "PATCH" ? "\"1\"" : null);
        MustBeProblem(answer, status, words);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_told_so() =>
        MustBeProblem(await shared.Desk.PostAsync("/api/v1/understand", $$"""{"text":"{{new string('a', 1_100_000)}}"}"""), 413, "1048576 bytes");

    [Fact]
    public async Task A_body_that_is_no_JSON_by_its_type_is_told_so() =>
        MustBeProblem(await shared.Desk.SendAsync(HttpMethod.Post, "/api/v1/understand", "text=hello", type: "application/x-www-form-urlencoded"), 415, "application/json");

    [Fact]
    public async Task Not_even_in_Development_do_answers_show_our_insides_or_the_key()
    {
        using var folder = await DeskFolder.MakeAsync();
        await using var desk = await RunningDesk.StartAsync(folder, ("ASPNETCORE_ENVIRONMENT", "Development"));
        MustBeProblem(await desk.PostAsync("/api/v1/tickets", "{bad"), 400, "line 1, byte 2");
        MustBeProblem(await desk.GetAsync("/api/v1/knowledge/search?q=vpn&top=many"), 400, "top");
    }

    private static void MustBeProblem(Answer answer, int status, string words)
    {
        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Equal(status, answer.Json["status"]!.GetValue<int>());
        Assert.NotEmpty(answer.Text("title"));
        Assert.Contains(words, answer.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningDesk.Key, answer.Body, StringComparison.Ordinal);
    }
}
