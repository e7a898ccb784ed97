using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Host.Storage.Sqlite;
using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Host.Storage.Sqlite.Rows;
using ServiceBot.Improvement;
using ServiceBot.Knowledge;
using ServiceBot.Notifications;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Tests.Storage;

public sealed class SqliteStoreTests : StoreContract, IAsyncLifetime, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("servicebot-store-").FullName;
    private SqliteStore store;
    private SqliteQueries queries;

    public SqliteStoreTests() => this.Open();

    protected override IStore Store => this.store;

    protected override IConversationQueries Conversations => this.queries;

    protected override ITicketQueries Tickets => this.queries;

    protected override IOutboxQueries Outbox => this.queries;

    protected override IActionQueries Actions => this.queries;

    protected override IKnowledgeQueries Knowledge => this.queries;

    protected override IImprovementQueries Improvement => this.queries;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        this.queries.Dispose();
        await this.store.DisposeAsync();
    }

    public void Dispose()
    {
        this.queries.Dispose();
        Directory.Delete(this.folder, recursive: true);
    }

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        await this.Committed(new Spoken(Some.Said(1, "k1")), new ConversationKept(Some.Conversation()), Some.Opened(Some.Ticket(1)));

        await this.Reopen();

        Same(Some.Conversation(), await this.Conversations.FindAsync(Some.Chat, default));
        Same(Some.Ticket(1), await this.Tickets.FindAsync(Some.Ticket(1).Number, default));
        Assert.Equal(Conflict.AlreadyTaken, await this.Commit(new Spoken(Some.Said(2, "k1"))));
    }

    [Fact]
    public void Every_kind_of_change_can_be_stored()
    {
        using var database = Connection.Open(this.store.DatabaseFile);
        var writings = new Writings(database);

        Assert.All(
            typeof(Change).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Change)) && !type.IsAbstract),
            kind => Assert.NotNull(writings.Of((Change)RuntimeHelpers.GetUninitializedObject(kind))));
    }

    [Fact]
    public void A_folder_is_held_by_one_store_at_a_time()
    {
        var fault = Assert.Throws<IOException>(() => SqliteStore.Open(this.folder));
        Assert.Contains("in use", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill()
    {
        await this.Close();
        for (var run = 1; run <= 3; run++)
        {
            var acknowledged = await CommitUntilKilled.Run(this.folder, $"run{run}", 400 * run);
            this.Open();

            Assert.NotEmpty(acknowledged);
            foreach (var (id, turn) in acknowledged)
            {
                var kept = (await this.Conversations.FindAsync(id, default))!.Version;
                Assert.InRange(kept, turn, long.MaxValue);
                Assert.Equal(kept, (await this.Conversations.TranscriptAsync(id, 0, int.MaxValue, default)).Count);
            }

            await this.Close();
            using var database = Connection.Open(this.store.DatabaseFile);
            Assert.Equal("ok", database.Text("PRAGMA integrity_check"));
        }

        this.Open();
    }

    [Fact]
    public async Task A_failed_write_is_an_exception_and_the_store_goes_on()
    {
        using (var other = Connection.Open(this.store.DatabaseFile))
        {
            other.Run("DROP TABLE news");
        }

        await Assert.ThrowsAsync<SqliteFault>(() => this.Commit(new ConversationKept(Some.Conversation()), new NewsQueued(Some.News("n1"))));

        Assert.Null(await this.Conversations.FindAsync(Some.Chat, default));
        await this.Committed(new ConversationKept(Some.Conversation()));
    }

    [Fact]
    public void A_full_disk_fails_the_whole_group_and_leaves_nothing_of_it()
    {
        using var database = Connection.Open(Path.Combine(this.folder, "full.db"), mayCreate: true);
        database.Run("PRAGMA journal_mode = WAL");
        Migrations.Apply(database, "full.db");
        database.Run("PRAGMA max_page_count = 40");
        var writings = new Writings(database);
        Commit[] group = [.. Enumerable.Range(1, 200).Select(i => Waiting(writings, new ConversationKept(Some.Conversation(1, new($"c{i}")))))];

        Assert.Throws<SqliteFault>(() => new CommitGroup(database, writings).Write(group));
        Assert.Equal(0, database.Number("SELECT count(*) FROM conversations"));

        new CommitGroup(database, writings).Write(group[..1]);
        Assert.Equal(1, database.Number("SELECT count(*) FROM conversations"));
    }

    [Fact]
    public async Task A_closed_store_takes_nothing_more_but_has_written_what_it_took()
    {
        var taken = Enumerable.Range(1, 100).Select(i => this.Commit(new ConversationKept(Some.Conversation(1, new($"c{i}"))))).ToArray();
        await this.Close();

        Assert.All(await Task.WhenAll(taken), Assert.Null);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => this.Commit(new ConversationKept(Some.Conversation())));
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_let_go() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await this.store.CommitAsync([new ConversationKept(Some.Conversation())], new CancellationToken(canceled: true)));

    private static Commit Waiting(Writings writings, Change change)
    {
        var text = new CommitText();
        writings.Of(change).Serialize(change, text);
        return new Commit([change], text);
    }

    private async Task Reopen()
    {
        await this.Close();
        this.Open();
    }

    private async Task Close()
    {
        this.queries.Dispose();
        await this.store.DisposeAsync();
    }

    [MemberNotNull(nameof(store), nameof(queries))]
    private void Open()
    {
        this.store = SqliteStore.Open(this.folder);
        this.queries = new SqliteQueries(this.store.DatabaseFile);
    }
}
