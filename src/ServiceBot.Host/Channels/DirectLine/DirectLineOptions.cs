using NodaTime;

namespace ServiceBot.Host.Channels.DirectLine;

/// <summary>What an operator decides about Direct Line.</summary>
public sealed record DirectLineOptions
{
    /// <summary>How long a token lives. Clients refresh every 15 minutes, whatever they are told.</summary>
    public static readonly Duration TokenLife = Duration.FromMinutes(30);

    /// <summary>Where keys and attachments are kept.</summary>
    public required string DataFolder { get; init; }

    /// <summary><c>DirectLine:Secret</c>, exchanged for tokens by other sites' servers; null for one that is made and kept.</summary>
    public string? Secret { get; init; }

    /// <summary><c>Limits:RequestsPerSecondPerToken</c>; ten seconds' worth may come at once.</summary>
    public int RequestsPerSecondPerToken { get; init; } = 20;

    /// <summary><c>Limits:RequestsPerSecondPerAddress</c>: a whole office may share one address.</summary>
    public int RequestsPerSecondPerAddress { get; init; } = 1000;

    /// <summary><c>Limits:TokensPerMinutePerAddress</c>: how often the built-in page may be opened from one address.</summary>
    public int TokensPerMinutePerAddress { get; init; } = 300;

    /// <summary><c>Limits:ActivityBytes</c>: the largest body of one activity; the public service takes as much.</summary>
    public int ActivityBytes { get; init; } = 256 * 1024;

    /// <summary><c>Limits:AttachmentBytes</c>: the largest file.</summary>
    public int AttachmentBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary><c>Limits:AttachmentsPerMessage</c>.</summary>
    public int AttachmentsPerMessage { get; init; } = 10;

    /// <summary>Reads the section <c>ServiceBot</c>.</summary>
    /// <exception cref="InvalidOperationException">A value makes no sense; the message names its key.</exception>
    public static DirectLineOptions From(IConfiguration section, string dataFolder)
    {
        var defaults = new DirectLineOptions { DataFolder = dataFolder };
        var secret = section["DirectLine:Secret"];
        if (secret is { Length: > 0 and < 16 })
            throw new InvalidOperationException("ServiceBot:DirectLine:Secret has fewer than 16 characters; give a longer one, or none to have it made.");
        return defaults with
        {
            Secret = string.IsNullOrEmpty(secret) ? null : secret,
            RequestsPerSecondPerToken = Limit(section, nameof(RequestsPerSecondPerToken), defaults.RequestsPerSecondPerToken),
            RequestsPerSecondPerAddress = Limit(section, nameof(RequestsPerSecondPerAddress), defaults.RequestsPerSecondPerAddress),
            TokensPerMinutePerAddress = Limit(section, nameof(TokensPerMinutePerAddress), defaults.TokensPerMinutePerAddress),
            ActivityBytes = Limit(section, nameof(ActivityBytes), defaults.ActivityBytes),
            AttachmentBytes = Limit(section, nameof(AttachmentBytes), defaults.AttachmentBytes),
            AttachmentsPerMessage = Limit(section, nameof(AttachmentsPerMessage), defaults.AttachmentsPerMessage),
        };
    }

    private static int Limit(IConfiguration section, string name, int standard)
    {
        if (section[$"Limits:{name}"] is not { Length: > 0 } given)
            return standard;
        return int.TryParse(given, out var limit) && limit > 0
            ? limit
            : throw new InvalidOperationException($"ServiceBot:Limits:{name} is '{given}'; give a whole number above 0.");
    }
}
