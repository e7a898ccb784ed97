namespace ServiceBot.Knowledge;

/// <summary>The terms of a question with what each is worth in one state of the index, the most telling first.</summary>
internal sealed class WeightedQuery
{
    private readonly Dictionary<ulong, int> _places = [];

    private WeightedQuery(ulong[] terms, double[] weights)
    {
        this.Terms = terms;
        this.Weights = weights;
        this.Remaining = new double[terms.Length + 1];
        for (var i = terms.Length - 1; i >= 0; i--)
        {
            this.Remaining[i] = this.Remaining[i + 1] + weights[i];
            this._places[terms[i]] = i;
        }
    }

    public ulong[] Terms { get; }

    public double[] Weights { get; }

    /// <summary>At <c>i</c>: what the terms from <c>i</c> on can give at most.</summary>
    public double[] Remaining { get; }

    public double Total => this.Remaining[0];

    public static WeightedQuery Of(IReadOnlyList<ulong> terms, int passages, Func<ulong, int> found)
    {
        var weights = new Dictionary<ulong, double>(terms.Count);
        foreach (var group in terms.CountBy(term => term))
        {
            weights[group.Key] = group.Value * Ranking.WeightOf(ServiceBot.Knowledge.Terms.KindOf(group.Key)) * Ranking.Rarity(passages, found(group.Key));
        }

        var keys = weights.Keys.ToArray();
        var values = keys.Select(key => -weights[key]).ToArray();
        Array.Sort(values, keys);
        return new WeightedQuery(keys, [.. values.Select(value => -value)]);
    }

    /// <summary>The place of a term in <see cref="Terms"/>, or -1.</summary>
    public int PlaceOf(ulong term) => this._places.TryGetValue(term, out var place) ? place : -1;
}
