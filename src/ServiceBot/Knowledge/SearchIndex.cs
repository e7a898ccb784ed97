using System.Collections.Concurrent;
using System.Collections.Immutable;
using ServiceBot.Words;

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

    // What was read of a passage takes a few kilobytes.
    private const int MostKept = 5000;

    // More small segments than this are joined, so that questions stay fast after many changes.
    private const int MostSmallSegments = 8;

    private readonly ImmutableArray<Segment> _segments;
    private readonly ImmutableDictionary<string, (int Segment, int Place)> _current;
    private readonly Synonyms _synonyms;
    private readonly FieldLengths _usual;
    private readonly ConcurrentDictionary<Passage, PassageReading> _read = new(ReferenceEqualityComparer.Instance);

    private SearchIndex(
        ImmutableArray<Segment> segments, ImmutableDictionary<string, (int Segment, int Place)> current, Synonyms synonyms, FieldLengths usual)
    {
        (_segments, _current, _synonyms, _usual) = (segments, current, synonyms, usual);
    }

    /// <summary>Number of passages that can be found.</summary>
    public int Count => _current.Count;

    /// <summary>Number of entries in the index; each takes three bytes.</summary>
    public long PostingCount => _segments.Sum(segment => segment.PostingCount);

    /// <summary>Indexes passages.</summary>
    /// <param name="passages">The passages; of two with the same id the later one counts.</param>
    /// <param name="synonyms">Words that mean the same at this desk; none by default.</param>
    public static SearchIndex Of(IEnumerable<Passage> passages, Synonyms? synonyms = null)
    {
        synonyms ??= Synonyms.None;
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
        var segments = this.SegmentsWithout(passage.Id);
        var last = segments.Length - 1;
        return last >= 0 && segments[last].Passages.Count < SmallSegment
            ? this.Appended(segments.RemoveAt(last), [.. segments[last].Living, passage]).Joined()
            : this.Appended(segments, [passage]).Joined();
    }

    /// <summary>The index without the passage of an id; the same index where there is none.</summary>
    public SearchIndex Without(string id) =>
        _current.ContainsKey(id) ? new SearchIndex(this.SegmentsWithout(id), _current.Remove(id), _synonyms, _usual) : this;

    /// <summary>The passages that match a question best.</summary>
    /// <param name="question">The question in any mixture of languages.</param>
    /// <param name="top">At most so many hits.</param>
    /// <param name="isVisible">Whether a passage may be found; null where all may.</param>
    /// <returns>Best first; empty where no term of the question occurs.</returns>
    public IReadOnlyList<Hit> Search(string question, int top = 10, Predicate<Passage>? isVisible = null)
    {
        var reader = new TermReader(_synonyms);
        var query = WeightedQuery.Of(reader, question, _current.Count, this.CountOf);
        var best = new BestScores(Math.Max(top, Reranking.Candidates));
        for (var i = 0; i < _segments.Length; i++)
        {
            var segment = _segments[i];
            SegmentSearch.Search(segment, query, place => !segment.IsGone(place) && isVisible?.Invoke(segment.Passages[place]) != false, best, i);
        }

        var candidates = best.Ranked().Select(found => (_segments[found.Segment].Passages[found.Place], found.Score)).ToList();
        return Reranking.Rank(candidates, query, question, passage => this.ReadingOf(passage, reader, query), top);
    }

    // Among a desk's articles the same few are looked at again and again; of very many, what was read is not kept.
    private PassageReading ReadingOf(Passage passage, TermReader reader, WeightedQuery query) =>
        _current.Count <= MostKept ? _read.GetOrAdd(passage, static (one, by) => PassageReading.Of(one, by), reader) : PassageReading.Of(passage, reader, query);

    private int CountOf(ulong term)
    {
        var count = 0;
        foreach (var segment in _segments)
        {
            count += segment.Find(term).Count;
        }

        // Replaced passages still count until their segment is joined.
        return Math.Min(count, _current.Count);
    }

    private ImmutableArray<Segment> SegmentsWithout(string id) =>
        _current.TryGetValue(id, out var old) ? _segments.SetItem(old.Segment, _segments[old.Segment].Without(old.Place)) : _segments;

    private SearchIndex Appended(ImmutableArray<Segment> segments, IReadOnlyList<Passage> passages)
    {
        var current = _current.SetItems(passages.Select((passage, place) => KeyValuePair.Create(passage.Id, (segments.Length, place))));
        return new SearchIndex(segments.Add(Segment.Of(passages, _synonyms, _usual)), current, _synonyms, _usual);
    }

    private SearchIndex Joined()
    {
        var firstSmall = _segments.Length;
        while (firstSmall > 0 && _segments[firstSmall - 1].Passages.Count <= SmallSegment)
        {
            firstSmall--;
        }

        return _segments.Length - firstSmall <= MostSmallSegments
            ? this
            : this.Appended(_segments[..firstSmall], [.. Enumerable.Range(firstSmall, _segments.Length - firstSmall).SelectMany(segment => _segments[segment].Living)]);
    }
}
