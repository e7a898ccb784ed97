using System.Collections.Immutable;
using NodaTime;
using ServiceBot.Messages;
using ServiceBot.Storage;

namespace ServiceBot.Knowledge;

/// <summary>A customer said whether an article solved the matter.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Language">The language it was shown in.</param>
/// <param name="Conversation">The conversation; one counts once for an article, the last word.</param>
/// <param name="Helped">True for "yes, solved".</param>
/// <param name="At">When it was said.</param>
public sealed record ArticleRated(string ArticleId, Language Language, string Conversation, bool Helped, Instant At) : Change;

/// <summary>How often an article helped.</summary>
/// <param name="ArticleId">The article, in all its languages.</param>
/// <param name="Helped">Conversations that it solved.</param>
/// <param name="NotHelped">Conversations that it did not solve.</param>
public sealed record ArticleRating(string ArticleId, int Helped, int NotHelped);

/// <summary>What customers said about articles, as a small push among articles that match about equally.</summary>
/// <param name="Ratings">By article id.</param>
public sealed record Helpfulness(ImmutableDictionary<string, ArticleRating> Ratings)
{
    /// <summary>The push is at most this share of a score, in either direction: words decide, ratings break ties.</summary>
    public const double LargestPush = 0.05;

    // So many customers of usual satisfaction are assumed before the first real one, so that a single angry
    // customer does not bury an article.
    private const double AssumedRatings = 10;

    /// <summary>Nobody has said anything yet.</summary>
    public static Helpfulness Unknown { get; } = new(ImmutableDictionary<string, ArticleRating>.Empty);

    /// <summary>The ratings as they were counted by the store.</summary>
    public static Helpfulness Of(IEnumerable<ArticleRating> ratings) => new(ratings.ToImmutableDictionary(rating => rating.ArticleId));

    /// <summary>The ratings after one more.</summary>
    public Helpfulness With(ArticleRated rated)
    {
        var old = this.Ratings.GetValueOrDefault(rated.ArticleId) ?? new ArticleRating(rated.ArticleId, 0, 0);
        var counted = rated.Helped ? old with { Helped = old.Helped + 1 } : old with { NotHelped = old.NotHelped + 1 };
        return new Helpfulness(this.Ratings.SetItem(rated.ArticleId, counted));
    }

    /// <summary>By what a score is multiplied: 1 for an article of usual or unknown helpfulness.</summary>
    /// <remarks>
    /// It depends on the share of those whom the article helped and not on how often it is shown, so an article that is
    /// shown because it was pushed gains nothing by that.
    /// </remarks>
    public double Push(string articleId)
    {
        if (!this.Ratings.TryGetValue(articleId, out var rating))
        {
            return 1;
        }

        var usual = this.UsualShare();
        var share = (rating.Helped + (AssumedRatings * usual)) / (rating.Helped + rating.NotHelped + AssumedRatings);
        return 1 + (LargestPush * (share - usual));
    }

    private double UsualShare()
    {
        var helped = this.Ratings.Values.Sum(rating => (double)rating.Helped);
        var all = helped + this.Ratings.Values.Sum(rating => (double)rating.NotHelped);
        return (helped + 1) / (all + 2);
    }
}
