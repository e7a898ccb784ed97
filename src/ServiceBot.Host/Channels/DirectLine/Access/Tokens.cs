using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine.Access;

/// <summary>What a token vouches for.</summary>
/// <param name="User">The customer's id; begins with <c>dl_</c>.</param>
/// <param name="Name">The customer's name, null where the issuer's caller gave none.</param>
/// <param name="Conversation">The only conversation that it opens.</param>
/// <param name="Channel"><c>webchat</c> for the built-in page, else <c>directline</c>.</param>
/// <param name="Origins">Sites whose pages may use it; empty for our own alone.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record TokenClaims(
    string User, string? Name, ConversationId Conversation, string Channel, IReadOnlyList<string> Origins, Instant ExpiresAt);

/// <summary>Issues and reads the tokens of Direct Line.</summary>
public sealed class Tokens
{
    private const string Issuer = "servicebot";
    private const int LongestToken = 8192;

    // Reading a JWT costs some 50 µs, a look-up far less than one; two generations bound the memory at about 100 MB.
    private const int CachedPerGeneration = 50_000;
    private readonly JsonWebTokenHandler jwt = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials signing;
    private readonly TokenValidationParameters expected;
    private readonly IClock clock;
    private volatile ConcurrentDictionary<string, TokenClaims> young = new();
    private volatile ConcurrentDictionary<string, TokenClaims> old = new();

    /// <summary>Tokens for one use; a token for another use is not read.</summary>
    public Tokens(DirectLineOptions options, IClock clock, string use = "directline")
    {
        var key = new SymmetricSecurityKey(Convert.FromHexString(KeptSecret.Named(options.DataFolder, "directline-tokens.key")));
        signing = new(key, SecurityAlgorithms.HmacSha256);
        expected = new()
        {
            IssuerSigningKey = key,
            ValidIssuer = Issuer,
            ValidAudience = use,
            // The life of a token is compared with the engine's clock, below.
            ValidateLifetime = false,
        };
        this.clock = clock;
    }

    /// <summary>A new token.</summary>
    public string Issue(TokenClaims claims)
    {
        var payload = new TokenPayload(
            Issuer, expected.ValidAudience, claims.User, claims.Name, claims.Conversation.Value, claims.Channel, claims.Origins,
            claims.ExpiresAt.ToUnixTimeSeconds(), clock.GetCurrentInstant().ToUnixTimeSeconds(), Guid.NewGuid().ToString("N"));
        var token = jwt.CreateToken(JsonSerializer.Serialize(payload, DirectLineJson.Default.TokenPayload), signing);
        Keep(token, claims with { ExpiresAt = Instant.FromUnixTimeSeconds(payload.Exp) });
        return token;
    }

    /// <summary>What a token says, expired or not; null where it was not issued here for this use.</summary>
    public TokenClaims? Read(string token)
    {
        if (young.TryGetValue(token, out var claims))
            return claims;
        if (old.TryGetValue(token, out claims) || (claims = ReadSlowly(token)) is not null)
            Keep(token, claims);
        return claims;
    }

    /// <summary>Whether a token has ended.</summary>
    public bool IsExpired(TokenClaims claims) => claims.ExpiresAt <= clock.GetCurrentInstant();

    private TokenClaims? ReadSlowly(string token)
    {
        if (token.Length > LongestToken || jwt.ValidateToken(token, expected) is not { IsValid: true, SecurityToken: JsonWebToken read })
            return null;
        var payload = JsonSerializer.Deserialize(Base64UrlEncoder.DecodeBytes(read.EncodedPayload), DirectLineJson.Default.TokenPayload)!;
        return new(payload.User, payload.Name, new(payload.Conv), payload.Chan, payload.Origins, Instant.FromUnixTimeSeconds(payload.Exp));
    }

    private void Keep(string token, TokenClaims claims)
    {
        if (young.Count >= CachedPerGeneration)
            (old, young) = (young, new());
        young[token] = claims;
    }
}

/// <summary>The claims as they stand in the JWT; Web Chat reads <c>user</c>.</summary>
public sealed record TokenPayload(
    string Iss, string Aud, string User, string? Name, string Conv, string Chan, IReadOnlyList<string> Origins, long Exp, long Iat, string Jti);

/// <summary>The secret that other sites' servers exchange for tokens.</summary>
public sealed class SharedSecret(DirectLineOptions options)
{
    // Hashes have one length, so that comparing them tells nothing about the secret, not even how long it is.
    private readonly byte[] hash = Hash(options.Secret ?? KeptSecret.Named(options.DataFolder, "directline-secret"));

    /// <summary>Compares in constant time.</summary>
    public bool Equals(string given) => CryptographicOperations.FixedTimeEquals(hash, Hash(given));

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
