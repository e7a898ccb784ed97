namespace ServiceBot.Understanding;

/// <summary>Gives each utterance an intent and a category; the shipped one learns from examples, another may ask a model elsewhere.</summary>
public interface ITextClassifier
{
    /// <summary>All intents that can come out, sorted; <c>out_of_scope</c> among them where there were examples of it.</summary>
    IReadOnlyList<string> Intents { get; }

    /// <summary>What the text means. Any text is allowed; of very long ones the beginning counts.</summary>
    Classification Classify(string text);

    /// <summary>The pieces of the text that speak for or against an intent, the weightiest first; empty where the intent is unknown.</summary>
    /// <param name="text">The utterance.</param>
    /// <param name="intent">One of <see cref="Intents"/>.</param>
    /// <param name="most">How many to give at most.</param>
    IReadOnlyList<(string Feature, double Weight)> Why(string text, string intent, int most);
}

/// <summary>What a classifier makes of an utterance.</summary>
/// <param name="Intents">The likeliest intents in scope, likeliest first, with the probability of each should the utterance be in scope.</param>
/// <param name="InScope">Probability that the utterance is something a service desk does, 0..1.</param>
/// <param name="Category">The likeliest category for the first of <paramref name="Intents"/>, null where it has none.</param>
public sealed record Classification(IReadOnlyList<Scored> Intents, double InScope, Scored? Category);

/// <summary>Where confidence turns into what to do.</summary>
/// <param name="InScope">An utterance less likely in scope than this is rejected; 0 rejects nothing.</param>
/// <param name="Sure">Confidence from which to act.</param>
/// <param name="NearlySure">Confidence from which to offer the likely meanings.</param>
public sealed record Thresholds(double InScope, double Sure, double NearlySure)
{
    // Acting on the wrong intent is taken to cost as much as three questions with choices, because its first words show what was understood and
    // "cancel" undoes it. Of 0.5 to 0.95, acting from 0.6 then cost least on 1,563 held-out sentences (models/evaluation/report.md, 0.204 a
    // sentence; 0.5 and 0.67 cost 0.211 and 0.225). Below a third a list of choices is taken to cost more than asking for other words; not measured.

    /// <summary>Rejects nothing; acts from 0.6 and offers from 0.33.</summary>
    public static Thresholds Default { get; } = new(0, 0.6, 0.33);
}
