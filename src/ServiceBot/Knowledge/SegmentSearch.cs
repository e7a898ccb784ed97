using System.Buffers;

namespace ServiceBot.Knowledge;

/// <summary>Finds the best passages of one segment, exactly, without reading postings that cannot matter.</summary>
/// <remarks>
/// Term at a time, the most telling first, with the stop of MaxScore (Turtle and Flood, IP&amp;M 31(6), 1995): as soon as
/// the terms that are left could not lift a new passage into the best, they are only looked up for the candidates.
/// </remarks>
internal static class SegmentSearch
{
    // Below this many postings a look at the best so far costs more than it saves.
    private const int PostingsPerLook = 8192;

    /// <summary>Offers each passage that can be among the best.</summary>
    /// <param name="segment">Where to look.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="isVisible">Whether a passage may be found, by its place in the segment.</param>
    /// <param name="best">Takes the places with their scores; may hold those of other segments.</param>
    /// <param name="number">The segment's number, to be kept with each place.</param>
    public static void Search(Segment segment, WeightedQuery query, Func<int, bool> isVisible, BestScores best, int number)
    {
        var count = segment.Passages.Count;
        var pooled = ArrayPool<float>.Shared.Rent(count);
        var scores = pooled.AsSpan(0, count);
        scores.Clear();
        var unlooked = 0;
        var term = 0;
        for (; term < query.Terms.Length && query.Weights[term] > 0; term++)
        {
            if (unlooked >= PostingsPerLook)
            {
                unlooked = 0;
                if (query.Remaining[term] < Threshold(scores, isVisible, best))
                {
                    break;
                }
            }

            var postings = segment.Find(query.Terms[term]);
            Add(scores, postings, (float)(query.Weights[term] / 255));
            unlooked += postings.Passages.Length;
        }

        Offer(segment, query, term, scores, isVisible, best, number);
        ArrayPool<float>.Shared.Return(pooled);
    }

    private static void Add(Span<float> scores, Postings postings, float weight)
    {
        var strengths = postings.Strengths;
        var passages = postings.Passages;
        for (var i = 0; i < passages.Length && i < strengths.Length; i++)
        {
            scores[passages[i]] += weight * strengths[i];
        }
    }

    private static double Threshold(Span<float> scores, Func<int, bool> isVisible, BestScores best)
    {
        var trial = new BestScores(best.Capacity);
        for (var place = 0; place < scores.Length; place++)
        {
            if (scores[place] > trial.Lowest && isVisible(place))
            {
                trial.Offer(0, place, scores[place]);
            }
        }

        return Math.Max(trial.Lowest, best.Lowest);
    }

    private static void Offer(
        Segment segment, WeightedQuery query, int term, Span<float> scores, Func<int, bool> isVisible, BestScores best, int number)
    {
        var remaining = query.Remaining[term];
        var isDone = remaining <= 0 || term >= query.Terms.Length || query.Weights[term] <= 0;
        var floor = isDone ? 0 : Threshold(scores, isVisible, best) - remaining;
        for (var place = 0; place < scores.Length; place++)
        {
            var score = scores[place];
            if (score <= 0 || score < floor || (isDone && score <= best.Lowest) || !isVisible(place))
            {
                continue;
            }

            best.Offer(number, place, isDone ? score : Completed(segment, query, term, place, score, best.Lowest));
        }
    }

    private static float Completed(Segment segment, WeightedQuery query, int term, int place, float score, double lowest)
    {
        for (; term < query.Terms.Length && query.Weights[term] > 0 && score + query.Remaining[term] > lowest; term++)
        {
            var postings = segment.Find(query.Terms[term]);
            var at = postings.Passages.BinarySearch((ushort)place);
            score += at < 0 ? 0 : (float)(query.Weights[term] / 255 * postings.Strengths[at]);
        }

        return score;
    }
}

/// <summary>The highest scores so far, at most a given number of them.</summary>
internal sealed class BestScores(int capacity)
{
    private readonly PriorityQueue<(int Segment, int Place, float Score), float> _lowestFirst = new(capacity + 1);

    public int Capacity => capacity;

    /// <summary>What a score has to exceed to be taken.</summary>
    public double Lowest => this._lowestFirst.Count < capacity ? 0 : this._lowestFirst.Peek().Score;

    public void Offer(int segment, int place, float score)
    {
        if (score > this.Lowest)
        {
            this._lowestFirst.Enqueue((segment, place, score), score);
            if (this._lowestFirst.Count > capacity)
            {
                this._lowestFirst.Dequeue();
            }
        }
    }

    /// <summary>The best, highest first; equal ones in the order of their places.</summary>
    public IReadOnlyList<(int Segment, int Place, float Score)> Ranked() =>
        [.. this._lowestFirst.UnorderedItems.Select(item => item.Element).OrderByDescending(item => item.Score).ThenBy(item => item.Segment).ThenBy(item => item.Place)];
}
