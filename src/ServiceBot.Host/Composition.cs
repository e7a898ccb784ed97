using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Host.Background;
using ServiceBot.Host.Content;
using ServiceBot.Host.Embeddings;
using ServiceBot.Host.Storage.Sqlite;
using ServiceBot.Knowledge;
using ServiceBot.Storage;

namespace ServiceBot.Host;

/// <summary>Puts the engine together: store, content, front door, and what runs in the background.</summary>
public static class Composition
{
    /// <summary>Adds everything but the channels and the pages.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<IClock>(settings.ClockOffset == Duration.Zero ? SystemClock.Instance : new ShiftedClock(settings.ClockOffset));
        services.AddSqliteStore(settings.Data);
        services.AddSingleton(provider => new Desk(settings.Dialogs, settings.Models, provider.GetRequiredService<ILogger<Desk>>()));
        services.AddSingleton<Records>();
        services.AddSingleton(provider => new FrontDoor(
            provider.GetRequiredService<IStore>(),
            provider.GetRequiredService<Records>(),
            () => provider.GetRequiredService<Desk>().Handbook,
            provider.GetRequiredService<IClock>(),
            provider.GetService<IArticleRanks>()));
        services.AddSingleton<Promotion>();
        services.AddSingleton<Retraining>();
        services.AddHostedService(provider => provider.GetRequiredService<Retraining>());
        services.AddSingleton<IActionCaller, HttpActions>();
        services.AddHostedService<FaultLog>();
        services.AddHostedService<ConversationClock>();
        services.AddHostedService<ActionRunner>();
        services.AddHostedService<DeskWatch>();
        if (settings.Embeddings is { } embeddings)
        {
            services.AddEmbeddings(embeddings, settings.Data);
        }

        return services;
    }

    /// <summary>Loads the desk's content, which has to be there before the first customer.</summary>
    /// <returns>True where it is in service.</returns>
    public static async Task<bool> LoadDeskAsync(this IServiceProvider services)
    {
        var desk = services.GetRequiredService<Desk>();
        var learned = await services.GetRequiredService<Promotion>().InServiceAsync(CancellationToken.None);
        if (!desk.Use(learned, line => Console.Error.WriteLine(line)))
        {
            Console.Error.WriteLine("The desk's content can't be used; mend the files named above, or run `check`.");
            return false;
        }

        desk.Take(Helpfulness.Of(await services.GetRequiredService<IKnowledgeQueries>().RatingsAsync(CancellationToken.None)));
        return true;
    }
}
