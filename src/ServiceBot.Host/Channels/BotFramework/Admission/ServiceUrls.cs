using System.Diagnostics.CodeAnalysis;

namespace ServiceBot.Host.Channels.BotFramework.Admission;

/// <summary>
/// Which service addresses may be called with the bot's token. An address gets into a conversation only out of an activity
/// whose token names exactly it (<see cref="Callers"/>); these rules hold besides, when it comes and each time something is sent.
/// </summary>
public sealed class ServiceUrls(BotOptions options)
{
    private const int Longest = 1024;

    /// <summary>True for https to a named host of the internet, for what is below an allowed address, and in Development for this machine.</summary>
    public bool MayBeCalled(string? serviceUrl, [NotNullWhen(true)] out Uri? address) =>
        IsPlain(serviceUrl, out address)
        && (options.AllowedServiceUrls.Any(allowed => IsBelow(allowed, serviceUrl!)) || IsPublic(address) || options.IsDevelopment && IsHere(address));

    /// <summary>True for an address on this machine.</summary>
    public static bool IsHere(string? serviceUrl) => IsPlain(serviceUrl, out var address) && IsHere(address);

    private static bool IsHere(Uri address) => address.IsLoopback && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    // Uri is lenient: it trims, takes backslashes for slashes and hides who a name belongs to behind a user name.
    private static bool IsPlain([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        return text is { Length: > 0 and <= Longest }
            && !text.AsSpan().ContainsAnyExceptInRange('!', '~') && !text.Contains('\\')
            && Uri.TryCreate(text, UriKind.Absolute, out address)
            && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;
    }

    // Numbers and single names are inside a network: nothing there is a channel unless somebody has said so.
    private static bool IsPublic(Uri address) =>
        address is { HostNameType: UriHostNameType.Dns, IsLoopback: false } && address.Scheme == Uri.UriSchemeHttps
        && address.Host.Contains('.') && !address.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        && !address.Host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase) && !address.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase);

    // Compared as addresses, not as texts, and at a whole step of the path: https://a.example/x allows neither a.example.evil nor /xy.
    private static bool IsBelow(Uri allowed, string serviceUrl)
    {
        var address = new Uri(serviceUrl);
        return allowed.Scheme == address.Scheme && allowed.Port == address.Port
            && allowed.IdnHost.Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase)
            && (address.AbsolutePath + '/').StartsWith(allowed.AbsolutePath.TrimEnd('/') + '/', StringComparison.Ordinal);
    }
}
