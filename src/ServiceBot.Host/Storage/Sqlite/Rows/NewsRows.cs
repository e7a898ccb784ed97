using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Storage.Sqlite.Rows;

internal sealed class NewsQueuing(Connection connection) : IWrites<NewsQueued>
{
    // News that was queued before, told or not, stays as it is.
    private readonly Statement add = connection.Prepare(
        "INSERT INTO news (id, conversation, happened_at, json) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING");

    public void Serialize(NewsQueued change, CommitText text) => text.Add(change.News, StoredJson.News);

    public void Apply(NewsQueued change, CommitText text) =>
        this.add.Bind(change.News.Id).Bind(change.News.Conversation.Value).Bind(change.News.HappenedAt).Bind(text.Next()).Run();
}

internal sealed class NewsTelling(Connection connection) : IWrites<NewsTold>
{
    private readonly Statement tell = connection.Prepare("UPDATE news SET is_told = 1, json = NULL WHERE id = ?");

    public void Apply(NewsTold change, CommitText text) => this.tell.Bind(change.Id).Run();
}
