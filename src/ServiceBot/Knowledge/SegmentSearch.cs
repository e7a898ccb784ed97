using System.Buffers;
using System.Numerics;

namespace ServiceBot.Knowledge;

/// <summary>Finds the best passages of one segment, exactly, without reading postings that cannot matter.</summary>
/// <remarks>
/// Term at a time, the most telling first, with the stop of MaxScore (Turtle and Flood, IP&amp;M 31(6), 1995): as soon as the
/// terms that are left could not lift a new passage into the best, they are only looked up for the few that
/// are still in question, where that is cheaper than reading on.
/// </remarks>
internal static class SegmentSearch
{
    // A look at the best so far reads all scores of the segment, eight at a time, so it waits until about as many postings were read.
    private const int PostingsPerLook = Segment.Largest / 8;

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
        var postings = new Segment.Postings[query.Useful];
        var remaining = new double[postings.Length + 1];
        var unread = 0;
        for (var term = postings.Length - 1; term >= 0; term--)
        {
            postings[term] = segment.Find(query.Terms[term]);
            remaining[term] = remaining[term + 1] + (query.Weights[term] * postings[term].Strongest / 255);
            unread += postings[term].Count;
        }

        if (remaining[0] <= best.Lowest)
        {
            return;
        }

        var pooled = ArrayPool<float>.Shared.Rent(segment.Passages.Count);
        var scores = pooled.AsSpan(0, segment.Passages.Count);
        scores.Clear();
        var done = 0;
        var sinceLook = 0;
        for (; done < postings.Length; done++)
        {
            if (sinceLook >= PostingsPerLook && remaining[done] < TooMuchLeft * remaining[0])
            {
                sinceLook = 0;
                var floor = Threshold(scores, isVisible, best) - remaining[done];
                if (floor > 0 && CountFrom(scores, (float)floor) * (postings.Length - done) * PostingsPerLookUp < unread)
                {
                    break;
                }
            }

            Add(scores, postings[done], (float)(query.Weights[done] / 255));
            sinceLook += postings[done].Count;
            unread -= postings[done].Count;
        }

        Offer(query, postings, remaining, done, scores, isVisible, best, number);
        ArrayPool<float>.Shared.Return(pooled);
    }

    private static void Add(Span<float> scores, Segment.Postings postings, float weight)
    {
        var strengths = postings.Strengths;
        var passages = postings.Passages;
        for (var i = 0; i < passages.Length && i < strengths.Length; i++)
        {
            scores[passages[i]] += weight * strengths[i];
        }
    }

    // The lowest of the best, where what was found so far is taken for all there is.
    private static double Threshold(ReadOnlySpan<float> scores, Func<int, bool> isVisible, BestScores best)
    {
        var trial = best.Copy();
        for (var place = NextAbove(scores, 0, trial.Lowest); place < scores.Length; place = NextAbove(scores, place + 1, trial.Lowest))
        {
            if (isVisible(place))
            {
                trial.Offer(0, place, scores[place]);
            }
        }

        return trial.Lowest;
    }

    // The first place from one on whose score is higher than a floor; behind the last where there is none.
    private static int NextAbove(ReadOnlySpan<float> scores, int place, float floor)
    {
        var floors = new Vector<float>(floor);
        while (place + Vector<float>.Count <= scores.Length && !Vector.GreaterThanAny(new Vector<float>(scores[place..]), floors))
        {
            place += Vector<float>.Count;
        }

        while (place < scores.Length && scores[place] <= floor)
        {
            place++;
        }

        return place;
    }

    private static int CountFrom(ReadOnlySpan<float> scores, float floor)
    {
        var count = 0;
        for (var place = NextAbove(scores, 0, floor); place < scores.Length; place = NextAbove(scores, place + 1, floor))
        {
            count++;
        }

        return count;
    }

    private static void Offer(
        WeightedQuery query, Segment.Postings[] postings, double[] remaining, int done, ReadOnlySpan<float> scores, Func<int, bool> isVisible, BestScores best, int number)
    {
        // Rounded down, so that no score that could be enough is passed over.
        float Floor() => MathF.Max(0, MathF.BitDecrement((float)(best.Lowest - remaining[done])));
        for (var place = NextAbove(scores, 0, Floor()); place < scores.Length; place = NextAbove(scores, place + 1, Floor()))
        {
            if (isVisible(place))
            {
                best.Offer(number, place, Completed(query, postings, remaining, done, place, scores[place], best.Lowest));
            }
        }
    }

    private static float Completed(WeightedQuery query, Segment.Postings[] postings, double[] remaining, int term, int place, float score, double lowest)
    {
        for (; term < postings.Length && score + remaining[term] > lowest; term++)
        {
            var at = postings[term].Passages.BinarySearch((ushort)place);
            score += at < 0 ? 0 : (float)(query.Weights[term] / 255) * postings[term].Strengths[at];
        }

        return score;
    }
}
