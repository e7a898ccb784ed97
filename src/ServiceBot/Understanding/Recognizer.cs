using ServiceBot.Messages;

namespace ServiceBot.Understanding;

/// <summary>Understands utterances: language, intent, category, how sure, and mood. Immutable and thread-safe.</summary>
/// <param name="classifier">What gives intents and categories.</param>
/// <param name="thresholds">Where confidence turns into what to do.</param>
public sealed class Recognizer(ITextClassifier classifier, Thresholds thresholds)
{
    // A settled reply is as good as certain, yet a calibrated figure is never 1.
    private const double SettledConfidence = 0.99;

    private const double LeastWithLead = 0.55;
    private const double Lead = 4;

    // As many as are offered; the right one is then among them more often than not.
    private const int Together = 3;
    private const double LeastTogether = 0.6;

    private readonly HashSet<string> intents = [.. classifier.Intents];

    /// <summary>Where confidence turns into what to do.</summary>
    public Thresholds Thresholds { get; } = thresholds;

    /// <summary>What an utterance means.</summary>
    /// <param name="text">The utterance as it came in.</param>
    /// <param name="conversationLanguage">
    /// The language that was spoken so far; it holds where the utterance has none of its own, and Japanese where that is null too.
    /// </param>
    public Recognition Recognize(string text, Language? conversationLanguage)
    {
        var language = LanguageDetection.Detect(text) ?? conversationLanguage ?? Language.Japanese;
        var mood = MoodReading.Read(text);
        var found = classifier.Classify(text);
        var settled = ShortReplies.MeaningOf(TextNormalisation.Normalise(text));
        if (settled is not null && intents.Contains(settled))
        {
            var rest = found.Intents.Where(intent => intent.Name != settled).ToList();
            return new Recognition(language, new Scored(settled, SettledConfidence), null, rest, Certainty.Sure, mood);
        }

        if (found.Intents.Count == 0 || found.InScope < Thresholds.InScope)
        {
            var stranger = new Scored(IntentNames.OutOfScope, 1 - found.InScope);
            return new Recognition(language, stranger, null, found.Intents, CertaintyOf(stranger.Confidence), mood);
        }

        var best = found.Intents[0];
        return new Recognition(language, best, found.Category, [.. found.Intents.Skip(1)], found.Category is null ? CertaintyOf(best.Confidence) : CertaintyOf(best, found.Intents), mood);
    }

    /// <summary>The category that words most likely belong to, also where they are rejected as out of scope; null below the band in which meanings are offered.</summary>
    /// <param name="text">The utterance as it came in.</param>
    public string? CategoryOf(string text) =>
        classifier.Classify(text) is { Category: { } category, InScope: var inScope } && category.Confidence * inScope >= Thresholds.NearlySure ? category.Name : null;

    /// <summary>The same without what can't be meant here: the likeliest intent gains what those had; it stays where it is one of them.</summary>
    /// <param name="heard">What was recognised.</param>
    /// <param name="impossible">Names of intents.</param>
    public Recognition Without(Recognition heard, IReadOnlyList<string> impossible)
    {
        var ruledOut = heard.Alternatives.Where(other => impossible.Contains(other.Name)).Sum(other => other.Confidence);
        if (ruledOut == 0 || heard.IsOutOfScope || impossible.Contains(heard.Intent.Name))
        {
            return heard;
        }

        var best = heard.Intent with { Confidence = Math.Min(1, heard.Intent.Confidence / (1 - ruledOut)) };
        List<Scored> others = [.. heard.Alternatives.Where(other => !impossible.Contains(other.Name))];
        return heard with { Intent = best, Alternatives = others, Certainty = heard.Category is null ? CertaintyOf(best.Confidence) : CertaintyOf(best, [best, .. others]) };
    }

    /// <summary>The pieces of the text that speak for or against its likeliest intent, the weightiest first.</summary>
    /// <param name="text">The utterance as it came in.</param>
    /// <param name="most">How many to give at most.</param>
    public IReadOnlyList<(string Feature, double Weight)> Why(string text, int most = 10) =>
        classifier.Why(text, Recognize(text, null).Intent.Name, most);

    // Where nothing else comes near, what would be offered alone is done at once: the playbook's first question shows what was understood.
    // And where the first few are likely only together ("something is wrong with my computer"), they are a choice worth offering.
    private Certainty CertaintyOf(Scored best, IReadOnlyList<Scored> found) => CertaintyOf(best.Confidence) switch
    {
        Certainty.NearlySure when best.Confidence >= LeastWithLead && found.Skip(1).All(other => other.Confidence * Lead <= best.Confidence) => Certainty.Sure,
        Certainty.Unsure when found.Take(Together).Sum(one => one.Confidence) >= LeastTogether => Certainty.NearlySure,
        var alone => alone,
    };

    private Certainty CertaintyOf(double confidence) =>
        confidence >= Thresholds.Sure ? Certainty.Sure
        : confidence >= Thresholds.NearlySure ? Certainty.NearlySure
        : Certainty.Unsure;
}
