using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Embeddings;

/// <summary>An embeddings endpoint whose vectors tell concepts apart, in whatever words: "mute" lies where "silence" does.</summary>
public sealed partial class ConceptModel : IAsyncDisposable
{
    private static readonly string[] Concepts = ["mute|silence|音を消", "vpn", "printer|print|プリンター|印刷"];

    private readonly WebApplication app;
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ConceptModel(WebApplication app) => this.app = app;

    /// <summary>Settings that make a desk use it, and wait for it however busy the machine is.</summary>
    public (string Name, string Value)[] Settings => this.SettingsOf("30");

    /// <summary>Settings that make a desk give it up soon.</summary>
    public (string Name, string Value)[] Impatient => this.SettingsOf("0.5");

    private (string Name, string Value)[] SettingsOf(string seconds) =>
    [
        ("ServiceBot__Embeddings__Endpoint", $"{this.app.Urls.First()}/v1/"), ("ServiceBot__Embeddings__ApiKey", "key-of-the-model"), ("ServiceBot__Embeddings__Model", "concepts-1"),
        ("ServiceBot__Embeddings__Seconds", seconds),
    ];

    /// <summary>The texts that it was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Requests as they came: authorization, model, and the number of texts.</summary>
    public ConcurrentQueue<(string Path, string Authorization, string Model, int Texts)> Requests { get; } = new();

    /// <summary>Takes requests and says nothing.</summary>
    public bool Hangs { get; set; }

    /// <summary>The status it answers with.</summary>
    public int Status { get; set; } = 200;

    public static async Task<ConceptModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.FromSeconds(1));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var model = new ConceptModel(app);
        app.Run(model.AnswerAsync);
        await app.StartAsync();
        return model;
    }

    /// <summary>Takes the endpoint away.</summary>
    public Task StopAsync() => this.app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        this.released.TrySetResult();
        await this.app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!;
        string[] texts = [.. body["input"]!.AsArray().Select(text => text!.GetValue<string>())];
        this.Requests.Enqueue((http.Request.Path, http.Request.Headers.Authorization.ToString(), body["model"]!.ToString(), texts.Length));
        Array.ForEach(texts, this.Asked.Enqueue);
        if (this.Hangs)
        {
            await this.released.Task.WaitAsync(http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        http.Response.StatusCode = this.Status;

        // Last first: the index counts, not the order.
        await http.Response.WriteAsJsonAsync(new { @object = "list", data = texts.Select((text, index) => new { @object = "embedding", index, embedding = VectorOf(text) }).Reverse() });
    }

    // A dimension for each concept, and some that texts without any share a little.
    private static float[] VectorOf(string text)
    {
        var concepts = Concepts.Select(concept => Regex.IsMatch(text, concept, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(10)) ? 1f : 0f).ToArray();
        return [.. concepts, concepts.Sum() > 0 ? 0.1f : 1f, Letters().Count(text) % 7 / 100f];
    }

    [GeneratedRegex(@"\p{L}", RegexOptions.None, 10_000)]
    private static partial Regex Letters();
}

/// <summary>A desk with a model, and with articles enough for one to stand out.</summary>
internal static class ManyArticles
{
    public static readonly string[] Subjects = ["badges", "calendars", "desks", "expenses", "fonts", "guests", "holidays", "invoices", "keys", "lockers", "meetings", "newsletters"];

    public static void AddTo(DeskFolder folder)
    {
        foreach (var subject in Subjects)
        {
            Put(folder, subject, $"All about {subject}", $"Ask the {subject} team.");
        }

        Put(folder, "sound", "The sound of silence", "Press the key with the loudspeaker.");
    }

    public static void Put(DeskFolder folder, string id, string title, string answer) => folder.Put(
        $"dialogs/knowledge/en/{id}.md", $"---\nid: {id}\ntitle: {title}\nquestions:\n  - {title}\ntags: [{id}]\ncategory: facilities\naudience: everyone\nowner: facilities-team\nreview: 2027-01-01\n---\n{answer}\n");

    /// <summary>Lets the desk tell questions from everything else.</summary>
    public static void TeachQuestions(DeskFolder folder)
    {
        string[] beginnings = ["how do I", "can you tell me how to", "what is the way to", "is there a way to", "where do I learn to"];
        string[] ends = ["mute a laptop", "change the wallpaper", "sort my folders", "count the pages", "turn the screen", "zoom in on a page"];
        var questions = beginnings.SelectMany(_ => ends, (beginning, end) => $"{beginning} {end}\task_question\tfacilities\ten");
        folder.Put("models/training/questions.tsv", $"text\tintent\tcategory\tlang\n{string.Join('\n', questions)}\n");
    }
}
