using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Cli;

/// <summary>Verbs about the desk's content and its database; each test has a desk of its own.</summary>
public sealed class DeskVerbsTests : IAsyncLifetime
{
    private const string Story = """
        story: A parking permit
        language: en
        steps:
          - customer: I need a parking permit
            bot: { playbook: parking_permit, step: "collect:plate" }
          - customer: AB-123
            ticket: { type: request, slots: { plate: AB-123 } }
        """;

    private DeskFolder desk = null!;

    public async Task InitializeAsync() => this.desk = await DeskFolder.MakeAsync();

    public Task DisposeAsync()
    {
        this.desk.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_sound_desk_has_no_faults()
    {
        var run = await Terminal.RunAsync(this.desk, "check");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("No faults: 3 playbooks, 4 articles", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_told_with_file_line_and_remedy()
    {
        this.desk.Edit("dialogs/playbooks/parking_permit.yaml", "category: facilities", "category: garden");
        this.desk.Edit("dialogs/playbooks/locked_account.yaml", "kind: incident", "kind: wish");
        this.desk.Put("models/evaluation/intents.en.tsv", "text\tintent\tcategory\tlang\nmy plants are dry\tgardening\t\ten\nhello\tgreet\tgarden\ten\n");
        this.desk.Put("models/training/more.tsv", "text\tintent\tlang\nhello\tsmalltalk\tklingon\n");
        var run = await Terminal.RunAsync(this.desk, "check");

        Assert.Equal(1, run.Code);
        Assert.Matches(@"(?m)^dialogs/playbooks/parking_permit\.yaml:3: .*garden.* Use one of ", run.Output);
        Assert.Matches(@"(?m)^dialogs/playbooks/locked_account\.yaml:2: .*wish.* Use one of ", run.Output);
        Assert.Matches(@"(?m)^models/training/more\.tsv:2: .*klingon.* Write ja or en", run.Output);
        Assert.Matches(@"(?m)^models/evaluation/intents\.en\.tsv:2: `gardening` is no intent\.", run.Output);
        Assert.Matches(@"(?m)^models/evaluation/intents\.en\.tsv:3: `garden` is no category\. Use one of ", run.Output);
        Assert.EndsWith("5 faults.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_that_goes_as_written_ends_with_0()
    {
        this.desk.Put("dialogs/stories/permit.yaml", Story);
        var run = await Terminal.RunAsync(this.desk, "stories");
        Assert.Equal((0, "1 of 1 stories went as written (0 ja, 1 en).\n"), (run.Code, run.Output));
    }

    [Fact]
    public async Task A_story_that_breaks_ends_with_1_and_says_where()
    {
        var file = this.desk.Put("permit.yaml", Story.Replace("type: request", "type: incident", StringComparison.Ordinal));
        var run = await Terminal.RunAsync(this.desk, "stories", file);
        Assert.Equal(1, run.Code);
        Assert.Contains($"{file}:6: type is request, not incident", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_saved_from_a_running_desk_comes_back()
    {
        await using (var running = await RunningDesk.StartAsync(this.desk))
        {
            await running.OpenTicketAsync("kept");
            Assert.Equal(0, (await Terminal.RunAsync(this.desk, "backup", "saved.db")).Code);
            await running.OpenTicketAsync("lost");
            (await Terminal.RunAsync(this.desk, "restore", "saved.db")).MustRefuse("in use");
        }

        Assert.Equal(0, (await Terminal.RunAsync(this.desk, "restore", "saved.db")).Code);
        await using var again = await RunningDesk.StartAsync(this.desk);
        var subjects = (await again.GetAsync("/api/v1/tickets")).Json["items"]!.AsArray().Select(ticket => ticket!["subject"]!.GetValue<string>());
        Assert.Equal(["kept"], subjects);
    }

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_save() =>
        (await Terminal.RunAsync(this.desk, "backup", "saved.db")).MustRefuse("ServiceBot:Data");

    [Fact]
    public async Task What_a_desk_has_elsewhere_becomes_articles()
    {
        this.desk.Put("elsewhere/Parking at the office.html", """
            <html><head><title>Intranet</title><script>alert(1)</script></head><body><nav>Home</nav><main><h1>Parking at the office</h1>
            <p>Visitors park on <a href="https://park.example.com">level 2</a>.</p><h3>Steps</h3><ol><li>Open the page.</li><li>Type the <b>plate</b>.</li></ol></main></body></html>
            """);
        this.desk.Put("elsewhere/toner.md", "---\nauthor: me\n---\n# Change the toner\n\n## How\n\n1. Open the lid.\n");
        var run = await Terminal.RunAsync(this.desk, "import", "knowledge", "elsewhere", "--category", "facilities");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("elsewhere/Parking at the office.html → dialogs/knowledge/en/parking-at-the-office.md\nelsewhere/toner.md → dialogs/knowledge/en/toner.md\n2 taken over, 0 refused.", run.Output, StringComparison.Ordinal);
        var parking = await File.ReadAllTextAsync(this.desk.In("dialogs/knowledge/en/parking-at-the-office.md"));
        Assert.EndsWith("---\nVisitors park on [level 2](https://park.example.com).\n\n## Steps\n\n1. Open the page.\n2. Type the **plate**.\n", parking, StringComparison.Ordinal);
        Assert.Contains("\ntitle: \"Parking at the office\"\n", parking, StringComparison.Ordinal);
        Assert.Contains("---\nOpen the lid.\n\n## How\n", await File.ReadAllTextAsync(this.desk.In("dialogs/knowledge/en/toner.md")), StringComparison.Ordinal);
        Assert.StartsWith("No faults: 3 playbooks, 6 articles", (await Terminal.RunAsync(this.desk, "check")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_makes_no_article_is_refused_and_nothing_is_overwritten()
    {
        this.desk.Put("elsewhere/empty.txt", "\n");
        this.desk.Put("elsewhere/picture.png", "x");
        this.desk.Put("elsewhere/vpn-cannot-connect.txt", "The VPN\n\nAnother text.\n");
        var run = await Terminal.RunAsync(
            this.desk, "import", "knowledge", "elsewhere/empty.txt", "elsewhere/picture.png", "elsewhere/nothing.md", "elsewhere/vpn-cannot-connect.txt", "--category", "network", "--lang", "en");

        Assert.Equal(1, run.Code);
        Assert.Matches(@"(?m)^elsewhere/empty\.txt: The file holds no words\.", run.Error);
        Assert.Matches(@"(?m)^elsewhere/picture\.png: This form is not read\. Use one of ", run.Error);
        Assert.Matches(@"(?m)^elsewhere/nothing\.md: There is no such file\.", run.Error);
        Assert.Matches(@"(?m)^elsewhere/vpn-cannot-connect\.txt: There is an article vpn-cannot-connect already\. Give --replace", run.Error);
        Assert.DoesNotContain("Another text", await File.ReadAllTextAsync(this.desk.In("dialogs/knowledge/en/vpn-cannot-connect.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_category_that_the_desk_does_not_have_imports_nothing()
    {
        var run = await Terminal.RunAsync(this.desk, "import", "knowledge", "elsewhere", "--category", "garden");
        Assert.Equal(2, run.Code);
        Assert.StartsWith("`garden` is no category. Use one of ", run.Error, StringComparison.Ordinal);
    }
}
