using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Cli;

/// <summary>A start that can't succeed says in one line which setting is to be mended.</summary>
public sealed class StartTests(DeskWithModel shared) : IClassFixture<DeskWithModel>
{
    public static TheoryData<string, string> Senseless => new()
    {
        { "Data", "/dev/null/data" },
        { "Dialogs", "nowhere" },
        { "Store", "oracle" },
        { "Clock:Offset", "soon" },
        { "Clock:Offset", "PT1H" },
        { "Admin:ApiKey", "short" },
        { "DirectLine:Secret", "short" },
        { "Bot:TenantId", "a/b" },
        { "Bot:OpenIdMetadata", "keys" },
        { "Bot:MetadataRefreshSeconds", "-1" },
        { "Limits:RequestsPerSecondPerToken", "many" },
        { "Limits:ActivityBytes", "0" },
        { "Embeddings:Endpoint", "http://models.example.com/v1" },
    };

    [Theory, MemberData(nameof(Senseless))]
    public async Task A_value_that_makes_no_sense_stops_the_start_and_is_named(string key, string value) =>
        (await Terminal.RunAsync(shared.Folder, [($"ServiceBot__{key.Replace(":", "__", StringComparison.Ordinal)}", value)], "--urls", "http://127.0.0.1:0")).MustRefuseToStart($"ServiceBot:{key} ");

    [Fact]
    public async Task A_verb_is_stopped_by_such_a_value_too() =>
        (await Terminal.RunAsync(shared.Folder, [("ServiceBot__Dialogs", "nowhere")], "check")).MustRefuse("ServiceBot:Dialogs ");

    [Fact]
    public async Task A_desk_that_runs_already_is_not_started_twice()
    {
        using var folder = await DeskFolder.MakeAsync();
        await using var first = await RunningDesk.StartAsync(folder);
        (await Terminal.RunAsync(folder, [], "--urls", "http://127.0.0.1:0")).MustRefuseToStart("is in use by another ServiceBot");
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        using var folder = await DeskFolder.MakeAsync();
        await using var first = await RunningDesk.StartAsync(folder);
        var address = first.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        (await Terminal.RunAsync(shared.Folder, [], "--urls", address)).MustRefuseToStart(address);
    }

    [Fact]
    public async Task Wording_that_is_broken_from_the_start_is_named_with_file_and_line()
    {
        using var folder = await DeskFolder.MakeAsync();
        folder.Edit("dialogs/conversation/replies.en.yaml", "welcome:", "welcome: [");
        var run = await Terminal.RunAsync(folder, [], "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, run.Code);
        Assert.Matches(@"replies\.en\.yaml:\d+: ", run.Output + run.Error);
        Assert.DoesNotContain("   at ", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_stop_is_orderly_however_often_it_is_asked_for(int times)
    {
        using var folder = await DeskFolder.MakeAsync();
        await using var desk = await RunningDesk.StartAsync(folder);
        await desk.OpenTicketAsync("kept");
        Assert.Equal(0, await desk.StopAsync(times));
        Assert.DoesNotContain("nhandled", desk.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_desk_that_was_trained_does_not_learn_again()
    {
        using var folder = await DeskFolder.MakeAsync();
        await using var desk = await RunningDesk.StartAsync(folder);
        Assert.DoesNotContain("Training", desk.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_desk_whose_models_can_not_be_written_starts_and_says_so()
    {
        using var folder = await DeskFolder.MakeAsync();
        await using var desk = await RunningDesk.StartAsync(folder, ("ServiceBot__Models", "/dev/null/models"));
        await desk.LoggedAsync("ServiceBot:Models");
        Assert.Equal("locked_account", (await desk.PostAsync("/api/v1/understand", """{"text":"please unlock my account"}""")).Json["intent"]!["name"]!.ToString());
    }
}
