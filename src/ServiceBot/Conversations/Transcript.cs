using NodaTime;
using ServiceBot.Messages;
using ServiceBot.Storage;

namespace ServiceBot.Conversations;

/// <summary>One thing said in a conversation, by anybody.</summary>
/// <param name="Conversation">Where.</param>
/// <param name="Sequence">Position, from 1 without gaps.</param>
/// <param name="Id">The id by which channel and customer know it.</param>
/// <param name="From">Who spoke.</param>
/// <param name="Text">What was said; sensitive answers are masked.</param>
/// <param name="At">When.</param>
/// <param name="Utterance">The customer's utterance; null for replies.</param>
/// <param name="Reply">The bot's reply; null for utterances.</param>
/// <param name="InReplyTo">The id of the utterance that a reply answers; null for proactive ones.</param>
public sealed record TranscriptEntry(
    ConversationId Conversation,
    long Sequence,
    string Id,
    Speaker From,
    string Text,
    Instant At,
    Utterance? Utterance,
    Reply? Reply,
    string? InReplyTo);

/// <summary>Who speaks in a conversation.</summary>
public enum Speaker
{
    /// <summary>The customer.</summary>
    Customer,

    /// <summary>The bot.</summary>
    Bot,

    /// <summary>A human of the desk.</summary>
    Agent,
}

/// <summary>Something was said; refused as already taken where the utterance's deduplication key is known in its conversation.</summary>
public sealed record Spoken(TranscriptEntry Entry) : Change;
