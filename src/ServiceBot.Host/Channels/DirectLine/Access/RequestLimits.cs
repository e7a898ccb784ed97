using System.Net;
using System.Threading.RateLimiting;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine.Access;

/// <summary>How often a token and an address may call.</summary>
public sealed class RequestLimits : IDisposable
{
    private readonly bool isDevelopment;
    private readonly PartitionedRateLimiter<ConversationId> perToken;
    private readonly PartitionedRateLimiter<IPAddress> perAddress;
    private readonly PartitionedRateLimiter<IPAddress> pageTokens;

    public RequestLimits(DirectLineOptions options, IHostEnvironment environment)
    {
        isDevelopment = environment.IsDevelopment();
        perToken = Limiter<ConversationId>(options.RequestsPerSecondPerToken, TimeSpan.FromSeconds(1), burst: 10);
        perAddress = Limiter<IPAddress>(options.RequestsPerSecondPerAddress, TimeSpan.FromSeconds(1), burst: 10);
        pageTokens = Limiter<IPAddress>(options.TokensPerMinutePerAddress, TimeSpan.FromMinutes(1), burst: 1);
    }

    /// <summary>How long an address has to wait; null where it may call now.</summary>
    public TimeSpan? WaitOfAddress(HttpContext http) => IsFree(http) ? null : Wait(perAddress, Address(http));

    /// <summary>How long a token has to wait; a token is for one conversation, and refreshing it buys nothing.</summary>
    public TimeSpan? WaitOfToken(HttpContext http, TokenClaims claims) => IsFree(http) ? null : Wait(perToken, claims.Conversation);

    /// <summary>How long an address has to wait for another token of the built-in page.</summary>
    public TimeSpan? WaitForPageToken(HttpContext http) => IsFree(http) ? null : Wait(pageTokens, Address(http));

    /// <inheritdoc/>
    public void Dispose()
    {
        perToken.Dispose();
        perAddress.Dispose();
        pageTokens.Dispose();
    }

    private bool IsFree(HttpContext http) => isDevelopment && IPAddress.IsLoopback(Address(http));

    private static IPAddress Address(HttpContext http) => http.Connection.RemoteIpAddress ?? IPAddress.None;

    private static TimeSpan? Wait<T>(PartitionedRateLimiter<T> limiter, T who)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    private static PartitionedRateLimiter<T> Limiter<T>(int tokens, TimeSpan period, int burst)
        where T : notnull => PartitionedRateLimiter.Create<T, T>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => new()
        {
            TokenLimit = tokens * burst,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = period,
            AutoReplenishment = false,
        }));
}
