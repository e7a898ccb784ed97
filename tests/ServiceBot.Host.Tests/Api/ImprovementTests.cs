using System.Text.Json.Nodes;
using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Api;

/// <summary>The weekly loop over REST, against the running process: what was not understood is noticed, labelled, learned and promoted.</summary>
public sealed class ImprovementTests : IAsyncLifetime
{
    private DeskFolder folder = null!;
    private RunningDesk desk = null!;

    public async Task InitializeAsync()
    {
        this.folder = await DeskFolder.MakeAsync();
        this.folder.Put("models/evaluation/intents.en.tsv", "text\tintent\tcategory\tlang\nthe vpn does not connect\tvpn_help\tnetwork\ten\n");
        this.folder.Put("models/training/acts.tsv", "text\tintent\tcategory\tlang\ncancel\tcancel\t\ten\nnever mind\tcancel\t\ten\nforget it\tcancel\t\ten\n");
        this.desk = await RunningDesk.StartAsync(this.folder);
    }

    public async Task DisposeAsync()
    {
        await this.desk.DisposeAsync();
        this.folder.Dispose();
    }

    [Fact]
    public async Task What_was_not_understood_is_understood_after_it_was_labelled_learned_and_promoted_and_not_after_a_rollback()
    {
        string[] sayings = ["my blue widget wobbles", "my red widget wobbles", "my widget wobbles a lot"];
        foreach (var saying in sayings)
        {
            await this.MisunderstoodAsync(saying);
        }

        var group = Assert.Single((await this.desk.GetAsync("/api/v1/improvement/groups?lang=en")).Json["items"]!.AsArray())!;
        Assert.Equal((3, 3), (group["conversations"]!.GetValue<int>(), group["texts"]!.AsArray().Count));
        Assert.NotEqual("vpn_help", await this.MeansAsync("my widget wobbles"));

        var decided = await this.DecideAsync(Ids(group), """ "verdict":"example","intent":"vpn_help","by":"Aoki" """);
        Assert.Equal((200, 3), (decided.Status, decided.Json["decided"]!.GetValue<int>()));
        Assert.Empty((await this.desk.GetAsync("/api/v1/improvement/groups")).Json["items"]!.AsArray());
        Assert.Contains("my widget wobbles a lot\tvpn_help\tnetwork\ten\n", (await this.desk.GetAsync("/api/v1/improvement/examples")).Body, StringComparison.Ordinal);

        await this.TrainAsync();
        Assert.NotEqual("vpn_help", await this.MeansAsync("my widget wobbles"));
        var compared = await this.desk.GetAsync("/api/v1/models/1");
        Assert.Equal(("candidate", 1.0), (compared.Json["version"]!["state"]!.ToString(), compared.Json["languages"]![0]!["before"]!.GetValue<double>()));

        Assert.Equal(1, (await this.desk.PostAsync("/api/v1/models/1/promotion", """{"by":"Aoki"}""")).Json["inService"]!.GetValue<int>());
        Assert.Equal("vpn_help", await this.MeansAsync("my widget wobbles"));

        await this.RestartAsync();
        Assert.Equal("vpn_help", await this.MeansAsync("my widget wobbles"));

        Assert.Equal(0, (await this.desk.PostAsync("/api/v1/models/rollback", """{"by":"Aoki","reason":"not now"}""")).Json["inService"]!.GetValue<int>());
        Assert.NotEqual("vpn_help", await this.MeansAsync("my widget wobbles"));
        Assert.Equal(409, (await this.desk.PostAsync("/api/v1/models/rollback", "{}")).Status);

        Assert.Equal(
            "model.rolled_back by Aoki: not now, model.promoted by Aoki: , model.trained by Aoki: , samples.example by Aoki: ",
            string.Join(", ", (await this.desk.GetAsync("/api/v1/audit")).Json["items"]!.AsArray().Select(step => $"{step!["action"]} by {step["by"]}: {step["why"]}")));
    }

    [Fact]
    public async Task A_version_that_fell_is_promoted_only_with_a_reason()
    {
        await this.MisunderstoodAsync("my blue widget wobbles");
        await this.DecideAsync(Ids(await this.OnlyGroupAsync()), """ "verdict":"example","intent":"vpn_help" """);
        await this.TrainAsync();

        // Whatever the desk's own examples are now, the version was compared with others.
        this.folder.Put("models/training/more.tsv", "text\tintent\tcategory\tlang\nthe tunnel is down\tvpn_help\tnetwork\ten\n");
        this.folder.Edit("dialogs/playbooks/parking_permit.yaml", "kind: request", "kind: request\n");
        await this.desk.LoggedAsync("taken over anew");

        var refused = await this.desk.PostAsync("/api/v1/models/1/promotion", "{}");
        Assert.Equal(409, refused.Status);
        Assert.Contains("examples have changed", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(200, (await this.desk.PostAsync("/api/v1/models/1/promotion", """{"reason":"We know what we do."}""")).Status);
        Assert.Equal(404, (await this.desk.PostAsync("/api/v1/models/7/promotion", "{}")).Status);
    }

    [Fact]
    public async Task A_damaged_model_is_never_used_and_learned_again()
    {
        await this.MisunderstoodAsync("my blue widget wobbles");
        await this.DecideAsync(Ids(await this.OnlyGroupAsync()), """ "verdict":"example","intent":"vpn_help" """);
        await this.TrainAsync();
        await this.desk.PostAsync("/api/v1/models/1/promotion", "{}");
        await this.desk.KillAsync();
        var file = this.folder.In("data/models/1/model.bin");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 0xFF;
        await File.WriteAllBytesAsync(file, bytes);

        await this.RestartAsync();
        Assert.Contains("Training the understanding model", this.desk.Log, StringComparison.Ordinal);
        Assert.Equal("vpn_help", await this.MeansAsync("my blue widget wobbles"));
    }

    [Fact]
    public async Task An_article_or_a_playbook_begins_with_what_customers_said()
    {
        await this.MisunderstoodAsync("my blue widget wobbles");
        var ids = Ids(await this.OnlyGroupAsync());
        Assert.Contains("- \"my blue widget wobbles\"", (await this.DecideAsync(ids, """ "verdict":"article","category":"network" """)).Text("draft"), StringComparison.Ordinal);
        Assert.Contains("category: facilities", (await this.DecideAsync(ids, """ "verdict":"playbook","category":"facilities" """)).Text("draft"), StringComparison.Ordinal);
        Assert.Equal("playbook", Assert.Single((await this.desk.GetAsync("/api/v1/improvement/samples?verdict=playbook")).Json["items"]!.AsArray())!["decision"]!["verdict"]!.ToString());
    }

    [Fact]
    public async Task What_should_have_found_an_article_becomes_a_line_of_its_sayings()
    {
        await this.MisunderstoodAsync("my blue widget wobbles");
        var ids = Ids(await this.OnlyGroupAsync());
        Assert.Contains("'boats'", (await this.DecideAsync(ids, """ "verdict":"article","article":"boats" """)).Text("detail"), StringComparison.Ordinal);
        Assert.Equal(400, (await this.DecideAsync(ids, """ "verdict":"ignored","article":"vpn-cannot-connect" """)).Status);
        Assert.Equal("my blue widget wobbles\tvpn-cannot-connect\n", (await this.DecideAsync(ids, """ "verdict":"article","article":"vpn-cannot-connect","note":"weekly" """)).Text("draft"));
        Assert.Equal("vpn-cannot-connect: weekly", Assert.Single((await this.desk.GetAsync("/api/v1/improvement/samples?verdict=article")).Json["items"]!.AsArray())!["decision"]!["note"]!.ToString());
    }

    private static JsonArray Ids(JsonNode group) => group["samples"]!.DeepClone().AsArray();

    private async Task<JsonNode> OnlyGroupAsync() => Assert.Single((await this.desk.GetAsync("/api/v1/improvement/groups")).Json["items"]!.AsArray())!;

    private Task<Answer> DecideAsync(JsonArray samples, string decision)
    {
        var asked = JsonNode.Parse($"{{{decision}}}")!.AsObject();
        asked["samples"] = samples.DeepClone();
        return this.desk.PostAsync("/api/v1/improvement/decisions", asked.ToJsonString());
    }

    // The bot begins what was not meant, and the customer stops it.
    private async Task MisunderstoodAsync(string saying) => await (await Talk.BeginAsync(this.desk)).SayAllAsync(saying, "cancel");

    private async Task TrainAsync()
    {
        Assert.Equal(202, (await this.desk.PostAsync("/api/v1/models/training", """{"by":"Aoki"}""")).Status);
        await Eventually.Is(async () => (await this.desk.GetAsync("/api/v1/models/training")).Text("stage") == "ready", () => this.desk.Log);
    }

    private async Task<string> MeansAsync(string text) => (await this.desk.PostAsync("/api/v1/understand", new JsonObject { ["text"] = text, ["lang"] = "en" }.ToJsonString())).Json["intent"]!["name"]!.ToString();

    private async Task RestartAsync()
    {
        await this.desk.DisposeAsync();
        this.desk = await RunningDesk.StartAsync(this.folder);
    }
}
