using System.Text.Json.Nodes;

namespace ServiceBot.Host.Tests.Running;

/// <summary>A customer's conversation over Direct Line.</summary>
public sealed class Talk
{
    private readonly string token;
    private string mark = "";

    private Talk(RunningDesk desk, string user, string token, string conversation)
    {
        this.Desk = desk;
        this.User = user;
        this.token = token;
        this.Conversation = conversation;
    }

    /// <summary>The process that is spoken to; another one after a restart.</summary>
    public RunningDesk Desk { get; set; }

    public string User { get; }

    public string Conversation { get; }

    /// <summary>All that the bot has said, oldest first, as far as it was fetched.</summary>
    public List<JsonNode> Heard { get; } = [];

    public static async Task<Talk> BeginAsync(RunningDesk desk)
    {
        var user = $"dl_{Guid.NewGuid():N}";
        var issued = await desk.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", $$$"""{"user":{"id":"{{{user}}}","name":"Emma"}}""", RunningDesk.Secret);
        var talk = new Talk(desk, user, issued.Text("token"), issued.Text("conversationId"));
        await talk.PostAsync("conversations", """{"locale":"en-US"}""");
        return talk;
    }

    /// <summary>Says something.</summary>
    /// <returns>The last of the bot's replies to it.</returns>
    public async Task<JsonNode> SayAsync(string text)
    {
        var said = await this.PostAsync($"conversations/{this.Conversation}/activities", new JsonObject { ["type"] = "message", ["text"] = text, ["locale"] = "en-US" }.ToJsonString());
        return await this.HearsAsync(activity => activity["replyToId"]?.GetValue<string>() == said.Text("id"));
    }

    /// <summary>Says one thing after the other.</summary>
    /// <returns>The reply to the last.</returns>
    public async Task<JsonNode> SayAllAsync(params string[] texts)
    {
        JsonNode? reply = null;
        foreach (var text in texts)
        {
            reply = await this.SayAsync(text);
        }

        return reply!;
    }

    /// <summary>Waits until the bot has said such a thing.</summary>
    public async Task<JsonNode> HearsAsync(Func<JsonNode, bool> wanted)
    {
        await Eventually.Is(
            async () =>
            {
                await this.FetchAsync();
                return this.Heard.Exists(activity => wanted(activity));
            },
            () => $"It was not said; said was: {string.Join(" / ", this.Heard.Select(activity => activity["text"]))}\n{this.Desk.Log[^Math.Min(this.Desk.Log.Length, 3000)..]}");
        return this.Heard.FindLast(activity => wanted(activity))!;
    }

    /// <summary>Waits for words of the bot.</summary>
    public Task<JsonNode> HearsAsync(string words) => this.HearsAsync(activity => activity["text"]?.GetValue<string>().Contains(words, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Fetches what was said since the last time.</summary>
    public async Task FetchAsync()
    {
        var answer = await this.Desk.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{this.Conversation}/activities?watermark={this.mark}", null, this.token);
        Assert.Equal(200, answer.Status);
        this.mark = answer.Text("watermark");
        this.Heard.AddRange(answer.Json["activities"]!.AsArray().OfType<JsonNode>().Where(activity => activity["from"]!["id"]!.GetValue<string>() != this.User).Select(activity => activity.DeepClone()));
    }

    /// <summary>The tickets of this customer, newest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> TicketsAsync() =>
        [.. (await this.Desk.GetAsync($"/api/v1/tickets?customer={this.User}")).Json["items"]!.AsArray().OfType<JsonNode>()];

    private async Task<Answer> PostAsync(string path, string json)
    {
        var answer = await this.Desk.SendAsync(HttpMethod.Post, $"/v3/directline/{path}", json, this.token);
        Assert.InRange(answer.Status, 200, 201);
        return answer;
    }
}

/// <summary>Reads what the bot's messages carry for clients and checks.</summary>
public static class Traces
{
    public static string? Trace(this JsonNode activity, string member) => activity["channelData"]!["serviceBot"]![member]?.ToString();
}
