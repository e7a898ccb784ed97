using System.Buffers;

namespace ServiceBot.Knowledge;

/// <summary>Finds the best passages of one segment, exactly, without reading postings that cannot matter.</summary>
/// <remarks>
/// Term at a time, the most telling first, with the stop of MaxScore (Turtle and Flood, IP&amp;M 31(6), 1995): as soon as the
/// terms that are left could not lift a new passage into the best, they are only looked up for the few that
/// are still in question, where that is cheaper than reading on.
/// </remarks>
internal static class SegmentSearch
{
    // A look at the best so far reads all scores of the segment, so it waits until about as many postings were read.
    private const int PostingsPerLook = Segment.Largest;

    // While the terms that are left are worth more than this share of the query, nothing can be ruled out.
    private const double TooMuchLeft = 0.5;

    // Estimated: a binary search for one passage misses the cache a few times, each worth ten postings read in order.
    private const int PostingsPerLookUp = 40;

    /// <summary>Offers each passage that can be among the best.</summary>
    /// <param name="segment">Where to look.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="isVisible">Whether a passage may be found, by its place in the segment.</param>
    /// <param name="best">Takes the places with their scores; may hold those of other segments.</param>
    /// <param name="number">The segment's number, to be kept with each place.</param>
    public static void Search(Segment segment, WeightedQuery query, Func<int, bool> isVisible, BestScores best, int number)
    {
        var pooled = ArrayPool<float>.Shared.Rent(segment.Passages.Count);
        var scores = pooled.AsSpan(0, segment.Passages.Count);
        scores.Clear();
        var ranges = new Range[query.Useful];
        var unread = 0;
        for (var term = 0; term < ranges.Length; term++)
        {
            ranges[term] = segment.Find(query.Terms[term]);
            unread += Length(ranges[term]);
        }

        var done = 0;
        var sinceLook = 0;
        for (; done < ranges.Length; done++)
        {
            if (sinceLook >= PostingsPerLook && query.Remaining[done] < TooMuchLeft * query.Total)
            {
                sinceLook = 0;
                var floor = Threshold(scores, isVisible, best) - query.Remaining[done];
                if (floor > 0 && CountFrom(scores, (float)floor) * (ranges.Length - done) * PostingsPerLookUp < unread)
                {
                    break;
                }
            }

            Add(scores, segment.At(ranges[done]), (float)(query.Weights[done] / 255));
            sinceLook += Length(ranges[done]);
            unread -= Length(ranges[done]);
        }

        Offer(segment, query, ranges, done, scores, isVisible, best, number);
        ArrayPool<float>.Shared.Return(pooled);
    }

    private static int Length(Range range) => range.End.Value - range.Start.Value;

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

    private static int CountFrom(ReadOnlySpan<float> scores, float floor)
    {
        var count = 0;
        foreach (var score in scores)
        {
            count += score >= floor ? 1 : 0;
        }

        return count;
    }

    private static void Offer(
        Segment segment, WeightedQuery query, Range[] ranges, int done, Span<float> scores, Func<int, bool> isVisible, BestScores best, int number)
    {
        var isDone = done == ranges.Length;
        var remaining = isDone ? 0 : query.Remaining[done];
        for (var place = 0; place < scores.Length; place++)
        {
            var score = scores[place];
            if (score <= 0 || score + remaining <= best.Lowest || !isVisible(place))
            {
                continue;
            }

            best.Offer(number, place, isDone ? score : Completed(segment, query, ranges, done, place, score, best.Lowest));
        }
    }

    private static float Completed(Segment segment, WeightedQuery query, Range[] ranges, int term, int place, float score, double lowest)
    {
        for (; term < ranges.Length && score + query.Remaining[term] > lowest; term++)
        {
            var postings = segment.At(ranges[term]);
            var at = postings.Passages.BinarySearch((ushort)place);
            score += at < 0 ? 0 : (float)(query.Weights[term] / 255 * postings.Strengths[at]);
        }

        return score;
    }
}
