namespace ServiceBot.Messages;

/// <summary>Identifies a conversation with one customer on one channel.</summary>
/// <param name="Value">Opaque, compared ordinally, stable for the life of the conversation.</param>
public readonly record struct ConversationId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => this.Value;
}

/// <summary>Where a conversation can be reached: a reference of our own, free of any channel's schema, refreshed by each utterance.</summary>
/// <param name="Channel">The channel's id, for example <c>directline</c>, <c>webchat</c>, <c>msteams</c>.</param>
/// <param name="Conversation">The conversation's id as the channel knows it.</param>
/// <param name="Customer">The customer's id as the channel knows it.</param>
/// <param name="Bot">The bot's id as the channel knows it.</param>
/// <param name="ServiceUrl">Where replies are posted; null where the client fetches them itself.</param>
/// <param name="Tenant">The tenant, where the channel has tenants.</param>
public sealed record Address(string Channel, string Conversation, string Customer, string Bot, string? ServiceUrl = null, string? Tenant = null)
{
    /// <summary>True where replies have to be posted to the channel; false where the client fetches them by watermark.</summary>
    public bool IsPushed => this.ServiceUrl is not null;
}
