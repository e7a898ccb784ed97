using Microsoft.Extensions.DependencyInjection.Extensions;
using ServiceBot.Host.Background;
using ServiceBot.Host.Channels.Activities;
using ServiceBot.Host.Channels.BotFramework.Admission;
using ServiceBot.Host.Channels.BotFramework.Sending;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Channels.BotFramework;

/// <summary>Teams and all other channels of the Bot Framework: they post here, and replies are posted to them.</summary>
public static class BotConnector
{
    /// <summary>Where channels post.</summary>
    public const string Route = "/api/messages";

    /// <summary>Registers the channel and the outbox's sender; front door, store and clock come from elsewhere.</summary>
    public static IServiceCollection AddBotConnector(this IServiceCollection services, BotOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(options.Pace);
        services.AddSingleton<BotHttp>();
        services.AddSingleton<ServiceUrls>();
        services.AddSingleton<ChannelKeys>();
        services.AddSingleton<ChannelTokens>();
        services.AddSingleton<Callers>();
        services.AddSingleton<BodyReplies>();
        services.AddSingleton<BotInbox>();
        services.AddSingleton<ConnectorToken>();
        services.AddSingleton<ConnectorWire>();
        services.AddSingleton<Pace>();
        services.AddSingleton<IChannel, ConnectorChannel>();
        services.AddSingleton<OutboxOutcomes>();
        services.AddHostedService<OutboxSender>();
        return services;
    }

    /// <summary>Serves <see cref="Route"/>.</summary>
    public static WebApplication MapBotConnector(this WebApplication app)
    {
        app.MapMethods(Route, ["HEAD"], () => Results.Ok()).ExcludeFromDescription();
        app.MapPost(Route, PostAsync).ExcludeFromDescription();
        return app;
    }

    // Refusals have no body and all look alike: whoever tries doors learns nothing by it.
    private static async Task PostAsync(HttpContext http, Callers callers, BotInbox inbox, BotOptions options, ILogger<BotInbox> log)
    {
        var (status, activity, fault) = await AdmitAsync(http, callers, options);
        http.Response.StatusCode = status;
        if (fault is not null)
            await BodyAnswer.WriteAsync(http, status, BodyAnswer.Error(status, "BadRequest", fault));
        if (activity is null)
            return;
        try
        {
            await inbox.TakeAsync(http, activity);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            log.NotTaken(e);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "5";
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The channel hung up; what it brought is durable all the same, and it will ask again.
        }
    }

    private static async ValueTask<(int Status, Activity? Activity, string? Fault)> AdmitAsync(HttpContext http, Callers callers, BotOptions options)
    {
        if (await callers.AdmitAsync(http) is not { } caller)
            return (StatusCodes.Status401Unauthorized, null, null);
        // Other types can be posted by a foreign page in the browser of a developer, who needs no token here.
        if (!http.Request.HasJsonContentType())
            return (StatusCodes.Status415UnsupportedMediaType, null, null);
        var (fits, read) = await BoundedBody.ReadAsync(http.Request, options.ActivityBytes, ActivityJson.Read, http.RequestAborted);
        if (!fits)
            return (StatusCodes.Status413PayloadTooLarge, null, null);
        if (read.Activity is not { } activity)
            return (StatusCodes.Status400BadRequest, null, read.Fault);
        return callers.MayBring(caller, activity) ? (StatusCodes.Status200OK, activity, null) : (StatusCodes.Status403Forbidden, null, null);
    }
}
