using System.Collections.Immutable;

namespace ServiceBot.Knowledge;

/// <summary>An unchangeable snapshot of all passages, ready to be searched by any number of threads at once.</summary>
/// <remarks>
/// <see cref="With"/> and <see cref="Without"/> make a new snapshot that shares all but a small segment with the old one,
/// so that one article among 100,000 is replaced in milliseconds.
/// </remarks>
public sealed class SearchIndex
{
    // A change rebuilds the newest small segment, so this bounds the time of a change.
    private const int SmallSegment = 512;

    // More small segments than this are joined, so that questions stay fast after many changes.
    private const int MostSmallSegments = 8;

    private readonly ImmutableArray<Segment> _segments;
    private readonly ImmutableDictionary<string, (int Segment, int Place)> _current;
    private readonly Synonyms _synonyms;
    private readonly FieldLengths _usual;

    private SearchIndex(
        ImmutableArray<Segment> segments, ImmutableDictionary<string, (int Segment, int Place)> current, Synonyms synonyms, FieldLengths usual)
    {
        (this._segments, this._current, this._synonyms, this._usual) = (segments, current, synonyms, usual);
    }

    /// <summary>Number of passages that can be found.</summary>
    public int Count => this._current.Count;

    /// <summary>Number of entries in the index; each takes three bytes.</summary>
    public long PostingCount => this._segments.Sum(segment => segment.PostingCount);

    /// <summary>Indexes passages.</summary>
    /// <param name="passages">The passages; of two with the same id the later one counts.</param>
    /// <param name="synonyms">Words that mean the same.</param>
    public static SearchIndex Of(IEnumerable<Passage> passages, Synonyms synonyms)
    {
        var distinct = new Dictionary<string, Passage>();
        foreach (var passage in passages)
        {
            distinct[passage.Id] = passage;
        }

        var all = distinct.Values.ToList();
        var usual = FieldLengths.Of(all);
        var segments = all.Chunk(Segment.Largest).Select(chunk => Segment.Of(chunk, synonyms, usual)).ToImmutableArray();
        var current = ImmutableDictionary.CreateBuilder<string, (int, int)>();
        for (var segment = 0; segment < segments.Length; segment++)
        {
            for (var place = 0; place < segments[segment].Passages.Count; place++)
            {
                current[segments[segment].Passages[place].Id] = (segment, place);
            }
        }

        return new SearchIndex(segments, current.ToImmutable(), synonyms, usual);
    }

    /// <summary>The index with a passage added, or put in the place of the one with its id.</summary>
    public SearchIndex With(Passage passage)
    {
        var last = this._segments.Length - 1;
        var isOpen = last >= 0 && this._segments[last].Passages.Count < SmallSegment;
        var others = isOpen ? this.Living(last).Where(old => old.Id != passage.Id) : [];
        var segments = isOpen ? this._segments.RemoveAt(last) : this._segments;
        return this.Appended(segments, [.. others, passage]).Joined();
    }

    /// <summary>The index without the passage of an id; the same index where there is none.</summary>
    public SearchIndex Without(string id) =>
        this._current.ContainsKey(id) ? new SearchIndex(this._segments, this._current.Remove(id), this._synonyms, this._usual) : this;

    /// <summary>The passages that match a question best.</summary>
    /// <param name="question">The question in any mixture of languages.</param>
    /// <param name="top">At most so many hits.</param>
    /// <param name="isVisible">Whether a passage may be found; null where all may.</param>
    /// <returns>Best first; empty where no term of the question occurs.</returns>
    public IReadOnlyList<Hit> Search(string question, int top = 10, Predicate<Passage>? isVisible = null)
    {
        var reader = new TermReader(this._synonyms);
        var query = WeightedQuery.Of(reader, question, this._current.Count, this.CountOf);
        var best = new BestScores(Math.Max(top, Reranking.Candidates));
        for (var i = 0; i < this._segments.Length; i++)
        {
            var segment = this._segments[i];
            var number = i;
            SegmentSearch.Search(segment, query, place => this.IsCurrent(number, place) && isVisible?.Invoke(segment.Passages[place]) != false, best, i);
        }

        var candidates = best.Ranked().Select(found => (this._segments[found.Segment].Passages[found.Place], found.Score)).ToList();
        return Reranking.Rank(candidates, query, question, reader, top);
    }

    private int CountOf(ulong term)
    {
        var count = 0;
        foreach (var segment in this._segments)
        {
            count += segment.Find(term).Passages.Length;
        }

        // Replaced passages still count until their segment is joined.
        return Math.Min(count, this._current.Count);
    }

    private bool IsCurrent(int segment, int place) =>
        this._current.TryGetValue(this._segments[segment].Passages[place].Id, out var current) && current == (segment, place);

    private IEnumerable<Passage> Living(int segment) =>
        this._segments[segment].Passages.Where((_, place) => this.IsCurrent(segment, place));

    private SearchIndex Appended(ImmutableArray<Segment> segments, IReadOnlyList<Passage> passages)
    {
        var current = this._current.SetItems(passages.Select((passage, place) => KeyValuePair.Create(passage.Id, (segments.Length, place))));
        return new SearchIndex(segments.Add(Segment.Of(passages, this._synonyms, this._usual)), current, this._synonyms, this._usual);
    }

    private SearchIndex Joined()
    {
        var firstSmall = this._segments.Length;
        while (firstSmall > 0 && this._segments[firstSmall - 1].Passages.Count <= SmallSegment)
        {
            firstSmall--;
        }

        return this._segments.Length - firstSmall <= MostSmallSegments
            ? this
            : this.Appended(this._segments[..firstSmall], [.. Enumerable.Range(firstSmall, this._segments.Length - firstSmall).SelectMany(this.Living)]);
    }
}
