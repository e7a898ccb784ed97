namespace ServiceBot.Knowledge;

/// <summary>The terms of a question with what each is worth in one state of the index, the most telling first.</summary>
internal sealed class WeightedQuery
{
    private readonly Dictionary<ulong, int> _places = [];

    private WeightedQuery(ulong[] terms, double[] weights, double unknown)
    {
        this.Unknown = unknown;
        this.Useful = weights.AsSpan().IndexOf(0) is >= 0 and var zero ? zero : weights.Length;
        this.Terms = terms;
        this.Weights = weights;
        for (var i = terms.Length - 1; i >= 0; i--)
        {
            this.Total += weights[i];
            _places[terms[i]] = i;
        }
    }

    public ulong[] Terms { get; }

    public double[] Weights { get; }

    /// <summary>So many terms, from the first on, weigh more than nothing.</summary>
    public int Useful { get; }

    /// <summary>What all terms are worth together.</summary>
    public double Total { get; }

    /// <summary>The weight of the words that occur in no passage, not even under another name.</summary>
    public double Unknown { get; }

    public static WeightedQuery Of(TermReader reader, string question, int passages, Func<ulong, int> found)
    {
        var weights = new Dictionary<ulong, double>();
        var unknown = 0.0;
        foreach (var (term, times) in reader.ReadQuestion(question).CountBy(term => term))
        {
            var occurrences = found(term);
            var weight = times * Ranking.WeightOf(Words.Terms.KindOf(term)) * Ranking.Rarity(passages, occurrences);
            weights[term] = weight;
            unknown += occurrences == 0 && Words.Terms.IsContent(term) && !Words.Terms.IsMadeOf(term, reader.Named) ? weight : 0;
        }

        foreach (var (sense, words) in reader.Senses)
        {
            ShareWithSense(sense, words, weights);
        }

        var keys = weights.Keys.ToArray();
        var values = keys.Select(key => -weights[key]).ToArray();
        Array.Sort(values, keys);
        return new WeightedQuery(keys, [.. values.Select(value => -value)], unknown);
    }

    // What a word says is divided between itself and its sense: a passage with the word counts about as much as without senses, one with
    // another word for it counts for a part.
    private static void ShareWithSense(ulong sense, HashSet<ulong> words, Dictionary<ulong, double> weights)
    {
        var own = words.Sum(word => weights[word]);
        if (own <= 0)
        {
            return;
        }

        weights[sense] = Math.Min(weights[sense], Ranking.ShareOfSenses * own);
        var kept = 1 - (Ranking.PaidBySenses * weights[sense] / own);
        foreach (var word in words)
        {
            weights[word] *= kept;
        }
    }

    /// <summary>The place of a term in <see cref="Terms"/>, or -1.</summary>
    public int PlaceOf(ulong term) => _places.TryGetValue(term, out var place) ? place : -1;
}
