using ServiceBot.Conversations;
using ServiceBot.Host.Cli;
using ServiceBot.Host.Storage.Sqlite;
using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Messages;

namespace ServiceBot.Host.Tests.Storage;

public sealed class BackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("servicebot-backup-").FullName;

    private string Data => Path.Combine(this.folder, "data");

    private string Saved => Path.Combine(this.folder, "saved", "backup.db");

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public async Task A_backup_taken_while_the_store_writes_holds_whole_commits_only()
    {
        await using var store = SqliteStore.Open(this.Data);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() => Write(store, stop.Token));

        foreach (var _ in Enumerable.Range(0, 5))
        {
            Assert.Equal(0, BackupVerb.Run(this.Data, this.Saved));
            using var copy = Connection.Open(this.Saved, readOnly: true);
            Assert.Equal("ok", copy.Text("PRAGMA integrity_check"));
            Assert.Equal(copy.Number("SELECT sum(version) * 2 FROM conversations"), copy.Number("SELECT count(*) FROM transcript"));
        }

        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task What_was_saved_is_back_after_restoring_and_what_came_later_is_gone()
    {
        await using (var store = SqliteStore.Open(this.Data))
        {
            await store.CommitAsync([new ConversationKept(Some.Conversation())], default);
            Assert.Equal(0, BackupVerb.Run(this.Data, this.Saved));
            await store.CommitAsync([new ConversationKept(Some.Conversation(2))], default);
        }

        Assert.Equal(0, RestoreVerb.Run(this.Data, this.Saved));

        Assert.Equal(1, await this.StoredVersion());
    }

    [Fact]
    public async Task A_backup_can_be_restored_into_an_empty_folder()
    {
        await SqliteStore.Open(this.Data).DisposeAsync();
        Assert.Equal(0, BackupVerb.Run(this.Data, this.Saved));

        Assert.Equal(0, RestoreVerb.Run(Path.Combine(this.folder, "other"), this.Saved));
    }

    [Fact]
    public async Task Nothing_is_restored_while_a_server_holds_the_folder()
    {
        await using var store = SqliteStore.Open(this.Data);
        await store.CommitAsync([new ConversationKept(Some.Conversation())], default);
        Backup.Save(this.Data, this.Saved);

        Assert.Equal(1, RestoreVerb.Run(this.Data, this.Saved));
        Assert.Null(await store.CommitAsync([new ConversationKept(Some.Conversation(2))], default));
    }

    [Theory]
    [InlineData("this is text, and long enough to look like a header of a database")]
    [InlineData("")]
    public void A_file_that_is_no_database_of_ours_is_refused(string content)
    {
        var file = Path.Combine(this.folder, "file");
        File.WriteAllText(file, content);

        Assert.Contains("no database of ServiceBot", Assert.Throws<InvalidOperationException>(() => Backup.Restore(this.Data, file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_refused()
    {
        var file = await Newer(Path.Combine(this.folder, "newer"));

        Assert.Contains("knows schemas up to", Assert.Throws<InvalidOperationException>(() => Backup.Restore(this.Data, file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_not_opened_and_its_folder_let_go()
    {
        await Newer(this.Data);

        Assert.Throws<InvalidOperationException>(() => SqliteStore.Open(this.Data));
        Assert.Throws<InvalidOperationException>(() => SqliteStore.Open(this.Data));
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_and_the_present_database_stays()
    {
        await using (var store = SqliteStore.Open(this.Data))
        {
            await store.CommitAsync([new ConversationKept(Some.Conversation())], default);
        }

        Backup.Save(this.Data, this.Saved);
        using (var file = File.OpenWrite(this.Saved))
        {
            file.Position = 4096;
            file.Write(new byte[20 * 4096]);
        }

        Assert.Equal(1, RestoreVerb.Run(this.Data, this.Saved));
        Assert.Equal(1, await this.StoredVersion());
    }

    [Fact]
    public void Where_there_is_no_database_there_is_no_backup()
    {
        Assert.Equal(1, BackupVerb.Run(this.Data, this.Saved));
        Assert.False(File.Exists(this.Saved));
    }

    private static async Task Write(SqliteStore store, CancellationToken stop)
    {
        for (var version = 1; !stop.IsCancellationRequested; version++)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            {
                var id = new ConversationId($"c{i}");
                return store.CommitAsync(
                    [
                        new Spoken(Some.Said(version * 2 - 1, $"k{version}", id)), new Spoken(Some.Answered(version * 2, id)),
                        new ConversationKept(Some.Conversation(version, id)),
                    ],
                    default).AsTask();
            }));
        }
    }

    private static async Task<string> Newer(string folder)
    {
        await SqliteStore.Open(folder).DisposeAsync();
        var file = Path.Combine(folder, "servicebot.db");
        using var database = Connection.Open(file);
        database.Run("PRAGMA user_version = 9999");
        return file;
    }

    private async Task<long> StoredVersion()
    {
        await using var store = SqliteStore.Open(this.Data);
        using var queries = new SqliteQueries(store.DatabaseFile);
        return (await queries.FindAsync(Some.Chat, default))!.Version;
    }
}
