using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ServiceBot.Benchmarks;

/// <summary>A customer whose client sends a message again, with the same id, until it is acknowledged; and who counts.</summary>
internal sealed class StubbornCustomer
{
    private static readonly string[] Sayings =
        ["VPNにつながりません", "自宅です", "やめる", "人と話したい", "工場のバーコードリーダーが反応しません", "thanks"];

    private readonly HttpClient http;
    private readonly string conversation;
    private readonly Dictionary<string, string> acknowledged = [];

    private StubbornCustomer(HttpClient http, string conversation) => (this.http, this.conversation) = (http, conversation);

    public int Acknowledged { get; private set; }

    public int SentAgain { get; private set; }

    public int Tickets { get; private set; }

    public static async Task<StubbornCustomer> OpenAsync(Uri server, string secret)
    {
        var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var answer = await http.PostAsJsonAsync("/v3/directline/conversations", new { locale = "ja-JP" });
        answer.EnsureSuccessStatusCode();
        using var started = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", started.RootElement.GetProperty("token").GetString());
        return new StubbornCustomer(http, started.RootElement.GetProperty("conversationId").GetString()!);
    }

    /// <summary>Writes one message after the other; the last one too is sent until it is acknowledged.</summary>
    public async Task TalkAsync(CancellationToken over)
    {
        for (var turn = 0; !over.IsCancellationRequested; turn++)
        {
            var client = $"{this.conversation}-{turn}";
            string? id;
            while ((id = await this.TrySayAsync(Sayings[turn % Sayings.Length], client)) is null)
            {
                this.SentAgain++;
                await Task.Delay(20, CancellationToken.None);
            }

            this.acknowledged.Add(client, id);
            this.Acknowledged++;
        }
    }

    /// <summary>Compares what was acknowledged with what the server now holds.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var faults = new List<string>();
        var held = await this.TranscriptAsync();
        var mine = held.Where(activity => activity.TryGetProperty("channelData", out var data) && data.TryGetProperty("clientActivityID", out _))
            .ToLookup(activity => activity.GetProperty("channelData").GetProperty("clientActivityID").GetString()!);
        foreach (var (client, id) in this.acknowledged)
        {
            var copies = mine[client].ToList();
            if (copies.Count != 1 || copies[0].GetProperty("id").GetString() != id)
            {
                faults.Add($"Message {client}, acknowledged as {id}, is there {copies.Count} times as {string.Join(", ", copies.Select(copy => copy.GetProperty("id").GetString()))}.");
            }

            var replies = held.Count(activity => activity.TryGetProperty("replyToId", out var to) && to.GetString() == id);
            if (replies != 1)
            {
                faults.Add($"Message {client} has {replies} replies instead of one.");
            }
        }

        var doubled = held.GroupBy(activity => activity.GetProperty("id").GetString()).Where(same => same.Count() > 1).Select(same => $"Activity {same.Key} is there {same.Count()} times.");
        return [.. faults, .. doubled, .. await this.TicketFaultsAsync(held)];
    }

    private async Task<string?> TrySayAsync(string text, string client)
    {
        try
        {
            using var answer = await this.http.PostAsJsonAsync(
                $"/v3/directline/conversations/{this.conversation}/activities",
                new { type = "message", text, from = new { id = "dl_stubborn" }, channelData = new { clientActivityID = client } });
            if (!answer.IsSuccessStatusCode)
            {
                return null;
            }

            using var said = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            return said.RootElement.GetProperty("id").GetString();
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException or JsonException)
        {
            return null;
        }
    }

    private async Task<List<JsonElement>> TranscriptAsync()
    {
        var all = new List<JsonElement>();
        for (var watermark = "0"; ;)
        {
            using var page = JsonDocument.Parse(await this.http.GetByteArrayAsync($"/v3/directline/conversations/{this.conversation}/activities?watermark={watermark}"));
            var before = all.Count;
            all.AddRange(page.RootElement.GetProperty("activities").EnumerateArray().Select(activity => activity.Clone()));
            watermark = page.RootElement.GetProperty("watermark").GetString()!;
            if (all.Count == before)
            {
                return all;
            }
        }
    }

    // Each ticket that the customer was told of is there, and there is none that they were not told of.
    private async Task<IEnumerable<string>> TicketFaultsAsync(List<JsonElement> held)
    {
        var told = held.Where(activity => activity.TryGetProperty("channelData", out var data) && data.TryGetProperty("serviceBot", out var trace) && trace.TryGetProperty("ticket", out _) && trace.TryGetProperty("handoff", out var handoff) && handoff.GetString() == "waiting")
            .Select(activity => activity.GetProperty("channelData").GetProperty("serviceBot").GetProperty("ticket").GetString()!).ToHashSet();
        this.Tickets = told.Count;
        var customer = held.First(activity => activity.GetProperty("from").GetProperty("role").GetString() == "user").GetProperty("from").GetProperty("id").GetString();
        var stored = new HashSet<string>();
        using var admin = new HttpClient { BaseAddress = this.http.BaseAddress };
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RunningServer.Secret);
        for (string? cursor = $"customer={customer}"; cursor is not null;)
        {
            using var page = JsonDocument.Parse(await admin.GetByteArrayAsync($"/api/v1/tickets?{cursor}"));
            stored.UnionWith(page.RootElement.GetProperty("items").EnumerateArray().Select(ticket => ticket.GetProperty("number").GetString()!));
            cursor = page.RootElement.TryGetProperty("next", out var next) && next.GetString() is { } from ? $"customer={customer}&cursor={from}" : null;
        }

        return told.Except(stored).Select(number => $"Ticket {number} was told of and is lost.").Concat(stored.Except(told).Select(number => $"Ticket {number} is there and nobody was told."));
    }
}
