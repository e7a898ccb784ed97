using ServiceBot.Notifications;
using ServiceBot.Tickets;

namespace ServiceBot.Conversations;

/// <summary>What the front door reads, one port for each kind of record.</summary>
/// <param name="Conversations">Conversations and what was said in them.</param>
/// <param name="Tickets">Tickets.</param>
/// <param name="Outbox">News to tell.</param>
public sealed record Records(IConversationQueries Conversations, ITicketQueries Tickets, IOutboxQueries Outbox);
