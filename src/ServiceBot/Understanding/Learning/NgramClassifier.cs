using System.Numerics.Tensors;

namespace ServiceBot.Understanding.Learning;

/// <summary>
/// The classifier that ships: linear machines and small networks over the same pieces, their scores added, then
/// calibrated. Immutable and thread-safe. Made by <see cref="Training"/> or read by <see cref="ModelFile"/>.
/// </summary>
public sealed class NgramClassifier : ITextClassifier
{
    private const int MostAlternatives = 6;

    // Nobody is offered what is this unlikely, and it would be kept with each conversation.
    private const float LeastAlternative = 0.002f;

    internal NgramClassifier(ModelParts parts, Calibration calibration, Thresholds thresholds) =>
        (Parts, Calibration, Thresholds) = (parts, calibration, thresholds);

    /// <summary>The labels that the model knows.</summary>
    public LabelSet Labels => Parts.Labels;

    /// <inheritdoc/>
    public IReadOnlyList<string> Intents => Parts.Labels.Intents;

    /// <summary>How many pieces the model weighs.</summary>
    public int Pieces => Parts.Vocabulary.Count;

    /// <summary>How scores become probabilities.</summary>
    public Calibration Calibration { get; }

    /// <summary>From which confidence to do what, as learned from held-out utterances.</summary>
    public Thresholds Thresholds { get; }

    internal ModelParts Parts { get; }

    /// <inheritdoc/>
    public Classification Classify(string text)
    {
        var utterance = Weigh(text);
        Span<float> scores = stackalloc float[Intents.Count];
        Score(utterance, scores);
        var evidence = EvidenceOf(scores, utterance.Known);
        var best = Likeliest(scores);
        var inScope = Calibration.InScopeProbability(evidence);
        return new Classification(best, inScope, CategoryOf(best, utterance));
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Feature, double Weight)> Why(string text, string intent, int most)
    {
        var column = Array.BinarySearch(Labels.Intents, intent, StringComparer.Ordinal);
        if (column < 0)
        {
            return [];
        }

        var normalised = TextNormalisation.Normalise(text);
        var pieces = Ngrams.Of(normalised);
        var utterance = Parts.Vocabulary.Weigh(pieces);
        var named = new Dictionary<int, string>();
        foreach (var piece in pieces)
        {
            named.TryAdd(Parts.Vocabulary.ColumnOf(piece), piece.Read(normalised));
        }

        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        var columns = utterance.Columns.Span;
        var values = utterance.Values.Span;
        for (var p = 0; p < columns.Length; p++)
        {
            var feature = named[columns[p]];
            weights[feature] = weights.GetValueOrDefault(feature) + (values[p] * Parts.Machines[columns[p], column]);
        }

        return [.. weights.OrderByDescending(one => Math.Abs(one.Value)).ThenBy(one => one.Key, StringComparer.Ordinal)
            .Take(most).Select(one => (one.Key, one.Value))];
    }

    /// <summary>Scores an utterance whose meaning is known, to calibrate with.</summary>
    internal HeldOut Try(Example example)
    {
        var utterance = Weigh(example.Text);
        var scores = new float[Intents.Count];
        Score(utterance, scores);
        var truth = Array.BinarySearch(Labels.Intents, example.Intent, StringComparer.Ordinal);
        var isInScope = example.Intent != IntentNames.OutOfScope;
        var top = scores.Where((_, intent) => intent != Labels.OutOfScope).OrderDescending().ToArray();
        float? scoreOfTruth = isInScope && truth >= 0 ? scores[truth] : null;
        return new HeldOut(EvidenceOf(scores, utterance.Known), top, scoreOfTruth, isInScope, scoreOfTruth >= top[0]);
    }

    private SparseVector Weigh(string text) => Parts.Vocabulary.Weigh(Ngrams.Of(TextNormalisation.Normalise(text)));

    private void Score(SparseVector utterance, Span<float> scores)
    {
        Parts.Machines.AddScores(utterance, scores);
        foreach (var network in Parts.Networks)
        {
            network.AddLogarithms(utterance, Parts.WeightOfNetworks / Parts.Networks.Count, scores);
        }
    }

    private Evidence EvidenceOf(ReadOnlySpan<float> scores, float known)
    {
        var (top, next) = (float.NegativeInfinity, float.NegativeInfinity);
        for (var intent = 0; intent < scores.Length; intent++)
        {
            if (intent != Labels.OutOfScope && scores[intent] > next)
            {
                (top, next) = scores[intent] > top ? (scores[intent], top) : (top, scores[intent]);
            }
        }

        var lead = float.IsFinite(next) ? top - next : 0;
        return new Evidence(float.IsFinite(top) ? top : 0, lead, Labels.OutOfScope < 0 ? 0 : scores[Labels.OutOfScope], known);
    }

    private List<Scored> Likeliest(Span<float> scores)
    {
        TensorPrimitives.Multiply(scores, (float)Calibration.Sharpness, scores);
        if (Labels.OutOfScope >= 0)
        {
            scores[Labels.OutOfScope] = float.NegativeInfinity;
        }

        // Where few examples lie far apart, scores are so sharp that their exponentials would leave the range of a float.
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
        TensorPrimitives.SoftMax(scores, scores);
        var best = new List<Scored>(MostAlternatives);
        while (best.Count < Math.Min(MostAlternatives, scores.Length))
        {
            var intent = TensorPrimitives.IndexOfMax<float>(scores);
            if (intent < 0 || intent == Labels.OutOfScope || best.Count > 0 && scores[intent] < LeastAlternative)
            {
                break;
            }

            best.Add(new Scored(Labels.Intents[intent], scores[intent]));
            scores[intent] = -1;
        }

        return best;
    }

    // What the intents that may be meant say together: two likely ones of one category outweigh one of another.
    private Scored? CategoryOf(List<Scored> intents, SparseVector utterance)
    {
        if (Parts.Categories is null || intents.Count == 0 || CategoriesOf(intents[0]).Length == 0)
        {
            return null;
        }

        Span<float> scores = stackalloc float[Labels.Categories.Length];
        Parts.Categories.AddScores(utterance, scores);
        TensorPrimitives.Multiply(scores, (float)Calibration.Sharpness, scores);
        var highest = TensorPrimitives.Max<float>(scores);
        Span<double> chances = stackalloc double[scores.Length];
        Span<double> likely = stackalloc double[scores.Length];
        for (var category = 0; category < scores.Length; category++)
        {
            chances[category] = Math.Exp(scores[category] - highest);
        }

        foreach (var intent in intents)
        {
            var sum = 0.0;
            foreach (var category in CategoriesOf(intent))
            {
                sum += chances[category];
            }

            foreach (var category in CategoriesOf(intent))
            {
                likely[category] += intent.Confidence * chances[category] / sum;
            }
        }

        var best = TensorPrimitives.IndexOfMax<double>(likely);
        return new Scored(Labels.Categories[best], likely[best] / TensorPrimitives.Sum<double>(likely));
    }

    private int[] CategoriesOf(Scored intent) => Labels.CategoriesOf[Array.BinarySearch(Labels.Intents, intent.Name, StringComparer.Ordinal)];
}

/// <summary>All that was learned, before calibration.</summary>
/// <param name="Labels">What can come out.</param>
/// <param name="Vocabulary">What is looked at.</param>
/// <param name="Machines">Linear weights <c>[pieces + 1 × intents]</c>, the bias in the last row.</param>
/// <param name="Networks">The networks beside them; may be none.</param>
/// <param name="WeightOfNetworks">What their logarithms count beside the machines' margins.</param>
/// <param name="Categories">Linear weights <c>[pieces + 1 × categories]</c>, null where the examples have no categories.</param>
internal sealed record ModelParts(
    LabelSet Labels, Vocabulary Vocabulary, WeightTable Machines, IReadOnlyList<HiddenNetwork> Networks, float WeightOfNetworks, WeightTable? Categories);
