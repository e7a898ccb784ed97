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
}
