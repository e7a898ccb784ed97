using System.Net;
using System.Text.Json;
using ServiceBot.Host.Channels.Activities;

namespace ServiceBot.Host.Channels.BotFramework.Admission;

/// <summary>Whoever posts to the bot.</summary>
/// <param name="Token">What vouches for them; null for a program on this machine, in Development and without an app id.</param>
public sealed record Caller(ChannelToken? Token);

/// <summary>Who may post activities, and which.</summary>
public sealed class Callers(BotOptions options, ChannelTokens tokens, ServiceUrls urls)
{
    private const string Scheme = "Bearer ";

    /// <summary>The caller, before anything of the body is read; null for everybody who has no business here.</summary>
    public async ValueTask<Caller?> AdmitAsync(HttpContext http)
    {
        if (options.AppId is null)
        {
            var isHere = http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
            return options.IsDevelopment && isHere ? new Caller(null) : null;
        }

        if (http.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        return await tokens.VerifyAsync(header[Scheme.Length..], http.RequestAborted) is { } token ? new Caller(token) : null;
    }

    /// <summary>Whether a caller may bring this activity: on its channel, from its service, of our tenant.</summary>
    public bool MayBring(Caller caller, Activity activity)
    {
        if (string.IsNullOrEmpty(activity.ChannelId) || !urls.MayBeCalled(activity.ServiceUrl, out _))
            return false;
        // Compared to the letter, as Microsoft's own connector for Node does: replies go exactly where the token says.
        return caller.Token is { } token
            ? token.ServiceUrl == activity.ServiceUrl && token.Key.Endorsements.Contains(activity.ChannelId) && IsOfOurTenant(activity)
            : ServiceUrls.IsHere(activity.ServiceUrl);
    }

    // All tenants that an activity names must be ours. Teams always names one, so there it may not be missing; Web Chat and
    // other channels have no tenants.
    private bool IsOfOurTenant(Activity activity)
    {
        if (options.TenantId is not { } ours)
            return true;
        string?[] named = [activity.Conversation?.TenantId, TenantOf(activity.ChannelData)];
        return named.All(tenant => tenant is null || tenant.Equals(ours, StringComparison.OrdinalIgnoreCase))
            && (activity.ChannelId != KnownChannels.Teams || named.Any(tenant => tenant is not null));
    }

    /// <summary>The tenant in <c>channelData</c>, null where there is none.</summary>
    internal static string? TenantOf(JsonElement? channelData) =>
        channelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("tenant", out var tenant) && tenant.ValueKind == JsonValueKind.Object
        && tenant.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}

/// <summary>Channels that are treated apart.</summary>
internal static class KnownChannels
{
    public const string Teams = "msteams";

    /// <summary>Whether the channel's customers are signed in with Entra, so that their object id is theirs and not just written into an activity.</summary>
    public static bool KnowsPeople(string? channel) => channel is Teams or "outlook" or "m365extensions";

    /// <summary>Whether the channel's clients send a message again under a new id and say so by <c>clientActivityID</c>.</summary>
    public static bool HasClientIds(string? channel) => channel is "directline" or "webchat";
}
