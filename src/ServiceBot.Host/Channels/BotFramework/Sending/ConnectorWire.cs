using System.Net;
using System.Net.Http.Headers;
using NodaTime.Extensions;
using ServiceBot.Host.Channels.Activities;
using ServiceBot.Messages;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Channels.BotFramework.Sending;

/// <summary>One call of a channel.</summary>
public sealed class ConnectorWire(BotOptions options, BotHttp http, ConnectorToken token, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    /// <summary>Posts an entry to a service address that may be called. A token that is refused is fetched anew, once.</summary>
    public async ValueTask<DeliveryOutcome> PostAsync(OutboxEntry entry, CancellationToken cancellation)
    {
        var address = AddressOf(entry);
        var body = ActivityJson.Write(OutgoingMessage.Of(entry.Id, entry.Reply, entry.InReplyTo, entry.To));
        for (var isFirst = true; ; isFirst = false)
        {
            var header = options.AppId is null ? null : await token.GetAsync(cancellation);
            if (header is null && options.AppId is not null)
                return new DeliveryOutcome.Refused("no token", null);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = Json;
            request.Headers.Authorization = header;
            using var answer = await http.SendAsync(request, cancellation);
            if (answer.StatusCode != HttpStatusCode.Unauthorized || !isFirst || header is null || !token.Drop(header))
                return await ConnectorAnswer.OutcomeAsync(answer, time.GetCurrentInstant(), cancellation);
        }
    }

    /// <summary>False for ids that would step out of the path they are put into; no channel has such.</summary>
    public static bool HasPlainIds(Address to, string? inReplyTo) => to.Conversation is not ("" or "." or "..") && inReplyTo is not ("" or "." or "..");

    private static Uri AddressOf(OutboxEntry entry)
    {
        var activities = $"{entry.To.ServiceUrl!.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(entry.To.Conversation)}/activities";
        return new(entry.InReplyTo is { } utterance ? $"{activities}/{Uri.EscapeDataString(utterance)}" : activities);
    }
}
