using System.Text;
using NodaTime.Text;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.Activities;

namespace ServiceBot.Host.Channels.DirectLine.Streams;

/// <summary>What was said, as clients receive it: serialised once, shared by all sockets and polls.</summary>
public sealed class OutgoingActivity(TranscriptEntry entry)
{
    /// <summary>The channel's id on the wire, for the built-in page too: Web Chat sends the same.</summary>
    public const string Channel = "directline";

    /// <summary>The bot's id on the wire.</summary>
    public const string Bot = "servicebot";

    private static readonly ChannelAccount BotAccount = new() { Id = Bot, Name = "ServiceBot", Role = "bot" };

    // Agents stand on the bot's side of the chat; without the role Web Chat would take them for customers.
    private static readonly ChannelAccount AgentAccount = new() { Id = "agent", Role = "bot" };

    /// <summary>Position in the transcript.</summary>
    public long Sequence { get; } = entry.Sequence;

    /// <summary>UTF-8 JSON of the activity.</summary>
    public byte[] Utf8 => field ??= Write(entry);

    private static byte[] Write(TranscriptEntry entry) => entry switch
    {
        { Utterance.Wire: { } wire } => Encoding.UTF8.GetBytes(wire),
        { Reply: { } reply } => Addressed(entry, ReplyActivity.Of(reply, entry.InReplyTo)),
        _ => Addressed(entry, new() { Type = ActivityTypes.Message, Text = entry.Text, ReplyToId = entry.InReplyTo }),
    };

    private static byte[] Addressed(TranscriptEntry entry, Activity activity) => ActivityJson.Write(activity with
    {
        Id = entry.Id,
        Timestamp = InstantPattern.ExtendedIso.Format(entry.At),
        ChannelId = Channel,
        Conversation = new() { Id = entry.Conversation.Value },
        From = entry.From switch
        {
            Speaker.Customer => new() { Id = "customer", Role = "user" },
            Speaker.Agent => AgentAccount,
            _ => BotAccount,
        },
    });
}
