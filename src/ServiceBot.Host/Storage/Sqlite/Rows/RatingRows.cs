using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Knowledge;

namespace ServiceBot.Host.Storage.Sqlite.Rows;

internal sealed class ArticleRatingKeeping(Connection connection) : IWrites<ArticleRated>
{
    // One conversation counts once for an article; its last word holds.
    private readonly Statement keep = connection.Prepare(
        """
        INSERT INTO article_ratings (article, conversation, language, helped, rated_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (article, conversation) DO UPDATE SET helped = excluded.helped, language = excluded.language, rated_at = excluded.rated_at
        """);

    public void Apply(ArticleRated change, CommitText text) =>
        this.keep.Bind(change.ArticleId).Bind(change.Conversation.Value).Bind(change.Language.ToString()).Bind(change.Helped ? 1 : 0).Bind(change.At).Run();
}
