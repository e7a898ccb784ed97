using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace ServiceBot.Host.Channels.BotFramework.Admission;

/// <summary>A public key, and the channels that it may speak for.</summary>
/// <param name="Id">Its <c>kid</c>.</param>
/// <param name="Rsa">The key.</param>
/// <param name="Endorsements">The ids of the channels, exactly as activities write them.</param>
public sealed record ChannelKey(string Id, RsaSecurityKey Rsa, FrozenSet<string> Endorsements)
{
    private const int SmallestModulus = 2048 / 8;

    /// <summary>The usable keys of a JSON Web Key Set by their id: RSA, for signatures, of at least 2048 bits.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">It has another shape.</exception>
    /// <exception cref="KeyNotFoundException">It has no keys.</exception>
    public static FrozenDictionary<string, ChannelKey> Read(ReadOnlyMemory<byte> keySet)
    {
        using var document = JsonDocument.Parse(keySet);
        var keys = new Dictionary<string, ChannelKey>();
        foreach (var element in document.RootElement.GetProperty("keys").EnumerateArray())
        {
            if (Read(element) is { } key)
                keys.TryAdd(key.Id, key);
        }

        return keys.ToFrozenDictionary();
    }

    private static ChannelKey? Read(JsonElement element)
    {
        if (Text(element, "kty") != "RSA" || Text(element, "use") is not (null or "sig") || Text(element, "kid") is not { Length: > 0 } id
            || Bytes(element, "n") is not { Length: >= SmallestModulus } modulus || Bytes(element, "e") is not { Length: > 0 } exponent)
        {
            return null;
        }

        var endorsements = element.TryGetProperty("endorsements", out var listed) && listed.ValueKind == JsonValueKind.Array
            ? listed.EnumerateArray().Where(each => each.ValueKind == JsonValueKind.String).Select(each => each.GetString()!)
            : [];
        return new(id, new(new RSAParameters { Modulus = modulus, Exponent = exponent }) { KeyId = id }, endorsements.ToFrozenSet());
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(JsonElement element, string name) =>
        Text(element, name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromUtf8(Encoding.UTF8.GetBytes(text)) : null;
}
