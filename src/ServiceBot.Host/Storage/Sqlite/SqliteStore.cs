using System.Threading.Channels;
using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Host.Storage.Sqlite.Rows;
using ServiceBot.Storage;

namespace ServiceBot.Host.Storage.Sqlite;

/// <summary>
/// The embedded store. One thread writes; whatever waits when it comes round is made durable by one write to the disk, so that
/// throughput does not fall to one flush per turn.
/// </summary>
public sealed class SqliteStore : IStore, IAsyncDisposable
{
    // At 50 µs a commit, 256 of them take a hundred times as long as the flush (0.12 ms); more would only make the first wait longer.
    private const int MostInGroup = 256;

    // Beyond this many waiting commits the callers wait too, which bounds the memory.
    private const int MostWaiting = 4096;

    private readonly DataFolder folder;
    private readonly Channel<Commit> waiting = Channel.CreateBounded<Commit>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Used by the writer thread alone, but for Writing.Serialize, which touches no connection.
    private readonly Connection connection;
    private readonly Writings writings;
    private readonly CommitGroup group;

    private SqliteStore(DataFolder folder, Connection connection)
    {
        this.folder = folder;
        this.connection = connection;
        this.writings = new Writings(connection);
        this.group = new CommitGroup(connection, this.writings);
        new Thread(this.Write) { IsBackground = true, Name = "store writer" }.Start();
    }

    /// <summary>The database file.</summary>
    public string DatabaseFile => this.folder.Database;

    /// <summary>The version of SQLite in use, such as <c>3.40.1 (system)</c>.</summary>
    public static string LibraryVersion => SqliteLibrary.Use();

    /// <summary>Opens the store in a folder, creates both where they are missing, and holds the folder until disposed.</summary>
    /// <exception cref="IOException">Another process holds the folder.</exception>
    /// <exception cref="InvalidOperationException">The database is newer than this program.</exception>
    public static SqliteStore Open(string folder)
    {
        var held = DataFolder.Hold(folder);
        Connection? opened = null;
        try
        {
            opened = Connection.Open(held.Database, mayCreate: true);
            opened.Run(
                """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA fullfsync = ON;
                PRAGMA wal_autocheckpoint = 4000;
                PRAGMA journal_size_limit = 67108864;
                PRAGMA cache_size = -65536;
                PRAGMA temp_store = MEMORY;
                PRAGMA secure_delete = FAST;
                """);
            Migrations.Apply(opened, held.Database);
            return new SqliteStore(held, opened);
        }
        catch
        {
            opened?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<Conflict?> CommitAsync(IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        if (changes.Count == 0)
        {
            return new ValueTask<Conflict?>((Conflict?)null);
        }

        var text = new CommitText();
        foreach (var change in changes)
        {
            this.writings.Of(change).Serialize(change, text);
        }

        var commit = new Commit(changes, text);
        if (!this.waiting.Writer.TryWrite(commit))
        {
            return this.CommitWhenThereIsRoomAsync(commit, cancellation);
        }

        return new ValueTask<Conflict?>(cancellation.CanBeCanceled ? commit.Done.WaitAsync(cancellation) : commit.Done);
    }

    /// <summary>Writes what waits, then closes the database and lets go of the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        this.waiting.Writer.TryComplete();
        await this.stopped.Task;
    }

    private async ValueTask<Conflict?> CommitWhenThereIsRoomAsync(Commit commit, CancellationToken cancellation)
    {
        try
        {
            await this.waiting.Writer.WriteAsync(commit, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new ObjectDisposedException("The store is closed.", closed);
        }

        return await commit.Done.WaitAsync(cancellation);
    }

    private void Write()
    {
        var next = new List<Commit>(MostInGroup);
        while (this.waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (next.Count < MostInGroup && this.waiting.Reader.TryRead(out var commit))
            {
                next.Add(commit);
            }

            this.Write(next);
            next.Clear();
        }

        this.connection.Dispose();
        this.folder.Dispose();
        this.stopped.SetResult();
    }

    private void Write(List<Commit> commits)
    {
        try
        {
            this.group.Write(commits);
        }
        catch (Exception fault)
        {
            // Not tried again: whoever waits decides on what the database then holds, and nobody was told of a success.
            foreach (var commit in commits)
            {
                commit.Fail(fault);
            }

            return;
        }

        foreach (var commit in commits)
        {
            commit.Tell();
        }
    }
}
