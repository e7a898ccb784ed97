namespace ServiceBot.Understanding.Learning;

/// <summary>Learns a classifier from examples. The same examples in the same order give the same classifier, bit for bit.</summary>
public static class Training
{
    /// <summary>Raised whenever the same examples give another classifier than before, so that a desk learns again after an upgrade.</summary>
    public const int Version = 5;

    private const int Networks = 2;

    // The machines' margins and the networks' logarithms, weighed; 0.2 to 0.8 did alike on the validation parts. Probabilities instead of
    // their logarithms gave the same accuracy and a calibration half as good. With few examples the networks are right more often
    // (xSID-ja, ten folds thrice: 0.920 and 0.938).
    private const float WeightOfNetworks = 0.4f;
    private const float WeightOfNetworksWithFew = 2.7f;

    /// <summary>Learns from examples; probabilities and thresholds come from utterances that were held out.</summary>
    /// <param name="examples">What to learn from: two intents or more.</param>
    /// <param name="validation">What to calibrate with; without, parts of <paramref name="examples"/> are held out in turn.</param>
    /// <param name="progress">Told what is being done, and which share of all is behind.</param>
    /// <param name="cores">How many to use; 1 keeps to the calling thread, so that whoever is served meanwhile hardly notices. All by default.</param>
    /// <exception cref="ArgumentException">There are fewer than two intents.</exception>
    public static NgramClassifier Learn(
        IReadOnlyList<Example> examples, IReadOnlyList<Example>? validation = null, Action<string, double>? progress = null, int? cores = null)
    {
        if (examples.Select(example => example.Intent).Distinct().Take(2).Count() < 2)
        {
            throw new ArgumentException("A classifier needs examples of two intents or more.", nameof(examples));
        }

        var work = new ParallelOptions { MaxDegreeOfParallelism = cores ?? Environment.ProcessorCount };
        var heldOut = validation is { Count: > 0 } ? null : HoldOut(examples, progress, work);
        progress?.Invoke("learning from all examples", heldOut is null ? 0 : Folds.CountOf(examples) / (Folds.CountOf(examples) + 1.0));
        var parts = Fit(examples, work);
        progress?.Invoke("calibrating", 0.95);
        var draft = new NgramClassifier(parts, Calibration.Unfitted, Thresholds.Default);
        heldOut ??= [.. validation!.Select(draft.Try)];
        var calibration = Calibration.Fit(heldOut);
        var thresholds = Thresholds.Default with { InScope = RejectThreshold.Choose(heldOut, calibration) };
        progress?.Invoke("done", 1);
        return new NgramClassifier(parts, calibration, thresholds);
    }

    private static List<HeldOut> HoldOut(IReadOnlyList<Example> examples, Action<string, double>? progress, ParallelOptions work)
    {
        var folds = Folds.CountOf(examples);
        var foldOf = Folds.OfEach(examples);
        var heldOut = new List<HeldOut>();
        for (var fold = 0; fold < folds; fold++)
        {
            progress?.Invoke($"learning without part {fold + 1} of {folds}", fold / (folds + 1.0));
            var rest = examples.Where((_, i) => foldOf[i] != fold).ToList();
            if (rest.Select(example => example.Intent).Distinct().Take(2).Count() < 2)
            {
                continue;
            }

            var classifier = new NgramClassifier(Fit(rest, work), Calibration.Unfitted, Thresholds.Default);
            heldOut.AddRange(examples.Where((_, i) => foldOf[i] == fold).Select(classifier.Try));
        }

        return heldOut;
    }

    private static ModelParts Fit(IReadOnlyList<Example> examples, ParallelOptions work)
    {
        var labels = LabelSet.Of(examples);
        var pieces = examples.AsParallel().AsOrdered().WithDegreeOfParallelism(work.MaxDegreeOfParallelism).Select(example => Ngrams.Of(TextNormalisation.Normalise(example.Text))).ToList();
        var vocabulary = Vocabulary.Learn(pieces);
        var vectors = pieces.AsParallel().AsOrdered().WithDegreeOfParallelism(work.MaxDegreeOfParallelism).Select(vocabulary.Weigh).ToList();
        var intents = examples.Select(example => Array.BinarySearch(labels.Intents, example.Intent, StringComparer.Ordinal)).ToList();
        var keys = examples.Select(example => Dice.KeyOf(example.Text)).ToList();
        var machines = LinearSolver.Solve(vectors, intents, keys, vocabulary.Count, labels.Intents.Length, work: work);
        var networks = new HiddenNetwork[Networks];
        Parallel.For(0, Networks, work, i =>
            networks[i] = HiddenNetworkTraining.Train(vectors, intents, keys, vocabulary.Hashes, labels.Intents.Length, seed: i + 1));
        return new ModelParts(
            labels, vocabulary, WeightTable.From(machines, labels.Intents.Length), networks, examples.Count < HiddenNetworkTraining.Few ? WeightOfNetworksWithFew : WeightOfNetworks,
            FitCategories(examples, vectors, keys, vocabulary, labels, work));
    }

    private static WeightTable? FitCategories(
        IReadOnlyList<Example> examples, List<SparseVector> vectors, List<ulong> keys, Vocabulary vocabulary, LabelSet labels, ParallelOptions work)
    {
        if (labels.Categories.Length == 0)
        {
            return null;
        }

        var routed = Enumerable.Range(0, examples.Count).Where(i => examples[i].Category is not null).ToList();
        var categories = routed.Select(i => Array.BinarySearch(labels.Categories, examples[i].Category, StringComparer.Ordinal)).ToList();
        var weights = LinearSolver.Solve([.. routed.Select(i => vectors[i])], categories, [.. routed.Select(i => keys[i])], vocabulary.Count, labels.Categories.Length, work: work);
        return WeightTable.From(weights, labels.Categories.Length);
    }
}
