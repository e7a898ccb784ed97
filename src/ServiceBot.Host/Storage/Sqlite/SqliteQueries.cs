using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Improvement;
using ServiceBot.Insights;
using ServiceBot.Knowledge;
using ServiceBot.Notifications;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Storage.Sqlite;

/// <summary>
/// Reads the embedded database. Each read sees the last commit. Reads are synchronous inside: they come from memory within
/// microseconds, which is less than a change of threads would cost.
/// </summary>
public sealed partial class SqliteQueries : IConversationQueries, ITicketQueries, IOutboxQueries, IActionQueries, IKnowledgeQueries, IInsightQueries, IImprovementQueries, IDisposable
{
    private readonly ReadConnections connections;

    /// <summary>Reads a database file that a <see cref="SqliteStore"/> has opened.</summary>
    public SqliteQueries(string databaseFile) => this.connections = new ReadConnections(databaseFile);

    /// <inheritdoc/>
    public void Dispose() => this.connections.Dispose();

    private static T Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException("The database holds null where a record belongs.");

    private static T? One<T>(Statement statement, JsonTypeInfo<T> type)
        where T : class
    {
        using (statement.Rows())
        {
            return statement.Step() ? Parse(statement.Utf8(0), type) : null;
        }
    }

    private static List<T> Many<T>(Statement statement, JsonTypeInfo<T> type)
        where T : class =>
        Many(statement, row => Parse(row.Utf8(0), type));

    private static List<T> Many<T>(Statement statement, Func<Statement, T> read)
    {
        var all = new List<T>();
        using (statement.Rows())
        {
            while (statement.Step())
            {
                all.Add(read(statement));
            }
        }

        return all;
    }
}
