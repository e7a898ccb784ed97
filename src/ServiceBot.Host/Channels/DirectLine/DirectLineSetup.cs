using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using ServiceBot.Host.Channels.Attachments;
using ServiceBot.Host.Channels.DirectLine.Access;
using ServiceBot.Host.Channels.DirectLine.Streams;

namespace ServiceBot.Host.Channels.DirectLine;

/// <summary>Direct Line 3.0, for Web Chat and all other clients of its protocol.</summary>
public static class DirectLineSetup
{
    /// <summary>Where it is served.</summary>
    public const string Root = "/v3/directline";

    /// <summary>Registers the channel; the front door, the conversation queries and, where it is not the system's, the clock come from elsewhere.</summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, DirectLineOptions options)
    {
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton(new AttachmentFiles(options.DataFolder));
        services.AddSingleton(options);
        services.AddSingleton(provider => new Tokens(options, provider.GetRequiredService<IClock>()));
        services.AddSingleton<SharedSecret>();
        services.AddSingleton<StreamTickets>();
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<LiveConversations>();
        services.AddSingleton<ActivityStreams>();
        services.AddHostedService(provider => provider.GetRequiredService<ActivityStreams>());
        services.AddSingleton<DirectLineInbox>();
        services.AddSingleton<PageToken>();
        services.AddSingleton<Gate>();
        return services;
    }

    /// <summary>Serves all of <see cref="Root"/>, the files that customers sent, and the built-in page's token.</summary>
    public static WebApplication MapDirectLine(this WebApplication app)
    {
        app.UseWebSockets();
        var gate = app.Services.GetRequiredService<Gate>();
        var directLine = app.MapGroup(Root).AddEndpointFilter(gate.AdmitAsync);
        directLine.MapConversations();
        directLine.MapActivities();
        app.MapStream();
        app.MapMethods(Root + "/{**path}", ["OPTIONS"], Origins.Preflight);
        app.MapAttachments();
        app.MapPageToken();
        return app;
    }
}
