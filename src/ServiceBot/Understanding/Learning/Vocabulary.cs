using System.Numerics;

namespace ServiceBot.Understanding.Learning;

/// <summary>The pieces that a model knows, each with its column and its weight. Immutable and thread-safe.</summary>
public sealed class Vocabulary
{
    // Rare pieces are noise once there is enough to learn from; pairs are many, so they must earn their place.
    private const int PlentyOfExamples = 2000;

    // Pairs are many and rarely right alone: at half the length they help and do not drown the words.
    private const float LengthOfPairs = 0.5f;
    private const float LengthOfSenses = 0.7f;
    private const float LengthOfSensePairs = 0.5f;
    private const int LeastPairs = 8;
    private const int LeastCharacters = 3;
    private const int LeastOthers = 2;

    private readonly Dictionary<ulong, int> columns;

    internal Vocabulary(ulong[] hashes, NgramKind[] kinds, float[] rarity)
    {
        (Hashes, Kinds, Rarity) = (hashes, kinds, rarity);
        columns = new Dictionary<ulong, int>(hashes.Length);
        for (var column = 0; column < hashes.Length; column++)
        {
            columns[hashes[column]] = column;
        }
    }

    /// <summary>How many pieces are known.</summary>
    public int Count => Hashes.Length;

    internal ulong[] Hashes { get; }

    internal NgramKind[] Kinds { get; }

    internal float[] Rarity { get; }

    /// <summary>Collects the pieces of all utterances; a piece's rarity is the square root of its smoothed inverse document frequency.</summary>
    public static Vocabulary Learn(IEnumerable<List<Ngram>> utterances)
    {
        var seen = new Dictionary<ulong, (NgramKind Kind, int Utterances, int Last)>();
        var all = 0;
        foreach (var utterance in utterances)
        {
            foreach (var piece in utterance)
            {
                var (kind, count, last) = seen.GetValueOrDefault(piece.Hash, (piece.Kind, 0, -1));
                seen[piece.Hash] = last == all ? (kind, count, last) : (kind, count + 1, all);
            }

            all++;
        }

        // What is looked up most lies together in memory, which takes a tenth off the time of an utterance. By powers of two, so that
        // an example more or less moves few pieces.
        var plenty = all >= PlentyOfExamples;
        var kept = seen
            .Where(piece => !plenty || piece.Value.Utterances >= LeastOf(piece.Value.Kind))
            .OrderByDescending(piece => BitOperations.Log2((uint)piece.Value.Utterances)).ThenBy(piece => piece.Key)
            .ToList();
        return new Vocabulary(
            [.. kept.Select(piece => piece.Key)],
            [.. kept.Select(piece => piece.Value.Kind)],
            [.. kept.Select(piece => (float)Math.Sqrt(1 + Math.Log((1.0 + all) / (1 + piece.Value.Utterances))))]);
    }

    /// <summary>The utterance as weights of known pieces; each kind of piece is brought to the same length.</summary>
    public SparseVector Weigh(List<Ngram> utterance)
    {
        var found = new int[utterance.Count];
        var known = 0;
        foreach (var piece in utterance)
        {
            if (columns.TryGetValue(piece.Hash, out var column))
            {
                found[known++] = column;
            }
        }

        Array.Sort(found, 0, known);
        var distinct = 0;
        var values = new float[known];
        for (var i = 0; i < known; distinct++)
        {
            var column = found[i];
            var first = i;
            while (i < known && found[i] == column)
            {
                i++;
            }

            found[distinct] = column;
            values[distinct] = (1 + MathF.Log(i - first)) * Rarity[column];
        }

        BringToLength(found.AsSpan(0, distinct), values.AsSpan(0, distinct));
        return new SparseVector(found.AsMemory(0, distinct), values.AsMemory(0, distinct), utterance.Count == 0 ? 0 : (float)known / utterance.Count);
    }

    /// <summary>The column of a piece, or -1 where it is unknown.</summary>
    public int ColumnOf(Ngram piece) => columns.GetValueOrDefault(piece.Hash, -1);

    private static int LeastOf(NgramKind kind) => kind switch
    {
        NgramKind.Pairs or NgramKind.SensePairs => LeastPairs,
        NgramKind.Characters => LeastCharacters,
        _ => LeastOthers,
    };

    private static float LengthOf(NgramKind kind) => kind switch
    {
        NgramKind.Pairs => LengthOfPairs,
        NgramKind.Senses => LengthOfSenses,
        NgramKind.SensePairs => LengthOfSensePairs,
        _ => 1,
    };

    private void BringToLength(ReadOnlySpan<int> found, Span<float> values)
    {
        Span<float> squares = stackalloc float[5];
        for (var i = 0; i < found.Length; i++)
        {
            squares[(int)Kinds[found[i]]] += values[i] * values[i];
        }

        for (var i = 0; i < found.Length; i++)
        {
            var kind = Kinds[found[i]];
            values[i] *= LengthOf(kind) / MathF.Sqrt(squares[(int)kind]);
        }
    }
}

/// <summary>The known pieces of one utterance.</summary>
/// <param name="Columns">Columns of the vocabulary, ascending.</param>
/// <param name="Values">The weight of each.</param>
/// <param name="Known">Share of the utterance's pieces that the vocabulary knows, 0..1.</param>
public readonly record struct SparseVector(ReadOnlyMemory<int> Columns, ReadOnlyMemory<float> Values, float Known);
