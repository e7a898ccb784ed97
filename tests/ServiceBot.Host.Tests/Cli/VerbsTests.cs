using System.Text;
using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Cli;

/// <summary>The program's verbs as somebody runs them: figures for other programs, and one clear line for every mistake.</summary>
public sealed class VerbsTests(DeskWithModel shared) : IClassFixture<DeskWithModel>
{
    private const string Examples = "text\tintent\tcategory\tlang\nmy account is locked\tlocked_account\taccount\ten\n駐車許可がほしい\tparking_permit\tfacilities\tja\nwhat a fine day\tout_of_scope\t\ten\n";
    private const string Passages = "id\ttitle\ttext\nvpn\tVPN\tConnect the VPN before you open the drive.\nprint\tPrinter\tSwitch the printer off and on.\n";
    private const string Questions = "question\tpassage\nhow do I connect the vpn\tvpn\nthe printer is off\tprint vpn\n";

    private readonly DeskFolder desk = shared.Folder;

    public static TheoryData<string, string> Keys => new()
    {
        { "evaluate", "n intentAccuracy intentMacroF1 categoryAccuracy inScopeAccuracy outOfScopeRecall outOfScopePrecision trainSeconds microsecondsPerUtterance byLanguage" },
        { "search-eval", "n recall@1 recall@5 recall@10 mrr@10 indexSeconds microsecondsPerQuery" },
    };

    [Theory, MemberData(nameof(Keys))]
    public async Task Figures_are_one_JSON_object_with_the_promised_names_and_nothing_else(string verb, string keys)
    {
        var run = await this.MeasureAsync(verb);
        Assert.Equal(0, run.Code);
        Assert.Empty(keys.Split(' ').Except(run.Json.Select(member => member.Key)));
        Assert.Equal(verb == "evaluate" ? 3 : 2, run.Json["n"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_figures_of_a_search_have_no_other_names() =>
        Assert.Equal(string.Join(' ', (await this.MeasureAsync("search-eval")).Json.Select(member => member.Key)), Keys.Single(row => (string)row[0] == "search-eval")[1]);

    // The contract shows the figures; what helps to read them comes besides.
    [Fact]
    public async Task The_figures_of_understanding_have_three_more_names() =>
        Assert.Equal("calibrationError perLabel confusion", string.Join(' ', (await this.MeasureAsync("evaluate")).Json.Select(member => member.Key).Except(((string)Keys.First()[1]).Split(' '))));

    [Fact]
    public async Task Figures_of_understanding_come_for_each_language_too()
    {
        var languages = (await this.MeasureAsync("evaluate")).Json["byLanguage"]!.AsObject();
        Assert.Equal(["en", "ja"], languages.Select(language => language.Key).Order());
        Assert.Equal(2, languages["en"]!["n"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_model_is_trained_on_the_spot_and_the_time_is_told()
    {
        var rows = Enumerable.Range(1, 6).Select(number => $"my account {number} is locked\tlocked_account\na parking permit for car {number}\tparking_permit\n");
        var file = this.desk.Put("train.tsv", "text\tintent\n" + string.Concat(rows));
        var run = await Terminal.RunAsync(this.desk, "evaluate", file, "--train", file, "--json");
        Assert.Equal(0, run.Code);
        Assert.InRange(run.Json["trainSeconds"]!.GetValue<double>(), 0, 60);
    }

    [Fact]
    public async Task Training_prints_one_JSON_object_and_the_same_data_gives_the_same_model()
    {
        var first = await Terminal.RunAsync(this.desk, "train", "--out", this.desk.In("first"), "--json");
        Assert.Equal((0, 3), (first.Code, first.Json["intents"]!.GetValue<int>()));
        Assert.Equal(File.ReadAllBytes(this.desk.In("models/understanding/model.bin")), File.ReadAllBytes(this.desk.In("first/model.bin")));
    }

    public static TheoryData<string, string> Mistakes => new()
    {
        { "frobnicate", "frobnicate" },
        { "evaluate", "evaluate" },
        { "evaluate examples.tsv --jsn", "--jsn" },
        { "search-eval --passages passages.tsv", "--questions" },
        { "backup", "backup" },
        { "evaluate nowhere.tsv", "nowhere.tsv" },
        { "evaluate examples.tsv --model nowhere", "nowhere" },
        { "evaluate examples.tsv --train nowhere.tsv", "nowhere.tsv" },
        { "evaluate passages.tsv", "'intent'" },
        { "evaluate latin.tsv", "UTF-8" },
        { "evaluate empty.tsv", "empty.tsv" },
        { "evaluate header.tsv", "header.tsv" },
        { "evaluate half.tsv", "half.tsv:3:" },
        { "train --data nowhere.tsv", "nowhere.tsv" },
        { "train --data header.tsv", "header.tsv" },
        { "search-eval --passages nowhere.tsv --questions questions.tsv", "nowhere.tsv" },
        { "search-eval --passages passages.tsv --questions passages.tsv", "question" },
        { "search-eval --passages passages.tsv --questions empty.tsv", "empty.tsv" },
        { "search-eval --passages passages.tsv --questions stranger.tsv", "'mars'" },
        { "search-eval --passages passages.tsv --questions latin.tsv", "latin.tsv" },
        { "restore nowhere.db", "nowhere.db" },
        { "restore examples.tsv", "examples.tsv" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_named_in_one_line(string words, string named)
    {
        this.desk.Put("examples.tsv", Examples);
        this.desk.Put("passages.tsv", Passages);
        this.desk.Put("questions.tsv", Questions);
        this.desk.Put("empty.tsv", "");
        this.desk.Put("header.tsv", "text\tintent\n");
        this.desk.Put("half.tsv", "text\tintent\nlocked\tlocked_account\nno tab here\n");
        this.desk.Put("stranger.tsv", "question\tpassage\nwhere is it\tmars\n");
        File.WriteAllBytes(this.desk.In("latin.tsv"), Encoding.Latin1.GetBytes("text\tintent\nGrüße\tsmalltalk\n"));

        (await Terminal.RunAsync(this.desk, words.Split(' '))).MustRefuse(named);
    }

    [Theory]
    [InlineData("nowhere.yaml")]
    [InlineData("--quiet")]
    public async Task A_story_that_is_not_there_is_named(string word)
    {
        var run = await Terminal.RunAsync(this.desk, "stories", word);
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.StartsWith($"{word}: The file can't be read", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    public async Task Help_names_every_verb(string word)
    {
        var run = await Terminal.RunAsync(this.desk, word);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.All((string[])["serve", "chat", "train", "evaluate", "search-eval", "stories", "check", "backup", "restore", "loadtest"], verb => Assert.Contains($"\n  {verb}", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_with_a_verb_names_its_options()
    {
        var run = await Terminal.RunAsync(this.desk, "help", "evaluate");
        Assert.Equal(0, run.Code);
        Assert.Contains("--validation", run.Output, StringComparison.Ordinal);
    }

    private Task<Ended> MeasureAsync(string verb) => verb == "evaluate"
        ? Terminal.RunAsync(this.desk, "evaluate", this.desk.Put("measured.tsv", Examples), "--json")
        : Terminal.RunAsync(this.desk, "search-eval", "--passages", this.desk.Put("p.tsv", Passages), "--questions", this.desk.Put("q.tsv", Questions), "--json");
}

/// <summary>A desk's folder that the tests of a class share.</summary>
public sealed class DeskWithModel : IAsyncLifetime
{
    public DeskFolder Folder { get; private set; } = null!;

    public async Task InitializeAsync() => this.Folder = await DeskFolder.MakeAsync();

    public Task DisposeAsync()
    {
        this.Folder?.Dispose();
        return Task.CompletedTask;
    }
}
