using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Embeddings;

/// <summary>A running desk with an embedding model that ranks articles beside their words.</summary>
public sealed class EmbeddingsTests : IAsyncLifetime
{
    private const string Ranking = "it ranks from now on";
    private const int Articles = 4 + 13;

    private ConceptModel model = null!;
    private DeskFolder folder = null!;
    private RunningDesk desk = null!;

    public async Task InitializeAsync()
    {
        this.model = await ConceptModel.StartAsync();
        this.folder = await DeskFolder.MakeAsync();
        ManyArticles.AddTo(this.folder);
        this.desk = await RunningDesk.StartAsync(this.folder, this.model.Settings);
        await this.desk.LoggedAsync(Ranking);
    }

    public async Task DisposeAsync()
    {
        await this.desk.DisposeAsync();
        await this.model.DisposeAsync();
        this.folder.Dispose();
    }

    [Fact]
    public async Task An_article_is_found_in_words_that_it_does_not_hold()
    {
        Assert.Equal("sound", await this.FirstAsync("mute"));
        Assert.Equal(("/v1/embeddings", "Bearer key-of-the-model", "concepts-1", Articles), this.model.Requests.First());
    }

    [Fact]
    public async Task Only_articles_that_changed_are_asked_for_again_and_after_a_restart_none()
    {
        this.model.Asked.Clear();
        ManyArticles.Put(this.folder, "badges", "How to mute a badge reader", "Tap it twice.");
        await this.desk.LoggedAsync($"asked for 1 of {Articles}");
        Assert.StartsWith("How to mute a badge reader\n", Assert.Single(this.model.Asked), StringComparison.Ordinal);

        await this.desk.KillAsync();
        await this.desk.DisposeAsync();
        this.desk = await RunningDesk.StartAsync(this.folder, this.model.Settings);
        await this.desk.LoggedAsync($"asked for 0 of {Articles}");
        Assert.Contains(await this.FirstAsync("mute it"), (string[])["badges", "sound"]);
        Assert.Equal(Articles, Directory.GetFiles(this.folder.In("data/embeddings")).Length);
        Assert.Equal("mute it", this.model.Asked.Last());
        Assert.Equal(2, this.model.Asked.Count);
    }

    [Fact]
    public async Task A_model_that_is_gone_leaves_the_answer_to_the_words_and_is_named_once()
    {
        await this.model.StopAsync();
        foreach (var question in (string[])["the vpn does not connect", "my printer prints nothing", "the vpn does not connect at all"])
        {
            Assert.Matches("vpn-cannot-connect|printer-not-printing", await this.FirstAsync(question));
        }

        Assert.Single(this.desk.Log.Split("The embedding model ranks no articles").Skip(1));
        Assert.NotEmpty((await (await Talk.BeginAsync(this.desk)).SayAsync("the printer does not print a page of it"))["text"]!.ToString());
    }

    [Fact]
    public async Task A_model_that_hangs_is_given_up_and_then_left_alone()
    {
        await this.desk.DisposeAsync();
        this.desk = await RunningDesk.StartAsync(this.folder, this.model.Impatient);
        await this.desk.LoggedAsync(Ranking);
        this.model.Hangs = true;
        var before = this.model.Requests.Count;
        foreach (var _ in (int[])[1, 2, 3])
        {
            Assert.Equal("printer-not-printing", await this.FirstAsync("my printer prints nothing"));
        }

        Assert.NotEmpty((await (await Talk.BeginAsync(this.desk)).SayAsync("the printer does not print a page of it"))["text"]!.ToString());
        Assert.Equal(before + 2, this.model.Requests.Count);
        Assert.Contains("no answer within 0.5 s", this.desk.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_in_a_search_do_not_reach_the_model()
    {
        await this.FirstAsync("my password is hunter2! and the card 4111 1111 1111 1111 is on mute");
        Assert.Equal("my password is ＊＊＊＊ and the card ＊＊＊＊ is on mute", this.model.Asked.Last());
    }

    [Fact]
    public async Task Services_buttons_and_answers_are_not_the_models_business()
    {
        this.model.Asked.Clear();
        var talk = await Talk.BeginAsync(this.desk);
        await talk.SayAllAsync("parking permit please", "AB-123");
        Assert.Empty(this.model.Asked);
    }

    private async Task<string> FirstAsync(string question) =>
        (await this.desk.GetAsync($"/api/v1/knowledge/search?lang=en&q={Uri.EscapeDataString(question)}")).Json["hits"]![0]!["id"]!.ToString();
}

/// <summary>What becomes of a desk whose model is away when it starts, and of a customer's question when it is there.</summary>
public sealed class EmbeddingsFromTheStartTests : IAsyncLifetime
{
    private ConceptModel model = null!;
    private DeskFolder folder = null!;

    public async Task InitializeAsync()
    {
        this.model = await ConceptModel.StartAsync();
        this.folder = await DeskFolder.MakeAsync();
        ManyArticles.AddTo(this.folder);
    }

    public async Task DisposeAsync()
    {
        await this.model.DisposeAsync();
        this.folder.Dispose();
    }

    [Fact]
    public async Task Until_the_articles_are_embedded_the_words_decide_alone_and_a_change_tries_again()
    {
        this.model.Status = 503;
        await using var desk = await RunningDesk.StartAsync(this.folder, this.model.Settings);
        await desk.LoggedAsync("in vain", "503");
        Assert.Equal("vpn-cannot-connect", (await desk.GetAsync("/api/v1/knowledge/search?lang=en&q=vpn+connect")).Json["hits"]![0]!["id"]!.ToString());
        Assert.DoesNotContain("vpn connect", this.model.Asked);

        this.model.Status = 200;
        ManyArticles.Put(this.folder, "badges", "All about badges", "Ask at reception.");
        await desk.LoggedAsync("it ranks from now on");
    }

    [Fact]
    public async Task A_customer_is_offered_what_only_the_model_finds_and_no_secret_leaves()
    {
        ManyArticles.TeachQuestions(this.folder);
        await using var desk = await RunningDesk.StartAsync(this.folder, this.model.Settings);
        await desk.LoggedAsync("it ranks from now on");
        var talk = await Talk.BeginAsync(desk);
        var reply = await talk.SayAsync("how do I mute a laptop");
        Assert.Equal("which_article", reply.Trace("step"));
        Assert.Equal("The sound of silence", reply["suggestedActions"]!["actions"]![0]!["title"]!.ToString());
        Assert.Contains("Press the key", (await talk.SayAsync("The sound of silence"))["text"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("The sound of silence", this.model.Asked);

        await talk.SayAsync("how do I mute a laptop, my password is hunter2!");
        Assert.Equal("how do I mute a laptop, my password is ＊＊＊＊", this.model.Asked.Last());
    }
}
