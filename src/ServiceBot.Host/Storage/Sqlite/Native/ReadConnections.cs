using System.Collections.Concurrent;

namespace ServiceBot.Host.Storage.Sqlite.Native;

/// <summary>A few connections for reading; each read borrows one for as long as it takes.</summary>
internal sealed class ReadConnections(string file) : IDisposable
{
    // Reads are synchronous, so more than the threads that read at once are never in use; the rest would only hold memory.
    private static readonly int MostKept = Math.Max(4, Environment.ProcessorCount * 2);

    private readonly ConcurrentBag<Connection> idle = [];
    private volatile bool isDisposed;

    public Lease Borrow()
    {
        ObjectDisposedException.ThrowIf(this.isDisposed, this);
        if (!this.idle.TryTake(out var connection))
        {
            connection = Connection.Open(file);
            connection.Run("PRAGMA query_only = ON; PRAGMA cache_size = -8000;");
        }

        return new Lease(this, connection);
    }

    public void Dispose()
    {
        this.isDisposed = true;
        while (this.idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private void Return(Connection connection)
    {
        if (this.isDisposed || this.idle.Count >= MostKept)
        {
            connection.Dispose();
        }
        else
        {
            this.idle.Add(connection);
        }
    }

    /// <summary>A borrowed connection; disposing gives it back.</summary>
    internal readonly ref struct Lease(ReadConnections owner, Connection connection)
    {
        public Connection Connection => connection;

        public void Dispose() => owner.Return(connection);
    }
}
