using ServiceBot.Messages;

namespace ServiceBot.Knowledge;

/// <summary>How an embedding model ranks the articles; a desk may have none.</summary>
public interface IArticleRanks
{
    /// <summary>Ranks the articles by how near they are to a text.</summary>
    /// <param name="text">A question in a customer's words.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The ranks; null where they can't be had at once, and then the words decide alone. It fails only where it is cancelled.</returns>
    ValueTask<ArticleRanks?> RankAsync(string text, CancellationToken cancellation);
}

/// <summary>How near the articles are to a text.</summary>
/// <param name="Text">The text; for any other they say nothing.</param>
/// <param name="ByLanguage">The articles of each language.</param>
public sealed record ArticleRanks(string Text, IReadOnlyDictionary<Language, NearArticles> ByLanguage)
{
    /// <summary>The ranks where they are those of a text, else null.</summary>
    public ArticleRanks? For(string text) => text == this.Text ? this : null;
}

/// <summary>The articles of one language that are nearest to a text.</summary>
/// <param name="Ids">Nearest first, ten at most.</param>
/// <param name="FirstStandsOut">True where the first is far nearer than articles are on the whole; nearest is always one, even if none is about the matter.</param>
public sealed record NearArticles(IReadOnlyList<string> Ids, bool FirstStandsOut)
{
    private const int Most = 10;

    // So many standard deviations above the mean, which needs no scale of a model's own. Chance hardly gets there, and of nine articles or
    // fewer none can. Assumed, not measured: which models are used, and how well, is the operator's choice.
    private const double FarNearer = 3;

    /// <summary>Ranks articles.</summary>
    /// <param name="all">All articles of the language with their cosine similarity, in any order.</param>
    public static NearArticles Of(IEnumerable<(string Id, double Similarity)> all)
    {
        var sorted = all.Where(one => !double.IsNaN(one.Similarity)).OrderByDescending(one => one.Similarity).ThenBy(one => one.Id, StringComparer.Ordinal).ToList();
        if (sorted.Count == 0)
        {
            return new NearArticles([], false);
        }

        var mean = sorted.Average(one => one.Similarity);
        var deviation = Math.Sqrt(sorted.Average(one => (one.Similarity - mean) * (one.Similarity - mean)));
        return new NearArticles([.. sorted.Take(Most).Select(one => one.Id)], deviation > 0 && sorted[0].Similarity - mean >= FarNearer * deviation);
    }
}
