using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>Adds a row, times a factor, to the sums.</summary>
    /// <param name="row">The row.</param>
    /// <param name="factor">What it is multiplied with.</param>
    /// <param name="sums">As many as there are columns.</param>
    public void AddRow(int row, float factor, Span<float> sums)
    {
        var weights = Weights.AsSpan(row * Width, Width);
        var scale = factor * Scales[row];

        // Both are as long as the table is wide, so that no block has to be checked.
        ref var from = ref MemoryMarshal.GetReference(weights);
        ref var to = ref MemoryMarshal.GetReference(sums[..Width]);
        var i = 0;
        for (; i <= Width - Vector<sbyte>.Count; i += Vector<sbyte>.Count)
        {
            AddBlock(Vector.LoadUnsafe(ref from, (nuint)i), scale, ref Unsafe.Add(ref to, i));
        }

        if (i < Width && Width >= Vector<sbyte>.Count)
        {
            // The last block overlaps the one before; what was added already counts as nothing.
            var start = Width - Vector<sbyte>.Count;
            AddBlock(Vector.LoadUnsafe(ref from, (nuint)start) & new Vector<sbyte>(FromMiddle, start + Vector<sbyte>.Count - i), scale, ref Unsafe.Add(ref to, start));
            return;
        }

        for (; i < Width; i++)
        {
            sums[i] += weights[i] * scale;
        }
    }

    private static void AddBlock(Vector<sbyte> weights, float scale, ref float sums)
    {
        Vector.Widen(weights, out var low, out var high);
        Vector.Widen(low, out var first, out var second);
        Vector.Widen(high, out var third, out var fourth);
        Add(first, scale, ref sums, 0);
        Add(second, scale, ref sums, Vector<int>.Count);
        Add(third, scale, ref sums, 2 * Vector<int>.Count);
        Add(fourth, scale, ref sums, 3 * Vector<int>.Count);
    }

    private static void Add(Vector<int> weights, float scale, ref float sums, int offset) =>
        (Vector.LoadUnsafe(ref sums, (nuint)offset) + (Vector.ConvertToSingle(weights) * scale)).StoreUnsafe(ref sums, (nuint)offset);
}
