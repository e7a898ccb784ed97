using System.Numerics;
using System.Numerics.Tensors;

namespace ServiceBot.Understanding.Learning;

/// <summary>
/// A network with one hidden layer of rectified units over the weighed pieces: it sees what a linear model can't,
/// words that mean something only together. Immutable and thread-safe.
/// </summary>
public sealed class HiddenNetwork
{
    internal HiddenNetwork(WeightTable pieces, float[] hiddenBias, float[] output, float[] outputBias) =>
        (Pieces, HiddenBias, Output, OutputBias) = (pieces, hiddenBias, output, outputBias);

    internal WeightTable Pieces { get; }

    internal float[] HiddenBias { get; }

    /// <summary>Weights <c>[hidden × classes]</c>.</summary>
    internal float[] Output { get; }

    internal float[] OutputBias { get; }

    /// <summary>Adds the logarithm of each class's probability to the sums.</summary>
    public void AddLogarithms(SparseVector utterance, float factor, Span<float> sums)
    {
        Span<float> hidden = stackalloc float[HiddenBias.Length];
        HiddenBias.CopyTo(hidden);
        Pieces.AddRows(utterance.Columns.Span, utterance.Values.Span, hidden);
        Span<float> classes = OutputBias.Length <= 1024 ? stackalloc float[OutputBias.Length] : new float[OutputBias.Length];
        OutputBias.CopyTo(classes);
        for (var unit = 0; unit < hidden.Length; unit++)
        {
            if (hidden[unit] > 0)
            {
                TensorPrimitives.MultiplyAdd(Output.AsSpan(unit * classes.Length, classes.Length), hidden[unit], classes, classes);
            }
        }

        var highest = TensorPrimitives.Max<float>(classes);
        var sum = 0f;
        foreach (var score in classes)
        {
            sum += MathF.Exp(score - highest);
        }

        TensorPrimitives.Subtract(classes, highest + MathF.Log(sum), classes);
        TensorPrimitives.MultiplyAdd(classes, factor, sums, sums);
    }
}

/// <summary>
/// Trains a <see cref="HiddenNetwork"/>: cross-entropy with smoothed labels, AdaGrad (Duchi et al., 2011), dropout of pieces
/// and of hidden units (Srivastava et al., 2014). One thread, all chance by <see cref="Dice"/>, so the same examples give the same network.
/// </summary>
internal sealed class HiddenNetworkTraining
{
    /// <summary>Fewer examples than this are learned in shorter steps, and the network is trusted more beside other scores.</summary>
    public const int Few = 2000;

    // Chosen on the validation parts of CLINC150 and BANKING77 among a handful; most lay within their noise (BANKING77: ±0.009).
    private const int Units = 128;
    private const float Rate = 0.1f;

    // With a few hundred examples shorter steps did a little better (xSID-ja, ten folds thrice; within noise).
    private const float RateOfFew = 0.05f;

    private const float DroppedPieces = 0.4f;
    private const float DroppedUnits = 0.2f;
    private const float Smoothing = 0.2f;

    // Few examples need more passes for the same number of steps.
    private const int MostPasses = 40;
    private const int LeastPasses = 12;
    private const int StepsAimedAt = 60_000;

    private readonly int classes;
    private readonly ulong[] pieces;
    private readonly ulong seed;
    private readonly Layer input;
    private readonly Layer hiddenBias;
    private readonly Layer output;
    private readonly Layer outputBias;
    private readonly float[] hidden = new float[Units];
    private readonly float[] gate = new float[Units];
    private readonly float[] hiddenGradient = new float[Units];
    private readonly float[] probabilities;

    private HiddenNetworkTraining(ulong[] pieces, int classes, int seed)
    {
        (this.classes, this.pieces, this.seed) = (classes, pieces, Dice.Throw((ulong)seed));
        input = Layer.Random(pieces.Length, Units, 0.02f, 1e-3f, row => pieces[row] ^ this.seed);
        hiddenBias = new Layer(1, Units, 1e-2f);

        // Small first weights keep rare pieces quiet, and a positive bias keeps every unit alive at the start.
        hiddenBias.Row(0).Fill(0.05f);
        output = Layer.Random(Units, classes, MathF.Sqrt(3f / Units), 1e-2f, row => (ulong)row ^ this.seed);
        outputBias = new Layer(1, classes, 1e-2f);
        probabilities = new float[classes];
    }

    /// <summary>Trains a network.</summary>
    /// <param name="examples">The utterances.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="keys">What tells each utterance from the others, for <see cref="Dice"/>.</param>
    /// <param name="pieces">The hash of each piece of the vocabulary.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="seed">Another one gives another network.</param>
    public static HiddenNetwork Train(
        IReadOnlyList<SparseVector> examples, IReadOnlyList<int> labels, IReadOnlyList<ulong> keys, ulong[] pieces, int classes, int seed)
    {
        var training = new HiddenNetworkTraining(pieces, classes, seed);
        var passes = Math.Clamp(StepsAimedAt / Math.Max(1, examples.Count), LeastPasses, MostPasses);
        for (var pass = 0; pass < passes; pass++)
        {
            var round = training.seed + (ulong)pass;
            var rate = (examples.Count < Few ? RateOfFew : Rate) * (1 - (0.9f * pass / passes));
            foreach (var i in Dice.Order(keys, round))
            {
                training.Step(examples[i], labels[i], rate, Dice.Throw(keys[i] + round));
            }
        }

        return new HiddenNetwork(
            WeightTable.From(training.input.Weights, Units), training.hiddenBias.Weights, training.output.Weights, training.outputBias.Weights);
    }

    private void Step(SparseVector example, int label, float rate, ulong key)
    {
        var columns = example.Columns.Span;
        Span<float> values = columns.Length <= 4096 ? stackalloc float[columns.Length] : new float[columns.Length];
        DropSome(columns, example.Values.Span, values, key);
        Forward(columns, values, key);
        for (var c = 0; c < classes; c++)
        {
            probabilities[c] -= Smoothing / classes;
        }

        probabilities[label] -= 1 - Smoothing;
        Backward(columns, values, rate);
    }

    private void DropSome(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, Span<float> kept, ulong key)
    {
        for (var p = 0; p < values.Length; p++)
        {
            kept[p] = Dice.Share(pieces[columns[p]] ^ key) < DroppedPieces ? 0 : values[p] / (1 - DroppedPieces);
        }
    }

    private void Forward(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, ulong key)
    {
        hiddenBias.Weights.CopyTo(hidden, 0);
        for (var p = 0; p < columns.Length; p++)
        {
            if (values[p] != 0)
            {
                TensorPrimitives.MultiplyAdd(input.Row(columns[p]), values[p], hidden, hidden);
            }
        }

        outputBias.Weights.CopyTo(probabilities, 0);
        for (var unit = 0; unit < Units; unit++)
        {
            gate[unit] = hidden[unit] > 0 && Dice.Share((ulong)unit ^ key) >= DroppedUnits ? 1 / (1 - DroppedUnits) : 0;
            hidden[unit] *= gate[unit];
            if (hidden[unit] != 0)
            {
                TensorPrimitives.MultiplyAdd(output.Row(unit), hidden[unit], probabilities, probabilities);
            }
        }

        TensorPrimitives.SoftMax<float>(probabilities, probabilities);
    }

    // From here on, `probabilities` holds the gradient of the loss by the classes' scores.
    private void Backward(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, float rate)
    {
        for (var unit = 0; unit < Units; unit++)
        {
            hiddenGradient[unit] = gate[unit] == 0 ? 0 : TensorPrimitives.Dot<float>(output.Row(unit), probabilities) * gate[unit];
            if (hidden[unit] != 0)
            {
                output.Descend(unit, probabilities, hidden[unit], rate);
            }
        }

        outputBias.Descend(0, probabilities, 1, rate);
        hiddenBias.Descend(0, hiddenGradient, 1, rate);
        for (var p = 0; p < columns.Length; p++)
        {
            if (values[p] != 0)
            {
                input.Descend(columns[p], hiddenGradient, values[p], rate);
            }
        }
    }
}

/// <summary>
/// Weights with, for each, the sum of its squared gradients, whose root AdaGrad divides a step by. One sum a row would be faster by
/// half and cost half a point of BANKING77 (a quarter of the training part held out: 0.911 and 0.916).
/// </summary>
internal sealed class Layer
{
    private readonly int width;
    private readonly float[] squares;

    public Layer(int rows, int width, float firstSquare)
    {
        this.width = width;
        Weights = new float[rows * width];
        squares = new float[rows * width];
        squares.AsSpan().Fill(firstSquare);
    }

    public float[] Weights { get; }

    public static Layer Random(int rows, int width, float spread, float firstSquare, Func<int, ulong> keyOf)
    {
        var layer = new Layer(rows, width, firstSquare);
        for (var row = 0; row < rows; row++)
        {
            var key = Dice.Throw(keyOf(row));
            foreach (ref var weight in layer.Row(row))
            {
                weight = ((Dice.Share(key++) * 2) - 1) * spread;
            }
        }

        return layer;
    }

    public Span<float> Row(int row) => Weights.AsSpan(row * width, width);

    /// <summary>Moves a row against the gradient times a factor.</summary>
    /// <param name="row">The row.</param>
    /// <param name="gradient">As wide as the row.</param>
    /// <param name="factor">What the gradient is multiplied with.</param>
    /// <param name="rate">The length of a step.</param>
    public void Descend(int row, ReadOnlySpan<float> gradient, float factor, float rate)
    {
        var weights = Row(row);
        var sums = squares.AsSpan(row * width, width);
        var i = 0;
        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
        {
            var slope = new Vector<float>(gradient[i..]) * factor;
            var sum = new Vector<float>(sums[i..]) + (slope * slope);
            sum.CopyTo(sums[i..]);
            (new Vector<float>(weights[i..]) - (slope * rate / Vector.SquareRoot(sum))).CopyTo(weights[i..]);
        }

        for (; i < width; i++)
        {
            var slope = gradient[i] * factor;
            sums[i] += slope * slope;
            weights[i] -= slope * rate / MathF.Sqrt(sums[i]);
        }
    }
}
