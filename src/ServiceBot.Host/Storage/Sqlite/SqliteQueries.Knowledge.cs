using ServiceBot.Knowledge;

namespace ServiceBot.Host.Storage.Sqlite;

public sealed partial class SqliteQueries
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ArticleRating>> RatingsAsync(CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection.Prepare("SELECT article, sum(helped), count(*) - sum(helped) FROM article_ratings GROUP BY article");
        return new(Many(found, row => new ArticleRating(row.Text(0), (int)row.Int64(1), (int)row.Int64(2))));
    }
}
