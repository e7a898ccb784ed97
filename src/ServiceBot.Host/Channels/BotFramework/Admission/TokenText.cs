using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace ServiceBot.Host.Channels.BotFramework.Admission;

/// <summary>
/// A token as it is written, read strictly and before anything in it is believed. The library that checks the signature
/// is lenient (several audiences, texts for numbers, members given twice), and two readers must not see two tokens.
/// </summary>
internal sealed record TokenText(
    string KeyId, string Issuer, string Audience, long ExpiresAt, long? NotBefore, string? ServiceUrl, IReadOnlyList<string> Actors)
{
    // The channels' tokens have about 1,500 characters.
    public const int Longest = 16 * 1024;
    private const int LongestKeyId = 200;
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>What is written in a token, or null where it is none that a channel would write.</summary>
    public static TokenText? Read(string token)
    {
        if (token.Length > Longest || token.AsSpan().ContainsAnyExcept(Alphabet) || token.Split('.') is not [{ Length: > 0 } head, { Length: > 0 } body, { Length: > 0 }])
            return null;
        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(head), Strict);
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(body), Strict);
            return Read(header.RootElement, payload.RootElement);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Whatever else the header offers (jwk, jku, x5u, x5c) is a stranger's advice where to find a key, and is not looked at.
    private static TokenText? Read(JsonElement header, JsonElement payload)
    {
        if (header.ValueKind != JsonValueKind.Object || payload.ValueKind != JsonValueKind.Object
            || Text(header, "alg") != "RS256" || header.TryGetProperty("crit", out _) || header.TryGetProperty("b64", out _)
            || Text(header, "kid") is not { Length: > 0 and <= LongestKeyId } keyId
            || Text(payload, "iss") is not { } issuer || OnlyAudience(payload) is not { } audience
            || !payload.TryGetProperty("exp", out var exp) || exp.ValueKind != JsonValueKind.Number || !exp.TryGetInt64(out var expiresAt))
        {
            return null;
        }

        long? notBefore = null;
        if (payload.TryGetProperty("nbf", out var nbf))
        {
            if (nbf.ValueKind != JsonValueKind.Number || !nbf.TryGetInt64(out var from))
                return null;
            notBefore = from;
        }

        // Written serviceUrl in the documents and serviceurl in life; one of them, not both.
        var serviceUrls = payload.EnumerateObject().Where(claim => claim.Name.Equals("serviceurl", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (serviceUrls is not ([] or [{ Value.ValueKind: JsonValueKind.String }]))
            return null;
        var actors = payload.EnumerateObject().Where(claim => claim.Name is "appid" or "azp").Select(claim => claim.Value.ToString()).ToArray();
        return new(keyId, issuer, audience, expiresAt, notBefore, serviceUrls is [var only] ? only.Value.GetString() : null, actors);
    }

    // A token for us and for somebody else could have been meant for them: only a list of one is one audience.
    private static string? OnlyAudience(JsonElement payload) =>
        !payload.TryGetProperty("aud", out var audience) ? null
        : audience.ValueKind == JsonValueKind.String ? audience.GetString()
        : audience.ValueKind == JsonValueKind.Array && audience.GetArrayLength() == 1 && audience[0].ValueKind == JsonValueKind.String ? audience[0].GetString()
        : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
