using System.Collections.Frozen;
using System.Text.Json;
using NodaTime;
using NodaTime.Extensions;

namespace ServiceBot.Host.Channels.BotFramework.Admission;

/// <summary>
/// The keys that channels sign with. Known keys go on working while their source can't be reached, for some days; a key id that is
/// not known fetches them at once, but a stranger who makes key ids up causes one fetch in each <see cref="BotOptions.MetadataRefresh"/>.
/// </summary>
public sealed class ChannelKeys(BotOptions options, BotHttp http, TimeProvider time, ILogger<ChannelKeys> log)
{
    private const int LongestDocument = 1024 * 1024;
    private static readonly Duration PauseAfterFailure = Duration.FromSeconds(5);

    // As long as Microsoft's own SDK keeps them; whoever cuts us off from the source must not keep a withdrawn key alive for ever.
    private static readonly Duration LongestUse = Duration.FromDays(5);
    private static readonly FrozenDictionary<string, ChannelKey> None = FrozenDictionary<string, ChannelKey>.Empty;

    // Read by every request, without a lock; replaced as a whole.
    private volatile Fetched known = new(None, Instant.MinValue);

    // Only under the lock: the fetch under way, and when fetches began.
    private readonly Lock door = new();
    private Task? fetching;
    private Instant triedAt = Instant.MinValue;
    private Instant askedByStrangerAt = Instant.MinValue;

    /// <summary>The key of an id if it is known, without waiting.</summary>
    public ChannelKey? Known(string id)
    {
        if (Age >= options.MetadataRefresh)
            _ = Fetch(forStranger: false);
        return Usable(id);
    }

    /// <summary>The key of an id; null where the source does not have it or can't be asked now.</summary>
    public async ValueTask<ChannelKey?> FindAsync(string id, CancellationToken cancellation)
    {
        if (Known(id) is { } key)
            return key;
        await Fetch(forStranger: true).WaitAsync(cancellation);
        return Usable(id);
    }

    private Duration Age => time.GetCurrentInstant() - known.At;

    private ChannelKey? Usable(string id) => Age < LongestUse ? known.Keys.GetValueOrDefault(id) : null;

    // One fetch at a time, whoever asks for it; none where it is too early for another.
    private Task Fetch(bool forStranger)
    {
        lock (door)
        {
            if (fetching is { IsCompleted: false })
                return fetching;
            var now = time.GetCurrentInstant();
            var isFirst = known.Keys.Count == 0;
            var isTooEarly = isFirst ? now - triedAt < Duration.Min(PauseAfterFailure, options.MetadataRefresh)
                : forStranger ? now - askedByStrangerAt < options.MetadataRefresh
                : now - triedAt < options.MetadataRefresh;
            if (isTooEarly)
                return Task.CompletedTask;
            triedAt = now;
            if (forStranger && !isFirst)
                askedByStrangerAt = now;
            return fetching = Task.Run(FetchAsync);
        }
    }

    private async Task FetchAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(options.FetchTimeout);
            using var metadata = JsonDocument.Parse(await GetAsync(options.OpenIdMetadata, limit.Token));
            var address = metadata.RootElement.GetProperty("jwks_uri").GetString();
            if (!Uri.TryCreate(address, UriKind.Absolute, out var source) || !BotOptions.IsConfidential(source, options.IsDevelopment))
                throw new InvalidDataException("jwks_uri is no https address");
            var keys = ChannelKey.Read(await GetAsync(source, limit.Token));
            if (keys.Count == 0)
                throw new InvalidDataException("there is no usable key in it");
            known = new(keys, time.GetCurrentInstant());
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or JsonException or InvalidDataException
            or InvalidOperationException or KeyNotFoundException)
        {
            log.KeysNotFetched(options.OpenIdMetadata, e.Message);
        }
    }

    private async Task<byte[]> GetAsync(Uri address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = await http.SendAsync(request, cancellation);
        if (answer.StatusCode != System.Net.HttpStatusCode.OK)
            throw new InvalidDataException($"{address.Host} answered {(int)answer.StatusCode}");
        return await BotHttp.BodyAsync(answer, LongestDocument, cancellation) ?? throw new InvalidDataException($"the document is longer than {LongestDocument} bytes");
    }

    private sealed record Fetched(FrozenDictionary<string, ChannelKey> Keys, Instant At);
}
