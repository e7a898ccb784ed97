using NodaTime;
using ServiceBot.Messages;
using ServiceBot.Storage;

namespace ServiceBot.Improvement;

/// <summary>Words of a customer that the desk may learn from, without what tells who it was.</summary>
/// <param name="Id">Of the sample.</param>
/// <param name="Reason">Why it is worth a look.</param>
/// <param name="Conversation">Where it was said.</param>
/// <param name="Text">The words, masked by <see cref="Masking"/>.</param>
/// <param name="Language">Of the words.</param>
/// <param name="Intent">What they were taken for.</param>
/// <param name="Confidence">How surely, 0..1.</param>
/// <param name="Category">The category they were taken for, null where there was none.</param>
/// <param name="Meant">What the customer or an agent showed that was meant; null where nobody did.</param>
/// <param name="Article">The article that was shown or chosen.</param>
/// <param name="Ticket">The ticket that was sent elsewhere.</param>
/// <param name="At">When.</param>
public sealed record Sample(
    string Id,
    SampleReason Reason,
    ConversationId Conversation,
    string Text,
    Language Language,
    string Intent,
    double Confidence,
    string? Category,
    Meaning? Meant,
    string? Article,
    string? Ticket,
    Instant At)
{
    /// <summary>What a person made of it; null while nobody has looked.</summary>
    public SampleDecision? Decision { get; init; }
}

/// <summary>What words mean, as far as somebody said.</summary>
/// <param name="Intent">The intent, null where only the category is known.</param>
/// <param name="Category">The category, null where the intent has none.</param>
public sealed record Meaning(string? Intent, string? Category);

/// <summary>Why words are worth a look.</summary>
public enum SampleReason
{
    /// <summary>They were not understood, and the customer was asked to say it differently or told that the desk can't help.</summary>
    Unsure,

    /// <summary>They were not understood, and what the customer said next was.</summary>
    Rephrased,

    /// <summary>The customer chose among likely meanings or articles.</summary>
    Chosen,

    /// <summary>The customer stopped what they had begun before answering anything.</summary>
    Stopped,

    /// <summary>No article answered them.</summary>
    Unanswered,

    /// <summary>The article that answered them did not help.</summary>
    NotHelped,

    /// <summary>An agent solved their ticket with an article that the customer had not been shown.</summary>
    SolvedByArticle,

    /// <summary>An agent sent their ticket to another category or group.</summary>
    Rerouted,
}

/// <summary>What a person made of a sample.</summary>
/// <param name="Verdict">What becomes of it.</param>
/// <param name="Meant">What the words mean; always there for an example and a label.</param>
/// <param name="Note">In the person's words.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When.</param>
public sealed record SampleDecision(SampleVerdict Verdict, Meaning? Meant, string? Note, string By, Instant At);

/// <summary>What becomes of a sample.</summary>
public enum SampleVerdict
{
    /// <summary>There is nothing to learn from it.</summary>
    Ignored,

    /// <summary>It says what a model should understand, and is kept apart to measure models with.</summary>
    Labelled,

    /// <summary>The next model learns from it.</summary>
    Example,

    /// <summary>An article is to be written, or to be found by these words.</summary>
    Article,

    /// <summary>A playbook is to be written.</summary>
    Playbook,
}

/// <summary>Words worth a look were said.</summary>
public sealed record SampleNoted(Sample Sample) : Change;

/// <summary>Somebody looked at samples; a later decision replaces an earlier one.</summary>
public sealed record SamplesDecided(IReadOnlyList<string> Samples, SampleDecision Decision) : Change;
