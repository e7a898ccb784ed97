using ServiceBot.Host.Channels.Activities;
using ServiceBot.Host.Channels.BotFramework.Admission;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.BotFramework.Sending;

/// <summary>A reply as a channel takes it.</summary>
public static class OutgoingMessage
{
    // Teams counts about 28 KB of UTF-16 for the whole activity; names, ids, buttons and what clients follow need some of it.
    private const int LongestTextOfTeams = 12_000;

    /// <summary>The message from the bot to the customer, with the reply's own id: a message that arrives twice can be known by it.</summary>
    public static Activity Of(string id, Reply reply, string? inReplyTo, Address to)
    {
        var said = ReplyActivity.Of(reply, inReplyTo) with
        {
            Id = id,
            ChannelId = to.Channel,
            From = new() { Id = to.Bot },
            Recipient = new() { Id = to.Customer },
            Conversation = new() { Id = to.Conversation, TenantId = to.Tenant },
        };
        return to.Channel == KnownChannels.Teams ? AsTeamsTakesIt(said) : said;
    }

    // Teams draws imBack buttons only; a postBack would leave the customer without the button.
    private static Activity AsTeamsTakesIt(Activity said) => said with
    {
        Text = Shortened(said.Text!),
        SuggestedActions = said.SuggestedActions is { Actions: { } actions } suggested
            ? suggested with { Actions = [.. actions.Select(action => action with { Type = "imBack" })] }
            : null,
    };

    private static string Shortened(string text) => text.Length <= LongestTextOfTeams
        ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestTextOfTeams - 2]) ? LongestTextOfTeams - 2 : LongestTextOfTeams - 1), "…");
}
