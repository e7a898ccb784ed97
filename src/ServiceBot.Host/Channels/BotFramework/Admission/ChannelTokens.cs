using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;
using NodaTime.Extensions;

namespace ServiceBot.Host.Channels.BotFramework.Admission;

/// <summary>What a channel's token vouches for, whatever activity comes with it.</summary>
/// <param name="Key">The key that signed it.</param>
/// <param name="ServiceUrl">The only service address that its activities may name; null where the token names none.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record ChannelToken(ChannelKey Key, string? ServiceUrl, Instant ExpiresAt);

/// <summary>Checks the tokens of channels: signature, issuer, audience, lifetime. What they were checked for once is remembered until they end.</summary>
public sealed class ChannelTokens(BotOptions options, ChannelKeys keys, TimeProvider time)
{
    private static readonly Duration Skew = Duration.FromMinutes(5);

    // A channel uses one token for hours, so few are alive at once; two generations bound the memory against a channel gone wild.
    private const int CachedPerGeneration = 5_000;
    private readonly JsonWebTokenHandler jwt = new();

    // The library's own cache knows keys by their id alone: a key replaced under its id would go on being believed.
    private readonly CryptoProviderFactory uncached = new() { CacheSignatureProviders = false };
    private volatile ConcurrentDictionary<Digest, ChannelToken> young = new();
    private volatile ConcurrentDictionary<Digest, ChannelToken> old = new();

    /// <summary>The token if it is good now, else null.</summary>
    public async ValueTask<ChannelToken?> VerifyAsync(string token, CancellationToken cancellation)
    {
        if (token.Length > TokenText.Longest)
            return null;
        var digest = Digest.Of(token);
        if ((young.TryGetValue(digest, out var verified) || old.TryGetValue(digest, out verified)) && keys.Known(verified.Key.Id) is { } still
            && still.Rsa.Parameters.Modulus.AsSpan().SequenceEqual(verified.Key.Rsa.Parameters.Modulus))
        {
            return IsOver(verified.ExpiresAt) ? null : verified with { Key = still };
        }

        if (TokenText.Read(token) is not { } text || !IsForUs(text)
            || await keys.FindAsync(text.KeyId, cancellation) is not { } key || !IsSigned(token, key))
        {
            return null;
        }

        verified = new(key, text.ServiceUrl, Instant.FromUnixTimeSeconds(text.ExpiresAt));
        Keep(digest, verified);
        return verified;
    }

    // Looked at before the signature, so that a stranger needs our app id to make us look for a key. An actor other than
    // us is another bot calling us as its skill, which this desk is not.
    private bool IsForUs(TokenText text)
    {
        var now = time.GetCurrentInstant().ToUnixTimeSeconds();
        var skew = (long)Skew.TotalSeconds;
        return text.Issuer == options.Issuer && text.Audience == options.AppId && text.Actors.All(actor => actor == options.AppId)
            && text.ExpiresAt <= Instant.MaxValue.ToUnixTimeSeconds() && text.ExpiresAt > now - skew && !(text.NotBefore > now + skew);
    }

    private bool IsSigned(string token, ChannelKey key)
    {
        try
        {
            var expected = new TokenValidationParameters
            {
                CryptoProviderFactory = uncached,
                IssuerSigningKey = key.Rsa,
                ValidIssuer = options.Issuer,
                ValidAudience = options.AppId,
                // Compared with the injected clock, above.
                ValidateLifetime = false,
            };
            return jwt.ValidateToken(token, expected).IsValid;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Its parser throws many kinds for what strangers write, not all of them documented; each means no.
            return false;
        }
    }

    private bool IsOver(Instant expiresAt) => expiresAt <= time.GetCurrentInstant() - Skew;

    private void Keep(Digest digest, ChannelToken token)
    {
        if (young.Count >= CachedPerGeneration)
            (old, young) = (young, new());
        young[digest] = token;
    }

    /// <summary>SHA-256: a memory dump shows no token that could be used, and a look-up tells nothing by its time.</summary>
    private readonly record struct Digest(UInt128 High, UInt128 Low)
    {
        public static Digest Of(string token)
        {
            // Tokens are ASCII; any other text is hashed to something that is in no cache.
            Span<byte> text = stackalloc byte[2048];
            var utf8 = Encoding.UTF8.TryGetBytes(token, text, out var length) ? text[..length] : Encoding.UTF8.GetBytes(token);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(utf8, hash);
            return new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash), System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
        }
    }
}
