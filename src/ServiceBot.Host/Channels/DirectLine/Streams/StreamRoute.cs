using ServiceBot.Host.Channels.DirectLine.Access;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine.Streams;

/// <summary>The WebSocket that a <c>streamUrl</c> leads to.</summary>
public static class StreamRoute
{
    // Finds clients that vanished without a word, which an empty frame alone would not for many minutes.
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(30);

    public static void MapStream(this IEndpointRouteBuilder app) =>
        app.MapGet(DirectLineSetup.Root + "/conversations/{conversationId}/stream", OpenAsync);

    /// <summary>The address as the client sees this server, ws or wss; the ticket is good for one connection.</summary>
    public static string AddressOf(HttpRequest request, ConversationId conversation, string ticket) =>
        $"{(request.IsHttps ? "wss" : "ws")}://{request.Host.Value}{DirectLineSetup.Root}/conversations/{conversation.Value}/stream?t={ticket}";

    private static async Task OpenAsync(string conversationId, HttpContext http, StreamTickets tickets, ActivityStreams streams, RequestLimits limits)
    {
        var (ticket, refusal) = Admit(new(conversationId), http, tickets, streams, limits);
        if (ticket is null)
        {
            await refusal!.ExecuteAsync(http);
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Ping, KeepAliveTimeout = Ping });
        await streams.ServeAsync(socket, ticket.Conversation, ticket.After, http.RequestAborted);
    }

    private static (StreamTicket? Ticket, IResult? Refusal) Admit(
        ConversationId conversation, HttpContext http, StreamTickets tickets, ActivityStreams streams, RequestLimits limits)
    {
        if (streams.IsDraining)
            return (null, DirectLineError.Draining(http));
        if (limits.WaitOfAddress(http) is { } wait)
            return (null, DirectLineError.TooMany(http, wait));
        if (!http.WebSockets.IsWebSocketRequest)
            return (null, DirectLineError.BadArgument("A stream is opened as a WebSocket."));
        return tickets.Use(http.Request.Query["t"].ToString(), conversation) is { } ticket
            ? (ticket, null)
            : (null, DirectLineError.Forbidden("The ticket is used up, expired or for another conversation; ask for a new streamUrl."));
    }
}
