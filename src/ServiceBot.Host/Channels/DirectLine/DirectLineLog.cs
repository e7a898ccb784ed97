namespace ServiceBot.Host.Channels.DirectLine;

internal static partial class DirectLineLog
{
    [LoggerMessage(2001, LogLevel.Error, "The stream of conversation {Conversation} failed; the client will reconnect")]
    public static partial void StreamFailed(this ILogger log, string conversation, Exception e);

    [LoggerMessage(2002, LogLevel.Error, "{Method} {Route} failed")]
    public static partial void RequestFailed(this ILogger log, string method, string route, Exception e);
}
