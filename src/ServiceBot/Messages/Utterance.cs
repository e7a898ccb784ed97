namespace ServiceBot.Messages;

/// <summary>One thing that a customer said, in no channel's schema.</summary>
/// <param name="Id">The id by which channel and customer know it; unique in its conversation.</param>
/// <param name="DeduplicationKey">Equal for two deliveries of the same utterance; most often the id itself.</param>
/// <param name="Text">What was said; empty where only a card was submitted or files were sent.</param>
/// <param name="Locale">The language that the channel says the customer uses, null where it says none.</param>
/// <param name="Submitted">What a card's button carried, as name and value.</param>
/// <param name="Attachments">Files sent along, already stored.</param>
/// <param name="Wire">The utterance as it came, for the channel alone: it is handed back untouched and never read by the engine.</param>
public sealed record Utterance(
    string Id,
    string DeduplicationKey,
    string Text,
    Language? Locale,
    IReadOnlyDictionary<string, string> Submitted,
    IReadOnlyList<Attachment> Attachments,
    string? Wire);

/// <summary>A file that a customer sent, stored by the host.</summary>
/// <param name="Id">The id under which it is stored; unguessable.</param>
/// <param name="Name">The name that the customer gave it, for display only.</param>
/// <param name="ContentType">The media type, found from the content.</param>
/// <param name="Length">Size in bytes.</param>
public sealed record Attachment(string Id, string Name, string ContentType, long Length);
