using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Host.Storage.Sqlite;
using ServiceBot.Notifications;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Tests.Storage;

public sealed class SqliteStoreTests : StoreContract, IAsyncLifetime, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("servicebot-store-").FullName;
    private SqliteStore store;
    private SqliteQueries queries;

    public SqliteStoreTests()
    {
        this.store = SqliteStore.Open(this.folder);
        this.queries = new SqliteQueries(this.store.DatabaseFile);
    }

    protected override IStore Store => this.store;

    protected override IConversationQueries Conversations => this.queries;

    protected override ITicketQueries Tickets => this.queries;

    protected override IOutboxQueries Outbox => this.queries;

    protected override IActionQueries Actions => this.queries;

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
    public void A_folder_is_held_by_one_store_at_a_time()
    {
        var fault = Assert.Throws<IOException>(() => SqliteStore.Open(this.folder));
        Assert.Contains("in use", fault.Message, StringComparison.Ordinal);
    }

    private async Task Reopen()
    {
        this.queries.Dispose();
        await this.store.DisposeAsync();
        this.store = SqliteStore.Open(this.folder);
        this.queries = new SqliteQueries(this.store.DatabaseFile);
    }
}
