namespace ServiceBot.Knowledge;

/// <summary>Looks closely at the best passages: a good answer has what was asked in one place.</summary>
internal static class Reranking
{
    /// <summary>So many passages are looked at.</summary>
    public const int Candidates = 10;

    // A passage this far behind the first has never come first by its best sentence.
    private const double WorthALook = 0.7;

    private static readonly char[] SentenceEnds = ['。', '！', '？', '!', '?', '\n'];

    public static IReadOnlyList<Hit> Rank(
        IReadOnlyList<(Passage Passage, float Score)> candidates, WeightedQuery query, string question, TermReader reader, int top)
    {
        if (candidates.Count == 0 || query.Total <= 0)
        {
            return [];
        }

        var seen = new int[query.Terms.Length];
        var mark = 0;
        var hits = new List<Hit>(candidates.Count);
        foreach (var (passage, score) in candidates)
        {
            var (share, sentence) = score >= WorthALook * candidates[0].Score
                ? BestSentence(passage, query, reader, seen, ref mark)
                : (0, passage.Title);
            hits.Add(new Hit(passage, score + (Ranking.SentenceShare * share), Math.Min(1, score / query.Total), sentence));
        }

        return [.. hits.OrderByDescending(hit => hit.Score).Take(top)];
    }

    private static (double Weight, string Sentence) BestSentence(Passage passage, WeightedQuery query, TermReader reader, int[] seen, ref int mark)
    {
        var (best, sentence) = (0.0, passage.Title);
        foreach (var candidate in Sentences(passage))
        {
            mark++;
            var weight = 0.0;
            foreach (var term in reader.Read(candidate))
            {
                var place = query.PlaceOf(term);
                if (place >= 0 && seen[place] != mark)
                {
                    seen[place] = mark;
                    weight += query.Weights[place];
                }
            }

            if (weight > best)
            {
                (best, sentence) = (weight, candidate);
            }
        }

        return (best, sentence);
    }

    private static IEnumerable<string> Sentences(Passage passage)
    {
        yield return passage.Title;
        foreach (var question in passage.Questions)
        {
            yield return question;
        }

        foreach (var text in (string[])[passage.Answer, passage.Body])
        {
            for (var start = 0; start < text.Length;)
            {
                var end = text.IndexOfAny(SentenceEnds, start);
                end = end < 0 ? text.Length : end + 1;
                yield return text[start..end].Trim();
                start = end;
            }
        }
    }
}
