using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Host.Tests.Channels.BotConnector;

/// <summary>Tokens of any kind, good and bad.</summary>
public static class Forge
{
    public const string AppId = "1111111a-2222-3333-4444-55555555555b";
    public const string Issuer = "https://api.botframework.com";

    /// <summary>A token as channels write it, with parts of its payload replaced (<c>null</c> takes one away).</summary>
    public static string Token(SigningKey key, string serviceUrl, params (string Claim, string? Json)[] changed) =>
        WithSignature(key, Header(key), Payload(serviceUrl, changed));

    public static string Header(SigningKey key, string alg = "RS256", string more = "") => $$"""{"alg":"{{alg}}","typ":"JWT","kid":"{{key.Id}}"{{more}}}""";

    public static string Payload(string serviceUrl, params (string Claim, string? Json)[] changed)
    {
        var claims = new Dictionary<string, string?>
        {
            ["iss"] = $"\"{Issuer}\"",
            ["aud"] = $"\"{AppId}\"",
            ["exp"] = In(3600),
            ["nbf"] = In(-60),
            ["serviceurl"] = $"\"{serviceUrl}\"",
        };
        foreach (var (claim, json) in changed)
            claims[claim] = json;
        return "{" + string.Join(',', claims.Where(claim => claim.Value is not null).Select(claim => $"\"{claim.Key}\":{claim.Value}")) + "}";
    }

    public static string WithSignature(SigningKey key, string header, string payload)
    {
        var text = WithoutSignature(header, payload);
        return $"{text}.{Base64(key.Rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public static string WithPssSignature(SigningKey key, string header, string payload)
    {
        var text = WithoutSignature(header, payload);
        return $"{text}.{Base64(key.Rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pss))}";
    }

    public static string WithSymmetricSignature(byte[] secret, string header, string payload)
    {
        var text = WithoutSignature(header, payload);
        return $"{text}.{Base64(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }

    public static string WithoutSignature(string header, string payload) => $"{Base64(Encoding.UTF8.GetBytes(header))}.{Base64(Encoding.UTF8.GetBytes(payload))}";

    public static string In(int seconds) => (DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds).ToString();

    public static string Base64(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
