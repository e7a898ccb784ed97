using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using ServiceBot.Words;

namespace ServiceBot.Knowledge;

/// <summary>An unchangeable part of an index: its passages and, for each term, where it occurs and how strongly.</summary>
/// <remarks>
/// At most 16,384 passages, so that a posting takes three bytes and the scores of one segment stay in the processor's
/// cache. The strength is the saturated BM25F frequency in 255 steps; only rarity is left for the query.
/// </remarks>
internal sealed class Segment
{
    public const int Largest = 16_384;

    private readonly ulong[] _terms;
    private readonly int[] _starts;
    private readonly ushort[] _passages;
    private readonly byte[] _strengths;

    // For each term the highest of its strengths.
    private readonly byte[] _strongest;

    // One bit a passage; shorter where nothing behind was replaced or removed.
    private readonly ulong[] _gone;

    private Segment(IReadOnlyList<Passage> passages, ulong[] terms, int[] starts, ushort[] places, byte[] strengths, byte[] strongest, ulong[] gone)
    {
        this.Passages = passages;
        (_terms, _starts, _passages, _strengths, _strongest, _gone) = (terms, starts, places, strengths, strongest, gone);
    }

    /// <summary>All passages, those that are gone too.</summary>
    public IReadOnlyList<Passage> Passages { get; }

    /// <summary>The passages that were neither replaced nor removed.</summary>
    public IEnumerable<Passage> Living => this.Passages.Where((_, place) => !this.IsGone(place));

    public long PostingCount => _passages.Length;

    public static Segment Of(IReadOnlyList<Passage> passages, Synonyms synonyms, FieldLengths usual)
    {
        var ids = new Dictionary<ulong, int>();
        var counts = new List<int>();
        var postings = new List<(int Term, ushort Passage, byte Strength)>();
        var frequencies = new Dictionary<ulong, float>();
        var reader = new TermReader(synonyms);
        for (var place = 0; place < passages.Count; place++)
        {
            frequencies.Clear();
            CountTerms(passages[place], reader, usual, frequencies);
            foreach (var (term, frequency) in frequencies)
            {
                ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, term, out var isKnown);
                if (!isKnown)
                {
                    id = counts.Count;
                    counts.Add(0);
                }

                counts[id]++;
                var strength = frequency / (frequency + Ranking.Saturation);
                postings.Add((id, (ushort)place, (byte)Math.Max(1, MathF.Round(255 * strength))));
            }
        }

        return Sorted(passages, ids, counts, postings);
    }

    /// <summary>The segment without a passage, of which all but that is shared.</summary>
    public Segment Without(int place)
    {
        var gone = new ulong[Math.Max(_gone.Length, (place / 64) + 1)];
        _gone.CopyTo(gone, 0);
        gone[place / 64] |= 1UL << (place % 64);
        return new Segment(this.Passages, _terms, _starts, _passages, _strengths, _strongest, gone);
    }

    /// <summary>True where a passage was replaced or removed.</summary>
    public bool IsGone(int place) => place / 64 < _gone.Length && (_gone[place / 64] & (1UL << (place % 64))) != 0;

    /// <summary>The passages that hold a term, ascending, and how strongly each does; empty where none does.</summary>
    public Postings Find(ulong term)
    {
        var at = Array.BinarySearch(_terms, term);
        return at < 0 ? default : new Postings(this, _starts[at], _starts[at + 1] - _starts[at], _strongest[at]);
    }

    private static void CountTerms(Passage passage, TermReader reader, FieldLengths usual, Dictionary<ulong, float> frequencies)
    {
        for (var field = 0; field < Ranking.Fields; field++)
        {
            var length = FieldLengths.Of(passage, field);
            if (length == 0)
            {
                continue;
            }

            var share = Ranking.LengthShares[field];
            var weight = Ranking.FieldWeights[field] / (1 - share + (share * length / usual[field]));
            foreach (var text in FieldLengths.Texts(passage, field))
            {
                foreach (var term in reader.Read(text))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(frequencies, term, out _) += weight;
                }
            }
        }
    }

    private static Segment Sorted(
        IReadOnlyList<Passage> passages, Dictionary<ulong, int> ids, List<int> counts, List<(int Term, ushort Passage, byte Strength)> postings)
    {
        var terms = ids.Keys.ToArray();
        var order = ids.Values.ToArray();
        Array.Sort(terms, order);
        var starts = new int[terms.Length + 1];
        var next = new int[terms.Length];
        for (var rank = 0; rank < terms.Length; rank++)
        {
            next[order[rank]] = starts[rank];
            starts[rank + 1] = starts[rank] + counts[order[rank]];
        }

        var places = new ushort[postings.Count];
        var strengths = new byte[postings.Count];
        foreach (var (term, passage, strength) in postings)
        {
            var at = next[term]++;
            (places[at], strengths[at]) = (passage, strength);
        }

        var strongest = new byte[terms.Length];
        for (var rank = 0; rank < terms.Length; rank++)
        {
            strongest[rank] = TensorPrimitives.Max<byte>(strengths.AsSpan(starts[rank]..starts[rank + 1]));
        }

        return new Segment(passages, terms, starts, places, strengths, strongest, []);
    }

    /// <summary>Where one term occurs in a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="start">Where the term's postings start.</param>
    /// <param name="count">How many passages hold the term.</param>
    /// <param name="strongest">The highest of the strengths, of 255.</param>
    public readonly struct Postings(Segment segment, int start, int count, byte strongest)
    {
        public int Count => count;

        public byte Strongest => strongest;

        public ReadOnlySpan<ushort> Passages => count == 0 ? [] : segment._passages.AsSpan(start, count);

        public ReadOnlySpan<byte> Strengths => count == 0 ? [] : segment._strengths.AsSpan(start, count);
    }
}
