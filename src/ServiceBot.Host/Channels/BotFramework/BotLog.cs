namespace ServiceBot.Host.Channels.BotFramework;

/// <summary>What the channel logs: never a token, a secret or what somebody said.</summary>
internal static partial class BotLog
{
    [LoggerMessage(2101, LogLevel.Warning, "The channels' keys could not be fetched from {Source}: {Why}; known keys stay in use")]
    public static partial void KeysNotFetched(this ILogger log, Uri source, string why);

    [LoggerMessage(2102, LogLevel.Warning, "No token for the Bot Connector from {Source}: {Why}; replies wait")]
    public static partial void NoToken(this ILogger log, Uri source, string why);

    [LoggerMessage(2103, LogLevel.Error, "An activity could not be taken; the channel is asked to bring it again")]
    public static partial void NotTaken(this ILogger log, Exception e);
}
