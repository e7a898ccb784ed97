using NodaTime;
using ServiceBot.Messages;
using ServiceBot.Storage;

namespace ServiceBot.Notifications;

/// <summary>Something a customer is to be told of the bot's own accord, as soon as the conversation allows it.</summary>
/// <param name="Id">Stable; the same news is told once.</param>
/// <param name="Conversation">Where it is told.</param>
/// <param name="Kind">The wording's key, for example <c>news.comment</c>.</param>
/// <param name="Proactive">What <see cref="Trace.Proactive"/> says.</param>
/// <param name="Ticket">The ticket's number, null where it is about none.</param>
/// <param name="Values">What the wording fills in.</param>
/// <param name="HappenedAt">When it happened; news are told in this order.</param>
public sealed record News(
    string Id,
    ConversationId Conversation,
    string Kind,
    string Proactive,
    string? Ticket,
    IReadOnlyDictionary<string, string> Values,
    Instant HappenedAt);

/// <summary>There is news to tell.</summary>
public sealed record NewsQueued(News News) : Change;

/// <summary>It was told, in the same commit as the reply that tells it.</summary>
public sealed record NewsTold(string Id) : Change;
