using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Messages;

namespace ServiceBot.Conversations;

/// <summary>What starts a turn.</summary>
public abstract record Occasion
{
    private Occasion()
    {
    }

    /// <summary>The customer opened the chat, or added the bot. Greeted once.</summary>
    public sealed record CustomerArrived : Occasion;

    /// <summary>The customer said something.</summary>
    public sealed record CustomerSpoke(Utterance Utterance) : Occasion;

    /// <summary>An action ended.</summary>
    public sealed record ActionCameBack(ActionJob Job, ActionOutcome Outcome) : Occasion;

    /// <summary>There is news to tell.</summary>
    public sealed record NewsCame : Occasion;

    /// <summary>The customer has been silent for long.</summary>
    public sealed record SilenceLasted : Occasion;
}

/// <summary>Who comes from where; refreshes what the conversation knows.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Address">Where it can be reached.</param>
/// <param name="Customer">Who the customer is, as the channel vouches.</param>
/// <param name="Language">The language that the channel says; used until the customer's own words show another.</param>
public sealed record Visit(ConversationId Conversation, Address Address, Person Customer, Language? Language)
{
    internal Conversation Begin(Instant now) => new()
    {
        Id = this.Conversation,
        Address = this.Address,
        Customer = this.Customer,
        Language = this.Language ?? Messages.Language.Japanese,
        StartedAt = now,
        LastHeardAt = now,
    };

    internal Conversation Refresh(Conversation conversation) => conversation with
    {
        Address = this.Address,
        Customer = this.Customer with
        {
            Name = this.Customer.Name ?? conversation.Customer.Name,
            Profile = this.Customer.Profile.Count > 0 ? this.Customer.Profile : conversation.Customer.Profile,
        },
    };
}

/// <summary>What a channel gets back when an occasion is durable.</summary>
/// <param name="UtteranceId">The id under which the utterance was first taken; null where the occasion was none.</param>
/// <param name="IsDuplicate">True where it was taken before and nothing was done now.</param>
/// <param name="Entries">What this turn added to the transcript, in order, the utterance first.</param>
public sealed record Receipt(string? UtteranceId, bool IsDuplicate, IReadOnlyList<TranscriptEntry> Entries);
