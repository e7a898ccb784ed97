using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Improvement;

/// <summary>A model that was learned anew beside the one in service: on sentences held out from both, and on what customers said lately.</summary>
/// <param name="Languages">Share of right intents for each language.</param>
/// <param name="Intents">The same for each intent of each language; <c>out_of_scope</c> is one of them.</param>
/// <param name="Replay">What would be understood otherwise of what was said lately.</param>
/// <param name="Falls">Why it should not be promoted, in words; empty where nothing speaks against it.</param>
public sealed record ModelComparison(
    IReadOnlyList<ScoreChange> Languages, IReadOnlyList<ScoreChange> Intents, IReadOnlyList<Replay> Replay, IReadOnlyList<string> Falls)
{
    // One sentence of twenty is five points: a single one says nothing of an intent.
    private const int LeastFewer = 2;

    // Of a handful of sentences any share is chance.
    private const int LeastReplayed = 50;
    private const int MostExamples = 20;

    /// <summary>Compares two models on the same sentences.</summary>
    /// <param name="before">The one in service.</param>
    /// <param name="after">The one that was learned anew.</param>
    /// <param name="heldOut">Sentences with what they mean, of which neither model learned.</param>
    /// <param name="lately">What customers said lately, masked.</param>
    /// <param name="limits">How far anything may fall.</param>
    public static ModelComparison Of(Recognizer before, Recognizer after, IReadOnlyList<Example> heldOut, IReadOnlyList<Heard> lately, PromotionLimits limits)
    {
        var judged = heldOut.Where(example => example.Language is not null)
            .Select(example => (Example: example, Before: IsRight(before, example), After: IsRight(after, example))).ToList();
        var languages = judged.GroupBy(one => one.Example.Language!.Value).OrderBy(group => group.Key)
            .Select(group => ScoreChange.Of(group.Key, null, [.. group.Select(one => (one.Before, one.After))])).ToList();
        var intents = judged.GroupBy(one => (Language: one.Example.Language!.Value, one.Example.Intent)).OrderBy(group => group.Key.Language).ThenBy(group => group.Key.Intent, StringComparer.Ordinal)
            .Select(group => ScoreChange.Of(group.Key.Language, group.Key.Intent, [.. group.Select(one => (one.Before, one.After))])).ToList();
        var replay = lately.GroupBy(heard => heard.Language).OrderBy(group => group.Key).Select(group => ReplayOf(before, after, group.Key, [.. group])).ToList();
        return new ModelComparison(languages, intents, replay, [.. FallsOf(languages, intents, replay, limits)]);
    }

    private static bool IsRight(Recognizer recognizer, Example example) => recognizer.Recognize(example.Text, example.Language).Intent.Name == example.Intent;

    private static Replay ReplayOf(Recognizer before, Recognizer after, Language language, IReadOnlyList<Heard> lately)
    {
        var changed = lately
            .Select(heard => (heard.Text, Before: before.Recognize(heard.Text, language).Intent, After: after.Recognize(heard.Text, language).Intent))
            .Where(one => one.Before.Name != one.After.Name).ToList();
        return new Replay(
            language, lately.Count, changed.Count,
            [.. changed.OrderByDescending(one => Math.Max(one.Before.Confidence, one.After.Confidence)).Take(MostExamples).Select(one => new ReplayedSentence(one.Text, one.Before, one.After))]);
    }

    private static IEnumerable<string> FallsOf(List<ScoreChange> languages, List<ScoreChange> intents, List<Replay> replay, PromotionLimits limits)
    {
        if (languages.Count == 0)
        {
            yield return "There are no held-out sentences to compare with. Add some to models/evaluation, or label samples.";
        }

        foreach (var fall in languages.Where(one => one.Before - one.After > limits.Language))
        {
            yield return FormattableString.Invariant($"{fall.Language.Tag()}: right intents fall from {fall.Before:0.000} to {fall.After:0.000} of {fall.N} sentences; {limits.Language:0.###} is allowed.");
        }

        foreach (var fall in intents.Where(one => one.Before - one.After > limits.Intent && Math.Round((one.Before - one.After) * one.N) >= LeastFewer))
        {
            yield return FormattableString.Invariant($"{fall.Language.Tag()}, {fall.Intent}: right ones fall from {fall.Before:0.000} to {fall.After:0.000} of {fall.N} sentences; {limits.Intent:0.###} is allowed.");
        }

        foreach (var one in replay.Where(one => one.N >= LeastReplayed && (double)one.Changed / one.N > limits.Replay))
        {
            yield return FormattableString.Invariant($"{one.Language.Tag()}: {one.Changed} of {one.N} sentences said lately would be understood otherwise; a share of {limits.Replay:0.###} is allowed.");
        }
    }
}

/// <summary>How many sentences are understood, before and after.</summary>
/// <param name="Language">Of the sentences.</param>
/// <param name="Intent">Of the sentences; null for all of them.</param>
/// <param name="N">How many there are.</param>
/// <param name="Before">The share that the model in service gets right.</param>
/// <param name="After">The share that the new one gets right.</param>
public sealed record ScoreChange(Language Language, string? Intent, int N, double Before, double After)
{
    internal static ScoreChange Of(Language language, string? intent, IReadOnlyList<(bool Before, bool After)> judged) => new(
        language, intent, judged.Count, (double)judged.Count(one => one.Before) / judged.Count, (double)judged.Count(one => one.After) / judged.Count);
}

/// <summary>What would be understood otherwise of what was said lately.</summary>
/// <param name="Language">Of the sentences.</param>
/// <param name="N">How many were tried.</param>
/// <param name="Changed">How many would mean something else.</param>
/// <param name="Examples">Some of them, those first of which a model is surest.</param>
public sealed record Replay(Language Language, int N, int Changed, IReadOnlyList<ReplayedSentence> Examples);

/// <summary>A sentence that would mean something else.</summary>
public sealed record ReplayedSentence(string Text, Scored Before, Scored After);

/// <summary>Words of a customer as they are kept, masked.</summary>
public sealed record Heard(string Text, Language Language);

/// <summary>How far a new model may fall behind the one in service, as shares.</summary>
/// <param name="Language">Of the right intents of one language.</param>
/// <param name="Intent">Of the sentences of one intent and language; a single sentence never counts.</param>
/// <param name="Replay">Of what was said lately and would be understood otherwise.</param>
public sealed record PromotionLimits(double Language, double Intent, double Replay)
{
    /// <summary>What holds unless a desk says otherwise.</summary>
    public static PromotionLimits Standard { get; } = new(0.01, 0.1, 0.1);
}
