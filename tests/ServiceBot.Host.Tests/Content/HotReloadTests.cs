using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Content;

/// <summary>Files of the desk that change while it runs: what is good is taken over, what is broken is refused and the last good one stays.</summary>
public sealed class HotReloadTests : IAsyncLifetime
{
    private const string LaptopLoan = """
        id: laptop_loan
        kind: request
        category: hardware
        title: { ja: 貸出PC, en: Borrow a laptop }
        examples:
          ja: [出張用にPCを借りたい, 貸出用のノートはありますか, 貸出PCの申請, PCを一時的に借りたい, ノートPCの貸し出し]
          en: [can I borrow a laptop, I need a loaner for a trip, lend me a notebook, loan laptop request, borrow a computer for a week]
        slots:
          weeks:
            type: number
            label: { ja: 週数, en: Weeks }
            ask: { ja: 何週間ですか。, en: For how many weeks? }
            min: 1
        steps:
          - collect: weeks
          - ticket: { ja: 準備します。, en: We get one ready. }
        """;

    private DeskFolder folder = null!;
    private RunningDesk desk = null!;

    public async Task InitializeAsync()
    {
        this.folder = await DeskFolder.MakeAsync();
        this.desk = await RunningDesk.StartAsync(this.folder);
    }

    public async Task DisposeAsync()
    {
        await this.desk.DisposeAsync();
        this.folder.Dispose();
    }

    [Fact]
    public async Task A_new_playbook_is_a_new_service_with_no_other_change()
    {
        var talk = await Talk.BeginAsync(this.desk);
        Assert.NotEqual("laptop_loan", (await talk.SayAsync("can I borrow a laptop")).Trace("playbook"));

        this.folder.Put("dialogs/playbooks/laptop_loan.yaml", LaptopLoan);
        await this.desk.LoggedAsync("taken over anew; 0 faults");

        var customer = await Talk.BeginAsync(this.desk);
        Assert.Equal(("laptop_loan", "collect:weeks"), Place(await customer.SayAsync("can I borrow a laptop")));
        Assert.Contains("We get one ready", (await customer.SayAsync("2"))["text"]!.ToString() + string.Concat(customer.Heard.Select(activity => activity["text"])), StringComparison.Ordinal);
        var ticket = (await customer.TicketsAsync())[0];
        Assert.Equal(("request", "hardware", "2"), (ticket["type"]!.ToString(), ticket["category"]!.ToString(), ticket["slots"]!["weeks"]!.ToString()));
    }

    [Theory]
    [InlineData("kind: request", "kind: wish", "parking_permit.yaml:2: ")]
    [InlineData("title: {", "title: {{", "parking_permit.yaml:4: ")]
    [InlineData("slots:", "slots: [", "parking_permit.yaml:")]
    public async Task A_broken_playbook_is_named_and_the_last_good_one_stays(string good, string bad, string named)
    {
        this.folder.Edit("dialogs/playbooks/parking_permit.yaml", good, bad);
        await this.desk.LoggedAsync(named);
        await this.desk.LoggedAsync("taken over anew;");

        var talk = await Talk.BeginAsync(this.desk);
        Assert.Equal(("parking_permit", "collect:plate"), Place(await talk.SayAsync("parking permit please")));
        await talk.SayAsync("AB-123");
        Assert.Single(await talk.TicketsAsync());
    }

    [Fact]
    public async Task A_new_playbook_that_is_broken_takes_no_words_from_those_that_are_good()
    {
        this.folder.Put("dialogs/playbooks/laptop_loan.yaml", LaptopLoan.Replace("collect: weeks", "collect: months", StringComparison.Ordinal).Replace("can I borrow a laptop", "parking permit please", StringComparison.Ordinal));
        await this.desk.LoggedAsync("laptop_loan.yaml:15: ");
        await this.desk.LoggedAsync("taken over anew;");
        Assert.Equal("parking_permit", (await (await Talk.BeginAsync(this.desk)).SayAsync("parking permit please")).Trace("playbook"));
    }

    [Fact]
    public async Task A_playbook_that_is_mended_is_taken_over()
    {
        this.folder.Edit("dialogs/playbooks/parking_permit.yaml", "What is your plate number?", "Which plate? }");
        await this.desk.LoggedAsync("parking_permit.yaml:");
        this.folder.Edit("dialogs/playbooks/parking_permit.yaml", "Which plate? }", "Which plate?");
        await this.desk.LoggedAsync("taken over anew; 0 faults");
        Assert.Equal("Which plate?", (await (await Talk.BeginAsync(this.desk)).SayAsync("parking permit please"))["text"]!.ToString());
    }

    [Fact]
    public async Task Another_wording_is_said_from_then_on()
    {
        this.folder.Put("dialogs/conversation/replies.en.yaml", System.Text.RegularExpressions.Regex.Replace(
            File.ReadAllText(this.folder.In("dialogs/conversation/replies.en.yaml")), @"(?m)^welcome:.*\n(?:[ -].*\n)*", "welcome: [Ahoy there]\n", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await this.desk.LoggedAsync("taken over anew; 0 faults");
        await (await Talk.BeginAsync(this.desk)).HearsAsync("Ahoy there");
    }

    [Fact]
    public async Task Wording_that_is_broken_is_named_and_the_last_good_one_stays()
    {
        this.folder.Edit("dialogs/conversation/replies.en.yaml", "welcome:", "welcome: [");
        await this.desk.LoggedAsync("replies.en.yaml:");
        await this.desk.LoggedAsync("taken over anew;");
        var talk = await Talk.BeginAsync(this.desk);
        await talk.HearsAsync(activity => activity["text"]?.ToString().Length > 0);
    }

    [Fact]
    public async Task A_new_article_is_found()
    {
        this.folder.Put("dialogs/knowledge/en/coffee.md", "---\nid: coffee\ntitle: The coffee machine blinks red\nquestions:\n  - why does the coffee machine blink red\ntags: [coffee]\ncategory: facilities\naudience: everyone\nowner: facilities-team\nreview: 2027-01-01\n---\nEmpty its tray and close the door.\n");
        await this.desk.LoggedAsync("taken over anew; 0 faults");
        Assert.Equal("coffee", (await this.desk.GetAsync("/api/v1/knowledge/search?q=coffee+machine+blinks+red&lang=en")).Json["hits"]?[0]?["id"]?.ToString());
    }

    [Fact]
    public async Task The_same_service_twice_is_refused_and_the_desk_goes_on()
    {
        this.folder.Put("dialogs/playbooks/copies/parking_permit.yaml", File.ReadAllText(this.folder.In("dialogs/playbooks/parking_permit.yaml")));
        await this.desk.LoggedAsync("parking_permit.yaml", "twice");
        Assert.Equal("parking_permit", (await (await Talk.BeginAsync(this.desk)).SayAsync("parking permit please")).Trace("playbook"));
    }

    [Fact]
    public async Task Without_two_services_to_tell_apart_the_desk_goes_on_as_it_was()
    {
        File.Delete(this.folder.In("dialogs/playbooks/locked_account.yaml"));
        File.Delete(this.folder.In("dialogs/playbooks/vpn_help.yaml"));
        await this.desk.LoggedAsync("no two intents");
        Assert.Equal("parking_permit", (await (await Talk.BeginAsync(this.desk)).SayAsync("parking permit please")).Trace("playbook"));
    }

    private static (string? Playbook, string? Step) Place(System.Text.Json.Nodes.JsonNode reply) => (reply.Trace("playbook"), reply.Trace("step"));
}
