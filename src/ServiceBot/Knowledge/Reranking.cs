namespace ServiceBot.Knowledge;

/// <summary>Looks closely at the best passages: a good answer has what was asked in one place.</summary>
internal static class Reranking
{
    /// <summary>So many passages are looked at.</summary>
    public const int Candidates = 10;

    // The best sentence and its neighbour together give at most 0.3 of the query, so one further behind seldom comes first.
    private const double WorthALook = 0.7;

    public static IReadOnlyList<Hit> Rank(
        IReadOnlyList<(Passage Passage, float Score)> candidates, WeightedQuery query, string question, Func<Passage, PassageReading> read, int top)
    {
        if (candidates.Count == 0 || query.Total <= 0)
        {
            return [];
        }

        var asksForDefinition = QuestionWording.AsksForDefinition(SearchText.Unify(question));
        var look = new Look(query);
        var hits = new List<Hit>(candidates.Count);
        foreach (var (passage, score) in candidates)
        {
            if (score < WorthALook * candidates[0].Score)
            {
                hits.Add(new Hit(passage, score, Share(score, query), 0, passage.Title));
                continue;
            }

            var (sentence, weight, window) = look.At(read(passage));
            var extra = (Ranking.SentenceShare * weight) + (Ranking.WindowShare * window)
                - (Ranking.LengthShare * query.Total * Math.Log((passage.Body.Length + 50) / 200.0));
            if (asksForDefinition && IsIntroduction(passage))
            {
                extra += Ranking.IntroductionShare * query.Total;
            }

            hits.Add(new Hit(passage, score + extra, Share(score, query), Share(weight, query), sentence));
        }

        return [.. hits.OrderByDescending(hit => hit.Score).Take(top)];
    }

    // A word that no article knows is likely the very matter: it counts again.
    private static double Share(double weight, WeightedQuery query) => Math.Min(1, weight / (query.Total + (Ranking.UnknownAgain * query.Unknown)));

    private static bool IsIntroduction(Passage passage)
    {
        var bracket = passage.Title.AsSpan().IndexOfAny('(', '（');
        var title = passage.Title.AsSpan(0, bracket > 0 ? bracket : passage.Title.Length).Trim();
        return passage.Body.AsSpan().StartsWith(title, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Weighs sentences by the different terms of the query in them.</summary>
    private sealed class Look(WeightedQuery query)
    {
        private readonly int[] _seenIn = new int[query.Terms.Length];
        private int _sentence = 1;
        private double _previousOwn;

        /// <summary>The best sentence with its weight, and the weight of the best two in a row.</summary>
        public (string Sentence, double Weight, double Window) At(PassageReading passage)
        {
            var (best, weight, window) = (passage.Title.Text, this.Weigh(passage.Title.Terms).Own, 0.0);
            foreach (var question in passage.Questions)
            {
                this.Gap();
                Take(question, this.Weigh(question.Terms).Own, 0);
            }

            foreach (var text in passage.Texts)
            {
                this.Gap();
                foreach (var sentence in text)
                {
                    var (own, withPrevious) = this.Weigh(sentence.Terms);
                    Take(sentence, own, withPrevious);
                }
            }

            return (best.Trim(), weight, Math.Max(window, weight));

            void Take(ReadSentence sentence, double own, double withPrevious)
            {
                window = Math.Max(window, withPrevious);
                if (own > weight)
                {
                    (best, weight) = (sentence.Text, own);
                }
            }
        }

        private void Gap()
        {
            _sentence++;
            _previousOwn = 0;
        }

        private (double Own, double WithPrevious) Weigh(ulong[] terms)
        {
            var previous = _sentence++;
            var (own, common) = (0.0, 0.0);
            foreach (var term in terms)
            {
                var place = query.PlaceOf(term);
                if (place < 0 || _seenIn[place] == _sentence)
                {
                    continue;
                }

                own += query.Weights[place];
                common += _seenIn[place] == previous ? query.Weights[place] : 0;
                _seenIn[place] = _sentence;
            }

            var all = own + _previousOwn - common;
            _previousOwn = own;
            return (own, all);
        }
    }
}
