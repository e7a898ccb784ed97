using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json;

namespace ServiceBot.Host.Cli;

/// <summary>One customer of a load test: a Direct Line conversation over HTTP and a WebSocket, one message after the other.</summary>
internal sealed class LoadCustomer(HttpClient http, Uri server) : IDisposable
{
    private static readonly string[] Sayings =
        ["VPNにつながりません", "自宅です", "はい", "パスワードを忘れました", "やめる", "My laptop is very slow", "cancel", "How do I set up the VPN?", "thanks", "プリンターで印刷できない", "キャンセル", "経費精算のやり方を教えて"];

    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[256 * 1024];
    private string conversation = string.Empty;
    private AuthenticationHeaderValue? token;

    /// <summary>Milliseconds from posting to the reply on the socket, for each turn.</summary>
    public List<double> Latencies { get; } = [];

    /// <summary>Turns that got no reply or an error.</summary>
    public int Failures { get; private set; }

    /// <summary>Whether the server answered 429, which says more of its limits than of its speed.</summary>
    public bool WasLimited { get; private set; }

    public async Task OpenAsync(string secret, CancellationToken cancellation)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/v3/directline/conversations")) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) }, Content = JsonContent.Create(new { locale = "ja-JP" }) };
        using var response = await http.SendAsync(asked, cancellation);
        response.EnsureSuccessStatusCode();
        using var started = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
        this.conversation = started.RootElement.GetProperty("conversationId").GetString()!;
        this.token = new AuthenticationHeaderValue("Bearer", started.RootElement.GetProperty("token").GetString());
        await this.socket.ConnectAsync(new Uri(started.RootElement.GetProperty("streamUrl").GetString()!), cancellation);
    }

    public async Task TalkAsync(int turns, CancellationToken cancellation)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            var sent = System.Diagnostics.Stopwatch.GetTimestamp();
            var id = await this.SayAsync(Sayings[turn % Sayings.Length], cancellation);
            if (id is not null && await this.RepliedAsync(id, cancellation))
            {
                this.Latencies.Add(System.Diagnostics.Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
            else
            {
                this.Failures++;
            }
        }
    }

    public void Dispose() => this.socket.Dispose();

    private async Task<string?> SayAsync(string text, CancellationToken cancellation)
    {
        using var said = new HttpRequestMessage(HttpMethod.Post, new Uri(server, $"/v3/directline/conversations/{this.conversation}/activities"))
        {
            Headers = { Authorization = this.token },
            Content = JsonContent.Create(new { type = "message", text, from = new { id = "dl_load" }, channelData = new { clientActivityID = Guid.NewGuid().ToString("N") } }),
        };
        using var response = await http.SendAsync(said, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            this.WasLimited |= response.StatusCode == HttpStatusCode.TooManyRequests;
            return null;
        }

        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
        return answer.RootElement.GetProperty("id").GetString();
    }

    // The reply names the message it answers; frames of earlier turns and echoes are passed over.
    private async Task<bool> RepliedAsync(string id, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult received;
                do
                {
                    received = await this.socket.ReceiveAsync(this.buffer.AsMemory(length), patience.Token);
                    length += received.Count;
                }
                while (!received.EndOfMessage);
                if (length == 0)
                {
                    continue;
                }

                using var frame = JsonDocument.Parse(this.buffer.AsMemory(0, length));
                if (frame.RootElement.GetProperty("activities").EnumerateArray().Any(activity => activity.TryGetProperty("replyToId", out var to) && to.GetString() == id))
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
