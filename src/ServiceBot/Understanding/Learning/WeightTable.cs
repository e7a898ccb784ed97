using System.Numerics;

namespace ServiceBot.Understanding.Learning;

/// <summary>
/// A matrix of weights, one row for each piece of the vocabulary, kept as signed bytes with one scale a row: a quarter
/// of the memory traffic and of the file size of floats. All measured figures are of the rounded weights.
/// </summary>
public sealed class WeightTable
{
    internal WeightTable(int width, sbyte[] weights, float[] scales) => (Width, Weights, Scales) = (width, weights, scales);

    /// <summary>How many columns there are.</summary>
    public int Width { get; }

    /// <summary>How many rows there are.</summary>
    public int Rows => Scales.Length;

    internal sbyte[] Weights { get; }

    internal float[] Scales { get; }

    // Nothing for one vector, then all bits for another.
    private static readonly sbyte[] FromMiddle = [.. Enumerable.Repeat((sbyte)0, Vector<sbyte>.Count), .. Enumerable.Repeat((sbyte)-1, Vector<sbyte>.Count)];

    /// <summary>Rounds a matrix, given row by row, to bytes.</summary>
    public static WeightTable From(ReadOnlySpan<float> matrix, int width)
    {
        var rows = matrix.Length / width;
        var weights = new sbyte[matrix.Length];
        var scales = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var values = matrix.Slice(row * width, width);
            var largest = 0f;
            foreach (var value in values)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            scales[row] = largest / sbyte.MaxValue;
            for (var c = 0; c < width && largest > 0; c++)
            {
                weights[(row * width) + c] = (sbyte)MathF.Round(values[c] / scales[row]);
            }
        }

        return new WeightTable(width, weights, scales);
    }

    /// <summary>The weight at a row and column.</summary>
    public float this[int row, int column] => Weights[(row * Width) + column] * Scales[row];

    /// <summary>Adds what the pieces of an utterance weigh, and the bias in the last row, to the sums.</summary>
    /// <param name="utterance">Its columns are rows of this table.</param>
    /// <param name="sums">As many as there are columns.</param>
    public void AddScores(SparseVector utterance, Span<float> sums)
    {
        AddRows([Rows - 1], [1], sums);
        AddRows(utterance.Columns.Span, utterance.Values.Span, sums);
    }

    /// <summary>Adds rows, each times a factor, to the sums.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="factors">What each is multiplied with.</param>
    /// <param name="sums">As many as there are columns.</param>
    public void AddRows(ReadOnlySpan<int> rows, ReadOnlySpan<float> factors, Span<float> sums)
    {
        Span<float> scaled = rows.Length <= 4096 ? stackalloc float[rows.Length] : new float[rows.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            scaled[r] = factors[r] * Scales[rows[r]];
        }

        var column = 0;
        for (; column <= Width - Vector<sbyte>.Count; column += Vector<sbyte>.Count)
        {
            AddBlock(rows, scaled, column, Vector<sbyte>.AllBitsSet, sums);
        }

        if (column < Width && Width >= Vector<sbyte>.Count)
        {
            // The last block overlaps the one before; what was added already counts as nothing.
            var start = Width - Vector<sbyte>.Count;
            AddBlock(rows, scaled, start, new Vector<sbyte>(FromMiddle, start + Vector<sbyte>.Count - column), sums);
            return;
        }

        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = column; c < Width; c++)
            {
                sums[c] += Weights[(rows[r] * Width) + c] * scaled[r];
            }
        }
    }

    // All rows of a few columns: the sums stay in registers, and many rows are fetched from memory at a time.
    private void AddBlock(ReadOnlySpan<int> rows, ReadOnlySpan<float> factors, int column, Vector<sbyte> counted, Span<float> sums)
    {
        var (first, second, third, fourth) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        for (var r = 0; r < rows.Length; r++)
        {
            Vector.Widen(new Vector<sbyte>(Weights, (rows[r] * Width) + column) & counted, out var low, out var high);
            Vector.Widen(low, out var one, out var two);
            Vector.Widen(high, out var three, out var four);
            var factor = new Vector<float>(factors[r]);
            first += Vector.ConvertToSingle(one) * factor;
            second += Vector.ConvertToSingle(two) * factor;
            third += Vector.ConvertToSingle(three) * factor;
            fourth += Vector.ConvertToSingle(four) * factor;
        }

        var to = sums[column..];
        Add(first, to);
        Add(second, to[Vector<float>.Count..]);
        Add(third, to[(2 * Vector<float>.Count)..]);
        Add(fourth, to[(3 * Vector<float>.Count)..]);
    }

    private static void Add(Vector<float> more, Span<float> sums) => (new Vector<float>(sums) + more).CopyTo(sums);
}
