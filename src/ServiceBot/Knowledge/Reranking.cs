using ServiceBot.Words;

namespace ServiceBot.Knowledge;

/// <summary>Looks closely at the best passages: a good answer has what was asked in one place.</summary>
internal static class Reranking
{
    /// <summary>So many passages are looked at.</summary>
    public const int Candidates = 10;

    // Passages that state questions differ by these; what their text says in one place only tips the balance, and that was chosen on such articles.
    private static readonly Shares Stated = new(0.7, 0.1, 0.2, 0, 0, 0.02, 0);

    // By a listwise logistic regression on either half of 2,221 Japanese questions to encyclopedia passages, checked on the other half.
    private static readonly Shares Plain = new(0, 0, 0, 0.57, 0.57, 0.1, 0.2);

    public static IReadOnlyList<Hit> Rank(
        IReadOnlyList<(Passage Passage, float Score)> candidates, WeightedQuery query, string question, Func<Passage, PassageReading> read, int top)
    {
        if (candidates.Count == 0 || query.Total <= 0)
        {
            return [];
        }

        var asksForName = QuestionWording.AsksForName(SearchText.Unify(question));
        var shares = candidates.Any(one => one.Passage.Questions.Count > 0) ? Stated : Plain;
        var look = new Look(query);
        var hits = new List<Hit>(candidates.Count);
        foreach (var (passage, score) in candidates)
        {
            if (score < shares.WorthALook * candidates[0].Score)
            {
                hits.Add(new Hit(passage, score, Share(score, query), 0, passage.Title));
                continue;
            }

            var seen = look.At(read(passage));
            var extra = (shares.Sentence * seen.Sentence) + (shares.TwoSentences * seen.TwoSentences)
                + (shares.WithTitle * seen.WithTitle) + (shares.Passage * seen.Passage)
                - (shares.Length * query.Total * Math.Log((passage.Body.Length + 50) / 200.0))
                + (asksForName && seen.Best.AsSpan().ContainsAny('(', '（') ? shares.Name * query.Total : 0);
            hits.Add(new Hit(passage, score + extra, Share(score, query), Share(seen.Sentence, query), seen.Best));
        }

        return [.. hits.OrderByDescending(hit => hit.Score).Take(top)];
    }

    // A word that no article knows is likely the very matter: it counts again.
    private static double Share(double weight, WeightedQuery query) => Math.Min(1, weight / (query.Total + (Ranking.UnknownAgain * query.Unknown)));

    /// <summary>What adds to the score of a passage.</summary>
    /// <param name="WorthALook">Share of the best score below which nothing is added.</param>
    /// <param name="Sentence">For the terms of the best sentence.</param>
    /// <param name="TwoSentences">For those of the best two in a row.</param>
    /// <param name="WithTitle">For those of the title and the best sentence beside it.</param>
    /// <param name="Passage">For those anywhere in the passage, however often.</param>
    /// <param name="Length">Lost for being e times as long as usual, as a share of the query's weight.</param>
    /// <param name="Name">For brackets in the best sentence, where a name or reading is asked for; likewise.</param>
    private readonly record struct Shares(
        double WorthALook, double Sentence, double TwoSentences, double WithTitle, double Passage, double Length, double Name);

    /// <summary>What was seen of a passage: its best sentence, and what the different terms of the query weigh in it.</summary>
    private readonly record struct Seen(string Best, double Sentence, double TwoSentences, double WithTitle, double Passage);

    /// <summary>Weighs sentences by the different terms of the query in them.</summary>
    private sealed class Look(WeightedQuery query)
    {
        // For each term of the query the last sentence, title and passage that held it.
        private readonly int[] _sentenceOf = new int[query.Terms.Length];
        private readonly int[] _titleOf = new int[query.Terms.Length];
        private readonly int[] _passageOf = new int[query.Terms.Length];
        private int _sentence = 1;
        private int _passage;
        private double _previous;
        private double _inPassage;

        public Seen At(PassageReading passage)
        {
            _passage++;
            _inPassage = 0;
            var title = this.Weigh(passage.Title.Terms).Own;
            this.RememberTitle(passage.Title.Terms);
            var (best, sentence, two, withTitle) = (passage.Title, title, title, title);
            foreach (var question in passage.Questions)
            {
                this.Gap();
                Take(question);
            }

            foreach (var text in passage.Texts)
            {
                this.Gap();
                foreach (var next in text)
                {
                    Take(next);
                }
            }

            return new Seen(best.Text.Trim(), sentence, two, withTitle, _inPassage);

            void Take(ReadSentence next)
            {
                var (own, withPrevious, beyondTitle) = this.Weigh(next.Terms);
                two = Math.Max(two, withPrevious);
                withTitle = Math.Max(withTitle, title + beyondTitle);
                if (own > sentence)
                {
                    (best, sentence) = (next, own);
                }
            }
        }

        private void Gap()
        {
            _sentence++;
            _previous = 0;
        }

        private void RememberTitle(ulong[] terms)
        {
            foreach (var term in terms)
            {
                if (query.PlaceOf(term) is >= 0 and var place)
                {
                    _titleOf[place] = _passage;
                }
            }
        }

        private (double Own, double WithPrevious, double BeyondTitle) Weigh(ulong[] terms)
        {
            var previous = _sentence++;
            var (own, common, beyondTitle) = (0.0, 0.0, 0.0);
            foreach (var term in terms)
            {
                var place = query.PlaceOf(term);
                if (place < 0 || _sentenceOf[place] == _sentence)
                {
                    continue;
                }

                var weight = query.Weights[place];
                own += weight;
                common += _sentenceOf[place] == previous ? weight : 0;
                beyondTitle += _titleOf[place] == _passage ? 0 : weight;
                _inPassage += _passageOf[place] == _passage ? 0 : weight;
                (_sentenceOf[place], _passageOf[place]) = (_sentence, _passage);
            }

            var all = own + _previous - common;
            _previous = own;
            return (own, all, beyondTitle);
        }
    }
}
