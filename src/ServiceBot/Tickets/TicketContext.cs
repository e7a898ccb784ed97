using NodaTime;

namespace ServiceBot.Tickets;

/// <summary>Everything that was known when a ticket was opened.</summary>
/// <param name="Channel">The channel it came by.</param>
/// <param name="Transcript">What was said before, word for word, oldest first; sensitive answers are masked.</param>
/// <param name="Understanding">How the matter was understood, null where it was chosen from a list.</param>
/// <param name="ArticlesShown">Articles that the customer has seen, and whether they helped.</param>
/// <param name="StepsTried">What was done so far, with its outcome.</param>
/// <param name="Mood">How the customer seemed to feel: <c>neutral</c>, <c>annoyed</c>, <c>angry</c> or <c>anxious</c>.</param>
/// <param name="EscalationReason">Why a human is needed, one of <see cref="EscalationReasons"/>.</param>
/// <param name="PreviousTickets">This customer's latest tickets, newest first.</param>
/// <param name="SimilarOpen">Open tickets about the same service.</param>
/// <param name="Attachments">Ids of files that the customer sent.</param>
public sealed record TicketContext(
    string Channel,
    IReadOnlyList<SpokenLine> Transcript,
    UnderstandingTaken? Understanding,
    IReadOnlyList<ArticleShown> ArticlesShown,
    IReadOnlyList<StepTried> StepsTried,
    string Mood,
    string EscalationReason,
    IReadOnlyList<string> PreviousTickets,
    IReadOnlyList<string> SimilarOpen,
    IReadOnlyList<string> Attachments);

/// <summary>One line of a transcript.</summary>
/// <param name="From"><c>customer</c>, <c>bot</c> or <c>agent</c>.</param>
/// <param name="Text">What was said.</param>
/// <param name="At">When.</param>
public sealed record SpokenLine(string From, string Text, Instant At);

/// <summary>How the matter was understood.</summary>
/// <param name="Intent">The intent acted on.</param>
/// <param name="Confidence">0..1.</param>
/// <param name="Category">The category acted on.</param>
/// <param name="Alternatives">Other likely intents with their confidence.</param>
public sealed record UnderstandingTaken(string Intent, double Confidence, string? Category, IReadOnlyList<LikelyIntent> Alternatives);

/// <summary>An intent that was likely too.</summary>
/// <param name="Name">The intent.</param>
/// <param name="Confidence">0..1.</param>
public sealed record LikelyIntent(string Name, double Confidence);

/// <summary>An article that the customer has seen.</summary>
/// <param name="Id">The article.</param>
/// <param name="Title">Its title as shown.</param>
/// <param name="Helped">Whether the customer said it helped; null where nothing was said.</param>
public sealed record ArticleShown(string Id, string Title, bool? Helped);

/// <summary>A step that was done.</summary>
/// <param name="Step">What it was.</param>
/// <param name="Outcome">What came out, for example <c>done</c>, <c>not_solved</c>, <c>failed: timeout</c>.</param>
public sealed record StepTried(string Step, string Outcome);

/// <summary>Why a matter goes to a human.</summary>
public static class EscalationReasons
{
#pragma warning disable CS1591 // each name is its own documentation
    public const string CustomerRequest = "customer_request";
    public const string LowConfidence = "low_confidence";
    public const string RepeatedFailure = "repeated_failure";
    public const string PlaybookFailed = "playbook_failed";
    public const string PlaybookRequiresHuman = "playbook_requires_human";
    public const string NoKnowledge = "no_knowledge";
    public const string NotHelped = "not_helped";
    public const string NegativeMood = "negative_mood";
    public const string ActionFailed = "action_failed";
    public const string Policy = "policy";
    public const string BotError = "bot_error";
#pragma warning restore CS1591
}
