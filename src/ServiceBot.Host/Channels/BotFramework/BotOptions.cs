using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using ServiceBot.Host.Channels.BotFramework.Sending;

namespace ServiceBot.Host.Channels.BotFramework;

/// <summary>The bot's registration with the Bot Framework, section <c>ServiceBot:Bot</c>.</summary>
public sealed record BotOptions
{
    private static readonly Regex Tenant = new(@"^[A-Za-z0-9][A-Za-z0-9.-]{0,127}$", RegexOptions.NonBacktracking);

    /// <summary><c>Bot:AppId</c>; without one only programs on this machine are answered, and only in Development.</summary>
    public string? AppId { get; init; }

    /// <summary><c>Bot:AppPassword</c>, the client secret.</summary>
    public string? AppPassword { get; init; }

    /// <summary><c>Bot:TenantId</c> of a single-tenant bot: its tokens come from there, and nobody from another tenant is answered.</summary>
    public string? TenantId { get; init; }

    /// <summary><c>Bot:OpenIdMetadata</c>: where the keys of the channels are announced.</summary>
    public Uri OpenIdMetadata { get; init; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary><c>Bot:Issuer</c> of the channels' tokens.</summary>
    public string Issuer { get; init; } = "https://api.botframework.com";

    /// <summary><c>Bot:TokenEndpoint</c>; <c>{tenant}</c> stands for the tenant.</summary>
    public Uri TokenEndpoint { get; init; } = new("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token");

    /// <summary><c>Bot:AllowedServiceUrls</c>: addresses that would not be trusted by their form alone, as inside a private network; each with all paths below it.</summary>
    public IReadOnlyList<Uri> AllowedServiceUrls { get; init; } = [];

    /// <summary><c>Bot:MetadataRefreshSeconds</c>: keys older than this are fetched anew, and strangers' key ids cause no more fetches than one in this time.</summary>
    public Duration MetadataRefresh { get; init; } = Duration.FromMinutes(5);

    /// <summary>How long a fetch of keys or a token may take; callers wait for it.</summary>
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a channel may take to accept a reply.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary><c>Limits:ActivityBytes</c>: the largest body of one activity.</summary>
    public int ActivityBytes { get; init; } = 256 * 1024;

    /// <summary>How fast channels are called; a loopback channel in Development is not slowed down.</summary>
    public PaceLimits Pace { get; init; } = PaceLimits.BotConnector;

    /// <summary>Plain http to this machine is for Development only.</summary>
    public bool IsDevelopment { get; init; }

    /// <summary>Reads the section <c>ServiceBot</c>.</summary>
    /// <exception cref="InvalidOperationException">A value makes no sense; the message names its key.</exception>
    public static BotOptions From(IConfiguration section, bool isDevelopment)
    {
        var defaults = new BotOptions { IsDevelopment = isDevelopment };
        var bot = section.GetSection("Bot");
        var (appId, password, tenant) = (Text(bot["AppId"]), Text(bot["AppPassword"]), Text(bot["TenantId"]));
        if (appId is not null && password is null)
            throw Refused("AppPassword", "is missing, and without it the bot can't answer; give the client secret of Bot:AppId.");
        if (tenant is not null && !Tenant.IsMatch(tenant))
            throw Refused("TenantId", $"is '{tenant}'; give the tenant's id or domain name.");
        var endpoint = Text(bot["TokenEndpoint"]) ?? "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token";
        return defaults with
        {
            AppId = appId,
            AppPassword = password,
            TenantId = tenant,
            OpenIdMetadata = Address(bot["OpenIdMetadata"], "OpenIdMetadata", isDevelopment) ?? defaults.OpenIdMetadata,
            Issuer = Text(bot["Issuer"]) ?? defaults.Issuer,
            TokenEndpoint = Address(endpoint.Replace("{tenant}", tenant ?? "botframework.com"), "TokenEndpoint", isDevelopment)!,
            AllowedServiceUrls = Allowed(bot, isDevelopment),
            MetadataRefresh = Duration.FromSeconds(Number(section, "Bot:MetadataRefreshSeconds", (int)defaults.MetadataRefresh.TotalSeconds)),
            ActivityBytes = Number(section, "Limits:ActivityBytes", defaults.ActivityBytes),
            Pace = PaceLimits.From(section),
        };
    }

    /// <summary>Whether keys, tokens and secrets may travel there: https, or plain http on this machine in Development.</summary>
    public static bool IsConfidential(Uri address, bool isDevelopment) =>
        address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && isDevelopment;

    internal static int Number(IConfiguration section, string key, int standard)
    {
        if (Text(section[key]) is not { } given)
            return standard;
        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new InvalidOperationException($"ServiceBot:{key} is '{given}'; give a whole number above 0.");
    }

    private static Uri[] Allowed(IConfigurationSection bot, bool isDevelopment)
    {
        var section = bot.GetSection("AllowedServiceUrls");
        var given = section.GetChildren().Select(child => child.Value).Concat(section.Value?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? []);
        return [.. given.Select(each => Address(each, "AllowedServiceUrls", isDevelopment)).OfType<Uri>()];
    }

    private static Uri? Address(string? given, string key, bool isDevelopment)
    {
        if (Text(given) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && IsConfidential(address, isDevelopment)
            ? address
            : throw Refused(key, $"is '{text}'; give an https address, or in Development a loopback http one.");
    }

    private static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();

    private static InvalidOperationException Refused(string key, string why) => new($"ServiceBot:Bot:{key} {why}");
}
