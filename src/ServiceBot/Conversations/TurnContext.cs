using NodaTime;
using ServiceBot.Knowledge;
using ServiceBot.Notifications;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Conversations;

/// <summary>Everything a turn may know besides the conversation itself.</summary>
/// <param name="Handbook">The desk's content.</param>
/// <param name="Now">The engine's clock.</param>
/// <param name="Tickets">The customer's latest tickets, newest first.</param>
/// <param name="News">What is to be told in this conversation, oldest first.</param>
/// <param name="NewNumber">Gives a number to a new ticket; a number that is not used in the end stays unused.</param>
/// <param name="NewId">Gives a new id for a message, a job or news.</param>
public sealed record TurnContext(
    Handbook Handbook,
    Instant Now,
    IReadOnlyList<Ticket> Tickets,
    IReadOnlyList<News> News,
    Func<TicketType, TicketNumber> NewNumber,
    Func<string> NewId)
{
    /// <summary>How an embedding model ranks the articles for <see cref="RankedQuestion"/>; null for words alone.</summary>
    public ArticleRanks? Ranks { get; init; }
}

/// <summary>What a turn comes to.</summary>
/// <param name="State">The conversation as it becomes.</param>
/// <param name="Entries">What was said, the utterance first.</param>
/// <param name="Changes">Everything to commit, all or nothing; empty where there is nothing to do.</param>
public sealed record TurnResult(Conversation State, IReadOnlyList<TranscriptEntry> Entries, IReadOnlyList<Change> Changes);

/// <summary>A matter came to an end: what the measures count.</summary>
/// <param name="Id">Of the matter.</param>
/// <param name="Conversation">Where.</param>
/// <param name="Customer">Whose.</param>
/// <param name="Intent">What it was about.</param>
/// <param name="Category">Its category, null where it had none.</param>
/// <param name="Outcome"><c>solved</c>, <c>done</c>, <c>ticket</c>, <c>cancelled</c> or <c>unanswered</c>.</param>
/// <param name="Ticket">The ticket it became.</param>
/// <param name="At">When it ended.</param>
public sealed record MatterEnded(
    string Id, Messages.ConversationId Conversation, Messages.PersonId Customer, string Intent, string? Category, string Outcome, string? Ticket, Instant At) : Change;
