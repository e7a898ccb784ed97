using NodaTime;
using ServiceBot.Host.Channels.BotFramework.Admission;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Channels.BotFramework.Sending;

/// <summary>Delivers replies to the Bot Connector, wherever the conversation's own service address is.</summary>
public sealed class ConnectorChannel(BotOptions options, ServiceUrls urls, BodyReplies bodies, Pace pace, ConnectorWire wire) : IChannel
{
    /// <inheritdoc/>
    public async ValueTask<DeliveryOutcome> DeliverAsync(OutboxEntry entry, CancellationToken cancellation)
    {
        if (await bodies.GotAcrossAsync(entry))
            return new DeliveryOutcome.Delivered();
        // Looked at again here, and not only when it came: rules may have changed since, and the token must not follow an old address.
        if (!urls.MayBeCalled(entry.To.ServiceUrl, out var service) || !ConnectorWire.HasPlainIds(entry.To, entry.InReplyTo))
            return new DeliveryOutcome.Unreachable("service address not trusted");
        if (options.AppId is null && !(options.IsDevelopment && service.IsLoopback))
            return new DeliveryOutcome.Unreachable("no app id");
        try
        {
            var isStub = options.IsDevelopment && service.IsLoopback;
            if (!isStub && await pace.EnterAsync($"{entry.To.Channel} {entry.To.Conversation}", cancellation) is { } wait)
                return new DeliveryOutcome.Refused("held back by the channel's limits", wait);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(options.SendTimeout);
            return await wire.PostAsync(entry, limit.Token);
        }
        // Perhaps it arrived: why it is tried again all the same stands at ConnectorAnswer.
        catch (OperationCanceledException)
        {
            return new DeliveryOutcome.Refused("timed out", cancellation.IsCancellationRequested ? Duration.Zero : null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new DeliveryOutcome.Refused(e is HttpRequestException { HttpRequestError: var error } ? error.ToString() : "connection lost", null);
        }
    }
}
