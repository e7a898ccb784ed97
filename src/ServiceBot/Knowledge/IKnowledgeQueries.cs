namespace ServiceBot.Knowledge;

/// <summary>What the store knows about the use of articles.</summary>
public interface IKnowledgeQueries
{
    /// <summary>How often each article helped, counting each conversation once; read at the start and from time to time.</summary>
    /// <param name="cancellation">Gives up reading.</param>
    ValueTask<IReadOnlyList<ArticleRating>> RatingsAsync(CancellationToken cancellation);
}
