using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Improvement;
using ServiceBot.Insights;
using ServiceBot.Knowledge;
using ServiceBot.Notifications;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Storage.Sqlite;

/// <summary>Registers the embedded store.</summary>
public static partial class SqliteRegistration
{
    /// <summary>Adds <see cref="IStore"/> and all queries over the database in a folder; opened, and the folder held, at first use.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, string folder)
    {
        services.AddSingleton(provider =>
        {
            var store = SqliteStore.Open(folder);
            LogOpened(provider.GetRequiredService<ILogger<SqliteStore>>(), store.DatabaseFile, SqliteStore.LibraryVersion);
            return store;
        });
        services.AddSingleton<IStore>(provider => provider.GetRequiredService<SqliteStore>());
        services.AddSingleton(provider => new SqliteQueries(provider.GetRequiredService<SqliteStore>().DatabaseFile));
        services.AddSingleton<IConversationQueries>(provider => provider.GetRequiredService<SqliteQueries>());
        services.AddSingleton<ITicketQueries>(provider => provider.GetRequiredService<SqliteQueries>());
        services.AddSingleton<IOutboxQueries>(provider => provider.GetRequiredService<SqliteQueries>());
        services.AddSingleton<IActionQueries>(provider => provider.GetRequiredService<SqliteQueries>());
        services.AddSingleton<IKnowledgeQueries>(provider => provider.GetRequiredService<SqliteQueries>());
        services.AddSingleton<IInsightQueries>(provider => provider.GetRequiredService<SqliteQueries>());
        services.AddSingleton<IImprovementQueries>(provider => provider.GetRequiredService<SqliteQueries>());
        return services;
    }

    [LoggerMessage(1, LogLevel.Information, "Opened {File} with SQLite {Version}.")]
    private static partial void LogOpened(ILogger log, string file, string version);
}
