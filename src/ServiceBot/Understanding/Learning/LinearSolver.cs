using System.Numerics.Tensors;

namespace ServiceBot.Understanding.Learning;

/// <summary>
/// One-versus-rest linear support vector machines with squared hinge loss, solved in the dual by coordinate descent
/// (Hsieh et al., 2008, algorithm 1), for all classes side by side so that the arithmetic runs on whole rows.
/// </summary>
public static class LinearSolver
{
    // Ten passes were enough for the accuracy aimed at; more were not tried.
    private const int Passes = 10;

    /// <summary>Weights <c>[pieces + 1 × classes]</c>, row by row; the last row is the bias.</summary>
    /// <param name="examples">The utterances.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="keys">What tells each utterance from the others, for <see cref="Dice"/>.</param>
    /// <param name="pieces">How many columns the vocabulary has.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="cost">C of the loss, over 0; a smaller one regularises more.</param>
    /// <param name="work">How many cores to use; all by default.</param>
    public static float[] Solve(
        IReadOnlyList<SparseVector> examples, IReadOnlyList<int> labels, IReadOnlyList<ulong> keys, int pieces, int classes, float cost = 1, ParallelOptions? work = null)
    {
        var weights = new float[(pieces + 1) * classes];

        // Classes do not touch each other, so each half has a core of its own and the sums stay the same bit for bit.
        var half = classes < 4 ? classes : classes / 2;
        Parallel.Invoke(
            work ?? new ParallelOptions(),
            () => SolveSome(examples, labels, keys, pieces, 0, half, cost, weights, classes),
            () => SolveSome(examples, labels, keys, pieces, half, classes, cost, weights, classes));
        return weights;
    }

    private static void SolveSome(
        IReadOnlyList<SparseVector> examples, IReadOnlyList<int> labels, IReadOnlyList<ulong> keys, int pieces, int from, int to, float cost, float[] all, int stride)
    {
        var width = to - from;
        if (width == 0)
        {
            return;
        }

        var weights = new float[(pieces + 1) * width];
        var duals = new float[examples.Count * width];
        var step = new float[width];
        for (var pass = 0; pass < Passes; pass++)
        {
            foreach (var i in Dice.Order(keys, (ulong)pass))
            {
                Descend(examples[i], labels[i] - from, cost, weights.AsSpan(), duals.AsSpan(i * width, width), step, pieces);
            }
        }

        for (var row = 0; row <= pieces; row++)
        {
            weights.AsSpan(row * width, width).CopyTo(all.AsSpan((row * stride) + from, width));
        }
    }

    private static void Descend(
        SparseVector example, int label, float cost, Span<float> weights, Span<float> duals, Span<float> step, int pieces)
    {
        var width = step.Length;
        var columns = example.Columns.Span;
        var values = example.Values.Span;
        var bias = weights.Slice(pieces * width, width);
        bias.CopyTo(step);
        for (var p = 0; p < columns.Length; p++)
        {
            TensorPrimitives.MultiplyAdd(weights.Slice(columns[p] * width, width), values[p], step, step);
        }

        var diagonal = 1 / (2 * cost);
        var curvature = 1 + TensorPrimitives.SumOfSquares(values) + diagonal;
        var moved = false;
        for (var c = 0; c < width; c++)
        {
            var sign = c == label ? 1f : -1f;
            var gradient = (sign * step[c]) - 1 + (duals[c] * diagonal);
            var dual = Math.Max(duals[c] - (gradient / curvature), 0);
            step[c] = (dual - duals[c]) * sign;
            moved |= step[c] != 0;
            duals[c] = dual;
        }

        if (!moved)
        {
            return;
        }

        TensorPrimitives.Add(bias, step, bias);
        for (var p = 0; p < columns.Length; p++)
        {
            var row = weights.Slice(columns[p] * width, width);
            TensorPrimitives.MultiplyAdd(step, values[p], row, row);
        }
    }
}
