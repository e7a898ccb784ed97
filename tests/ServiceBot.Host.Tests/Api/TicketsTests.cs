using System.Text.Json.Nodes;
using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Api;

/// <summary>Tickets over REST, against the running process.</summary>
public sealed class TicketsTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private readonly RunningDesk desk = shared.Desk;

    [Fact]
    public async Task A_ticket_is_opened_and_found_by_its_number()
    {
        var opened = await this.desk.PostAsync("/api/v1/tickets", """{"type":"request","subject":" A chair ","category":"facilities","urgency":"high","language":"en","customer":{"id":"c1","name":"Emma"}}""");
        var found = await this.desk.GetAsync($"/api/v1/tickets/{opened.Text("number")}");
        Assert.Equal((201, 200, opened.Body), (opened.Status, found.Status, found.Body));
        Assert.Equal(("A chair", "new", "high", "en", "Emma"), (found.Text("subject"), found.Text("status"), found.Text("urgency"), found.Text("language"), found.Json["customer"]!["name"]!.ToString()));
        Assert.StartsWith("REQ-", found.Text("number"), StringComparison.Ordinal);
        Assert.Equal(found.Text("etag"), found.ETag);
    }

    public static TheoryData<string, string> Wishes => new()
    {
        { "status=new", "new-network new-network-2 new-security" },
        { "status=resolved", "resolved-network" },
        { "status=closed", "" },
        { "category=security", "new-security" },
        { "category=network&status=new", "new-network new-network-2" },
        { "q=SECUR", "new-security" },
        { "q=network-2", "new-network-2" },
        { "q=nothing%25like_this", "" },
        { "", "new-network new-network-2 new-security resolved-network" },
    };

    [Theory, MemberData(nameof(Wishes))]
    public async Task Tickets_are_listed_by_what_is_asked_for(string query, string subjects)
    {
        var customer = $"c{Guid.NewGuid():N}";
        await this.desk.OpenTicketAsync("new-network", "network", customer);
        await this.desk.OpenTicketAsync("new-network-2", "network", customer);
        await this.desk.OpenTicketAsync("new-security", "security", customer);
        await this.desk.PostAsync($"/api/v1/tickets/{await this.desk.OpenTicketAsync("resolved-network", "network", customer)}/transitions", """{"to":"resolved"}""");

        var page = await this.desk.GetAsync($"/api/v1/tickets?customer={customer}&{query}");
        Assert.Equal(subjects, string.Join(' ', Items(page).Select(ticket => ticket["subject"]!.ToString()).Order()));
        Assert.Null(page.Json["next"]);
    }

    [Fact]
    public async Task Pages_follow_each_other_newest_first_and_none_is_missed()
    {
        var customer = $"c{Guid.NewGuid():N}";
        var numbers = new List<string>();
        for (var count = 0; count < 53; count++)
        {
            numbers.Insert(0, await this.desk.OpenTicketAsync($"matter {count}", "network", customer));
        }

        var first = await this.desk.GetAsync($"/api/v1/tickets?customer={customer}");
        var newer = await this.desk.OpenTicketAsync("opened meanwhile", "network", customer);
        var second = await this.desk.GetAsync($"/api/v1/tickets?customer={customer}&cursor={first.Text("next")}");

        Assert.Equal(numbers, Items(first).Concat(Items(second)).Select(ticket => ticket["number"]!.ToString()));
        Assert.Equal((50, null), (Items(first).Count, (string?)second.Json["next"]));
        Assert.DoesNotContain(newer, numbers);
    }

    [Fact]
    public async Task A_change_takes_the_version_that_was_read()
    {
        var number = await this.desk.OpenTicketAsync("to be changed");
        var read = await this.desk.GetAsync($"/api/v1/tickets/{number}");
        var changed = await this.PatchAsync(number, """{"assignee":"suzuki","impact":"everyone","urgency":"critical","subject":"Changed","category":"security","by":"suzuki"}""", read.ETag);

        Assert.Equal(200, changed.Status);
        Assert.Equal(("suzuki", "assigned", "everyone", "critical", "P1", "Changed", "security"), (
            changed.Text("assignee"), changed.Text("status"), changed.Text("impact"), changed.Text("urgency"), changed.Text("priority"), changed.Text("subject"), changed.Text("category")));
        Assert.NotEqual(read.ETag, changed.Text("etag"));
        Assert.Equal(changed.Text("etag"), changed.ETag);
    }

    [Fact]
    public async Task A_change_may_take_any_version()
    {
        var number = await this.desk.OpenTicketAsync("whatever it is by now");
        Assert.Equal("Changed", (await this.PatchAsync(number, """{"subject":"Changed"}""", "*")).Text("subject"));
    }

    [Theory]
    [InlineData(null, 428)]
    [InlineData("yesterday's", 428)]
    [InlineData("\"7\"", 412)]
    [InlineData("\"0\"", 412)]
    public async Task A_change_without_the_newest_version_changes_nothing(string? ifMatch, int status)
    {
        var number = await this.desk.OpenTicketAsync("unchanged");
        Assert.Equal(status, (await this.PatchAsync(number, """{"subject":"changed"}""", ifMatch)).Status);
        Assert.Equal("unchanged", (await this.desk.GetAsync($"/api/v1/tickets/{number}")).Text("subject"));
    }

    [Fact]
    public async Task Of_changes_at_the_same_time_one_is_made_and_the_others_are_told()
    {
        var number = await this.desk.OpenTicketAsync("wanted by many");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(agent => this.PatchAsync(number, $$"""{"assignee":"agent{{agent}}"}""", "\"1\"")));
        Assert.Equal([200, 412, 412, 412, 412, 412, 412, 412], answers.Select(answer => answer.Status).Order());
        Assert.Single(await this.EventsAsync(number), happened => happened.Contains("\"assigned\"", StringComparison.Ordinal) && happened.Contains("assignee", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_for_others_to_set_stays_as_it_is()
    {
        var number = await this.desk.OpenTicketAsync("mine");
        var patched = await this.PatchAsync(number, """{"subject":"still mine","status":"closed","number":"INC-999999","priority":"P1","customer":{"id":"thief"},"createdAt":"2000-01-01T00:00:00Z","etag":"\"9\""}""", "\"1\"");
        Assert.Equal(("still mine", "new", number, "P3", "u1", "\"2\""), (
            patched.Text("subject"), patched.Text("status"), patched.Text("number"), patched.Text("priority"), patched.Json["customer"]!["id"]!.ToString(), patched.Text("etag")));
        Assert.DoesNotContain("2000-01-01", patched.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resolved", "resolved")]
    [InlineData("in_progress pending_customer in_progress pending_vendor resolved in_progress", "in_progress")]
    [InlineData("assigned resolved closed", "closed")]
    [InlineData("cancelled", "cancelled")]
    [InlineData("!closed !new resolved !assigned !cancelled !resolved closed !in_progress !resolved", "closed")]
    [InlineData("cancelled !in_progress !resolved", "cancelled")]
    public async Task A_ticket_goes_where_its_lifecycle_lets_it(string steps, string end)
    {
        var number = await this.desk.OpenTicketAsync("on its way");
        foreach (var step in steps.Split(' '))
        {
            var moved = await this.desk.PostAsync($"/api/v1/tickets/{number}/transitions", $$"""{"to":"{{step.TrimStart('!')}}","resolution":"restarted"}""");
            Assert.Equal((step, step[0] == '!' ? 409 : 200), (step, moved.Status));
        }

        Assert.Equal(end, (await this.desk.GetAsync($"/api/v1/tickets/{number}")).Text("status"));
    }

    [Fact]
    public async Task A_refused_transition_says_what_is_possible()
    {
        var number = await this.desk.OpenTicketAsync("new");
        var refused = await this.desk.PostAsync($"/api/v1/tickets/{number}/transitions", """{"to":"closed"}""");
        Assert.Contains($"{number} is new and can't become closed; possible is assigned, in_progress", refused.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resolution_is_kept_and_gone_when_the_work_goes_on()
    {
        var number = await this.desk.OpenTicketAsync("to be solved");
        var resolved = await this.desk.PostAsync($"/api/v1/tickets/{number}/transitions", """{"to":"resolved","resolution":"New cable"}""");
        var reopened = await this.desk.PostAsync($"/api/v1/tickets/{number}/transitions", """{"to":"in_progress","reason":"It broke again"}""");
        Assert.Equal(("New cable", null), (resolved.Text("resolution"), (string?)reopened.Json["resolution"]));
        Assert.NotNull(resolved.Json["resolvedAt"]);
        Assert.Null(reopened.Json["resolvedAt"]);
    }

    [Fact]
    public async Task The_customer_reads_public_comments_and_never_internal_ones()
    {
        var talk = await Talk.BeginAsync(this.desk);
        await talk.SayAllAsync("I need a parking permit", "AB-123");
        var number = (await talk.TicketsAsync())[0]["number"]!.ToString();
        Assert.Equal(200, (await this.desk.PostAsync($"/api/v1/tickets/{number}/comments", """{"text":"customer is difficult","visibility":"internal","by":"suzuki"}""")).Status);
        Assert.Equal(200, (await this.desk.PostAsync($"/api/v1/tickets/{number}/comments", """{"text":"Your permit is printed","visibility":"public","by":"suzuki"}""")).Status);

        var told = await talk.HearsAsync("Your permit is printed");
        await talk.SayAllAsync($"What is the status of {number}?", "show me all comments", "the history please");
        Assert.Equal(("comment", number), (told.Trace("proactive"), told.Trace("ticket")));
        Assert.DoesNotContain(talk.Heard, activity => activity.ToJsonString().Contains("difficult", StringComparison.Ordinal));
        Assert.DoesNotContain("difficult", (await this.desk.GetAsync($"/api/v1/tickets/{number}")).Body, StringComparison.Ordinal);
        Assert.Contains(await this.EventsAsync(number), happened => happened.Contains("difficult", StringComparison.Ordinal) && happened.Contains("\"internal\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_status_is_told_to_the_customer_with_its_resolution()
    {
        var talk = await Talk.BeginAsync(this.desk);
        await talk.SayAllAsync("I need a parking permit", "AB-123");
        var number = (await talk.TicketsAsync())[0]["number"]!.ToString();
        await this.desk.PostAsync($"/api/v1/tickets/{number}/transitions", """{"to":"resolved","resolution":"It lies at the reception"}""");
        var told = await talk.HearsAsync("It lies at the reception");
        Assert.Equal(("status_changed", number), (told.Trace("proactive"), told.Trace("ticket")));
    }

    [Fact]
    public async Task History_only_grows()
    {
        var number = await this.desk.OpenTicketAsync("with a history");
        var before = await this.EventsAsync(number);
        foreach (var (path, json) in ((string, string)[])[("comments", """{"text":"first","visibility":"public"}"""), ("transitions", """{"to":"in_progress"}"""), ("comments", """{"text":"second","visibility":"internal"}"""), ("transitions", """{"to":"resolved"}""")])
        {
            await this.desk.PostAsync($"/api/v1/tickets/{number}/{path}", json);
            var after = await this.EventsAsync(number);
            Assert.Equal(before, after.Take(before.Count));
            Assert.Equal(before.Count + 1, after.Count);
            before = after;
        }
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task History_is_nothing_to_be_written(string method) =>
        Assert.Equal(405, (await this.desk.SendAsync(new HttpMethod(method), $"/api/v1/tickets/{await this.desk.OpenTicketAsync("x")}/events", "{}")).Status);

    [Fact]
    public async Task A_refused_change_leaves_no_trace_in_the_history()
    {
        var number = await this.desk.OpenTicketAsync("untouched");
        await this.desk.PostAsync($"/api/v1/tickets/{number}/transitions", """{"to":"closed"}""");
        await this.desk.PostAsync($"/api/v1/tickets/{number}/comments", """{"text":"x","visibility":"secret"}""");
        await this.PatchAsync(number, """{"subject":"y"}""", "\"5\"");
        Assert.Single(await this.EventsAsync(number));
    }

    private Task<Answer> PatchAsync(string number, string json, string? ifMatch) => this.desk.SendAsync(HttpMethod.Patch, $"/api/v1/tickets/{number}", json, ifMatch: ifMatch);

    private async Task<List<string>> EventsAsync(string number) =>
        [.. (await this.desk.GetAsync($"/api/v1/tickets/{number}/events")).Json["items"]!.AsArray().Select(happened => happened!.ToJsonString())];

    private static List<JsonNode> Items(Answer page) => [.. page.Json["items"]!.AsArray().OfType<JsonNode>()];
}
