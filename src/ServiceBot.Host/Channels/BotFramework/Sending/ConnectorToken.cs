using System.Net.Http.Headers;
using System.Text.Json;
using NodaTime;
using NodaTime.Extensions;

namespace ServiceBot.Host.Channels.BotFramework.Sending;

/// <summary>The bot's own token for the Bot Connector, by client credentials: fetched once for all who wait, and kept until shortly before it ends.</summary>
public sealed class ConnectorToken(BotOptions options, BotHttp http, TimeProvider time, ILogger<ConnectorToken> log)
{
    private const string Scope = "https://api.botframework.com/.default";
    private const int LongestAnswer = 64 * 1024;
    private static readonly Duration RenewedBefore = Duration.FromMinutes(5);
    private static readonly Duration Pause = Duration.FromSeconds(5);

    // Read by each delivery without a lock.
    private volatile Kept? kept;

    // Only under the lock: the fetch under way, when the last one failed, and when a token was last dropped.
    private readonly Lock door = new();
    private Task<Kept?>? fetching;
    private Instant failedAt = Instant.MinValue;
    private Instant droppedAt = Instant.MinValue;

    /// <summary>The header to send, or null where there is no token now.</summary>
    public async ValueTask<AuthenticationHeaderValue?> GetAsync(CancellationToken cancellation)
    {
        if (kept is { } now && time.GetCurrentInstant() < now.Until)
            return now.Header;
        return (await Fetch().WaitAsync(cancellation))?.Header;
    }

    /// <summary>Forgets a token that a channel refused. False where that was tried just now and is of no use.</summary>
    public bool Drop(AuthenticationHeaderValue refused)
    {
        lock (door)
        {
            if (!ReferenceEquals(kept?.Header, refused))
                return true;
            // A connector that refuses every token must not make us ask for a new one with every reply.
            var now = time.GetCurrentInstant();
            if (now - droppedAt < Pause)
                return false;
            droppedAt = now;
            kept = null;
            return true;
        }
    }

    private Task<Kept?> Fetch()
    {
        lock (door)
        {
            if (fetching is { IsCompleted: false })
                return fetching;
            if (kept is { } now && time.GetCurrentInstant() < now.Until)
                return Task.FromResult<Kept?>(now);
            if (time.GetCurrentInstant() - failedAt < Pause)
                return Task.FromResult<Kept?>(null);
            return fetching = Task.Run(FetchAsync);
        }
    }

    private async Task<Kept?> FetchAsync()
    {
        var asked = time.GetCurrentInstant();
        try
        {
            using var limit = new CancellationTokenSource(options.FetchTimeout);
            using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenEndpoint);
            request.Content = new FormUrlEncodedContent([
                new("grant_type", "client_credentials"), new("client_id", options.AppId!), new("client_secret", options.AppPassword!), new("scope", Scope),
            ]);
            using var answer = await http.SendAsync(request, limit.Token);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidDataException($"it answered {(int)answer.StatusCode}");
            var body = await BotHttp.BodyAsync(answer, LongestAnswer, limit.Token) ?? throw new InvalidDataException("its answer is too long");
            return kept = Read(body, asked);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or JsonException or InvalidDataException
            or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            log.NoToken(options.TokenEndpoint, e is JsonException or FormatException ? "its answer is no token" : e.Message);
            lock (door)
                failedAt = time.GetCurrentInstant();
            return null;
        }
    }

    private static Kept Read(byte[] body, Instant asked)
    {
        using var document = JsonDocument.Parse(body);
        var token = document.RootElement.GetProperty("access_token").GetString();
        var expiresIn = document.RootElement.GetProperty("expires_in");
        // Older endpoints write the number as a text.
        var seconds = expiresIn.ValueKind == JsonValueKind.String ? int.Parse(expiresIn.GetString()!) : expiresIn.GetInt32();
        if (string.IsNullOrEmpty(token) || token.AsSpan().ContainsAnyExceptInRange('!', '~') || seconds <= 0)
            throw new InvalidDataException("its answer has no usable token");
        var life = Duration.FromSeconds(seconds);
        return new(new("Bearer", token), asked + (life > RenewedBefore * 2 ? life - RenewedBefore : life / 2));
    }

    private sealed record Kept(AuthenticationHeaderValue Header, Instant Until);
}
