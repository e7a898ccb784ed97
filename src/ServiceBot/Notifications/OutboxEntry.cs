using NodaTime;
using ServiceBot.Messages;
using ServiceBot.Storage;

namespace ServiceBot.Notifications;

/// <summary>A reply on its way to a channel that has to be called. It leaves the outbox delivered, or stays visibly dead.</summary>
/// <param name="Id">Stable id of the message, also shown to the channel.</param>
/// <param name="Conversation">Entries of one conversation are delivered in the order of <paramref name="Sequence"/>.</param>
/// <param name="Sequence">Position in the conversation's transcript.</param>
/// <param name="To">Where it goes.</param>
/// <param name="Reply">What is said.</param>
/// <param name="InReplyTo">The channel's id of the utterance it answers, null for proactive messages.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DueAt">Not tried before.</param>
public sealed record OutboxEntry(
    string Id, ConversationId Conversation, long Sequence, Address To, Reply Reply, string? InReplyTo, int Attempts, Instant DueAt);

/// <summary>A reply was put into the outbox.</summary>
public sealed record ReplyQueued(OutboxEntry Entry) : Change;

/// <summary>The channel took it.</summary>
public sealed record EntryDelivered(string Id) : Change;

/// <summary>It is tried again later.</summary>
public sealed record EntryPostponed(string Id, int Attempts, Instant DueAt, string Why) : Change;

/// <summary>It will not be tried again by itself.</summary>
public sealed record EntryDead(string Id, int Attempts, string Why) : Change;
