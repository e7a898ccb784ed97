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
        this.folder.Put("models/evaluation/intents.en.tsv", "text\tintent\tcategory\tlang\nthe vpn does not connect\tvpn_trouble\tnetwork\ten\n");
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
        string[] sayings = ["zonk my flibber please", "zonk the flibber please", "please zonk a flibber"];
        foreach (var saying in sayings)
        {
            await (await Talk.BeginAsync(this.desk)).SayAsync(saying);
        }

        var group = Assert.Single((await this.desk.GetAsync("/api/v1/improvement/groups?lang=en")).Json["items"]!.AsArray())!;
        Assert.Equal((3, 3), (group["conversations"]!.GetValue<int>(), group["texts"]!.AsArray().Count));
        Assert.NotEqual("parking_permit", await this.MeansAsync("zonk my flibber"));

        var decided = await this.DecideAsync(Ids(group), """ "verdict":"example","intent":"parking_permit","by":"Aoki" """);
        Assert.Equal((200, 3), (decided.Status, decided.Json["decided"]!.GetValue<int>()));
        Assert.Empty((await this.desk.GetAsync("/api/v1/improvement/groups")).Json["items"]!.AsArray());
        Assert.Contains("please zonk a flibber\tparking_permit\tfacilities\ten\n", (await this.desk.GetAsync("/api/v1/improvement/examples")).Body, StringComparison.Ordinal);

        await this.TrainAsync();
        Assert.NotEqual("parking_permit", await this.MeansAsync("zonk my flibber"));
        var compared = await this.desk.GetAsync("/api/v1/models/1");
        Assert.Equal(("candidate", 1.0), (compared.Json["version"]!["state"]!.ToString(), compared.Json["languages"]![0]!["before"]!.GetValue<double>()));

        Assert.Equal(1, (await this.desk.PostAsync("/api/v1/models/1/promotion", """{"by":"Aoki"}""")).Json["inService"]!.GetValue<int>());
        Assert.Equal("parking_permit", await this.MeansAsync("zonk my flibber"));

        await this.RestartAsync();
        Assert.Equal("parking_permit", await this.MeansAsync("zonk my flibber"));

        Assert.Equal(0, (await this.desk.PostAsync("/api/v1/models/rollback", """{"by":"Aoki","reason":"not now"}""")).Json["inService"]!.GetValue<int>());
        Assert.NotEqual("parking_permit", await this.MeansAsync("zonk my flibber"));
        Assert.Equal(409, (await this.desk.PostAsync("/api/v1/models/rollback", "{}")).Status);

        Assert.Equal(
            "model.rolled_back by Aoki: not now, model.promoted by Aoki: , model.trained by Aoki: , samples.example by Aoki: ",
            string.Join(", ", (await this.desk.GetAsync("/api/v1/audit")).Json["items"]!.AsArray().Select(step => $"{step!["action"]} by {step["by"]}: {step["why"]}")));
    }

    [Fact]
    public async Task A_version_that_fell_is_promoted_only_with_a_reason()
    {
        await (await Talk.BeginAsync(this.desk)).SayAsync("zonk my flibber please");
        await this.DecideAsync(Ids(await this.OnlyGroupAsync()), """ "verdict":"example","intent":"parking_permit" """);
        await this.TrainAsync();

        // Whatever the desk's own examples are now, the version was compared with others.
        this.folder.Put("models/training/more.tsv", "text\tintent\tcategory\tlang\nthe tunnel is down\tvpn_trouble\tnetwork\ten\n");
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
        await (await Talk.BeginAsync(this.desk)).SayAsync("zonk my flibber please");
        await this.DecideAsync(Ids(await this.OnlyGroupAsync()), """ "verdict":"example","intent":"parking_permit" """);
        await this.TrainAsync();
        await this.desk.PostAsync("/api/v1/models/1/promotion", "{}");
        await this.desk.KillAsync();
        var file = this.folder.In("data/models/1/model.bin");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 0xFF;
        await File.WriteAllBytesAsync(file, bytes);

        await this.RestartAsync();
        Assert.Contains("Training the understanding model", this.desk.Log, StringComparison.Ordinal);
        Assert.Equal("parking_permit", await this.MeansAsync("zonk my flibber please"));
    }

    [Fact]
    public async Task An_agent_who_sends_a_ticket_elsewhere_is_noticed()
    {
        var talk = await Talk.BeginAsync(this.desk);
        await talk.SayAllAsync("I need a parking permit", "AB-123");
        var number = (await talk.TicketsAsync())[0]["number"]!.ToString();
        await this.desk.SendAsync(HttpMethod.Patch, $"/api/v1/tickets/{number}", """{"category":"security"}""", ifMatch: "*");

        var sample = Assert.Single((await this.desk.GetAsync("/api/v1/improvement/samples?reason=rerouted")).Json["items"]!.AsArray())!;
        Assert.Equal(("I need a parking permit", "security", number), (sample["text"]!.ToString(), sample["meant"]!["category"]!.ToString(), sample["ticket"]!.ToString()));
    }

    [Fact]
    public async Task An_article_or_a_playbook_begins_with_what_customers_said()
    {
        await (await Talk.BeginAsync(this.desk)).SayAsync("zonk my flibber please");
        var ids = Ids(await this.OnlyGroupAsync());
        Assert.Contains("- \"zonk my flibber please\"", (await this.DecideAsync(ids, """ "verdict":"article","category":"network" """)).Text("draft"), StringComparison.Ordinal);
        Assert.Contains("category: facilities", (await this.DecideAsync(ids, """ "verdict":"playbook","category":"facilities" """)).Text("draft"), StringComparison.Ordinal);
        Assert.Equal("playbook", Assert.Single((await this.desk.GetAsync("/api/v1/improvement/samples?verdict=playbook")).Json["items"]!.AsArray())!["decision"]!["verdict"]!.ToString());
    }

    [Theory]
    [InlineData(""" "verdict":"guess" """, "ignored, labelled, example, article, playbook")]
    [InlineData(""" "verdict":"example" """, "intent is missing")]
    [InlineData(""" "verdict":"example","intent":"fly" """, "id of a playbook")]
    [InlineData(""" "verdict":"example","intent":"report_incident" """, "category is missing")]
    [InlineData(""" "verdict":"ignored","category":"weather" """, "category is 'weather'")]
    [InlineData(""" "verdict":"ignored","samples":["none"] """, "There is no sample none")]
    [InlineData(""" "verdict":"ignored","samples":[] """, "samples names 1 to 1000")]
    public async Task A_decision_that_makes_no_sense_is_refused(string decision, string why)
    {
        await (await Talk.BeginAsync(this.desk)).SayAsync("zonk my flibber please");
        var asked = JsonNode.Parse($"{{{decision}}}")!.AsObject();
        asked["samples"] ??= Ids(await this.OnlyGroupAsync());
        var refused = await this.desk.PostAsync("/api/v1/improvement/decisions", asked.ToJsonString());
        Assert.Equal(400, refused.Status);
        Assert.Contains(why, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Single((await this.desk.GetAsync("/api/v1/improvement/groups")).Json["items"]!.AsArray());
    }

    [Theory]
    [InlineData("samples?verdict=guess", "verdict is 'guess'")]
    [InlineData("samples?reason=guess", "reason is 'guess'")]
    [InlineData("groups?lang=fr", "lang is 'fr'")]
    [InlineData("samples?since=yesterday", "since is an instant")]
    public async Task A_question_that_makes_no_sense_is_refused(string path, string why)
    {
        var refused = await this.desk.GetAsync($"/api/v1/improvement/{path}");
        Assert.Equal(400, refused.Status);
        Assert.Contains(why, refused.Text("detail"), StringComparison.Ordinal);
    }

    private static JsonArray Ids(JsonNode group) => group["samples"]!.DeepClone().AsArray();

    private async Task<JsonNode> OnlyGroupAsync() => Assert.Single((await this.desk.GetAsync("/api/v1/improvement/groups")).Json["items"]!.AsArray())!;

    private Task<Answer> DecideAsync(JsonArray samples, string decision)
    {
        var asked = JsonNode.Parse($"{{{decision}}}")!.AsObject();
        asked["samples"] = samples.DeepClone();
        return this.desk.PostAsync("/api/v1/improvement/decisions", asked.ToJsonString());
    }

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
