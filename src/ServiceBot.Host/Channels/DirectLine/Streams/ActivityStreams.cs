using System.Net.WebSockets;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine.Streams;

/// <summary>
/// The open WebSockets. Each has a cursor of its own into the transcript and fetches what comes after it, so nothing is queued for
/// a slow reader, skipped or sent twice.
/// </summary>
public sealed class ActivityStreams(LiveConversations live, ILogger<ActivityStreams> log) : IHostedLifecycleService, IDisposable
{
    private const int LargestInboundMessage = 64 * 1024;

    // A reader that cannot take one frame in this time is gone, or would hold memory for as long as it likes.
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource draining = new();
    private int open;

    /// <summary>True from the moment the process is asked to stop.</summary>
    public bool IsDraining => draining.IsCancellationRequested;

    /// <summary>Serves one socket until either side closes it.</summary>
    public async Task ServeAsync(WebSocket socket, ConversationId conversation, long after, CancellationToken aborted)
    {
        Interlocked.Increment(ref open);
        using var listener = live.Listen(conversation);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, draining.Token, listener.Dismissed);
        try
        {
            var heard = ListenAsync(socket, aborted);
            var told = TellAsync(socket, listener, conversation, after, ending.Token);
            await Task.WhenAny(heard, told);
            await ending.CancelAsync();
            // A frame and the close must not be sent at the same time.
            await told.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (told.Exception is { InnerException: { } e and not WebSocketException and not IOException and not TimeoutException })
                log.StreamFailed(conversation.Value, e);
            await CloseAsync(socket, heard, listener.Dismissed.IsCancellationRequested);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    /// <summary>Tells all clients to come back later, before the server stops and aborts their sockets.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await draining.CancelAsync();
        using var wait = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var until = Environment.TickCount64 + 5_000; Volatile.Read(ref open) > 0 && Environment.TickCount64 < until;)
            await wait.WaitForNextTickAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => draining.Dispose();

    private async Task CloseAsync(WebSocket socket, Task<WebSocketCloseStatus> heard, bool isDismissed)
    {
        using var limit = new CancellationTokenSource(LongestClose);
        try
        {
            var status = heard switch
            {
                { IsCompletedSuccessfully: true } => await heard,
                _ when IsDraining => WebSocketCloseStatus.EndpointUnavailable,
                _ when isDismissed => WebSocketCloseStatus.PolicyViolation,
                _ => WebSocketCloseStatus.InternalServerError,
            };
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, statusDescription: null, limit.Token);
            await heard.WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }
    }

    private async Task TellAsync(WebSocket socket, Listener listener, ConversationId conversation, long cursor, CancellationToken ending)
    {
        while (true)
        {
            var page = await live.AfterAsync(conversation, cursor, ending);
            if (page.Activities.Count > 0)
            {
                using var frame = new ActivityFrame(page);
                await SendAsync(socket, frame.Utf8, ending);
                cursor = page.Watermark;
            }
            else if (listener.TakeKeepAlive())
            {
                await SendAsync(socket, ReadOnlyMemory<byte>.Empty, ending);
            }
            else
            {
                await listener.WaitAsync(ending);
            }
        }
    }

    // Most frames fit into the connection's buffer at once; only for the others a timer is worth its cost.
    private static async ValueTask SendAsync(WebSocket socket, ReadOnlyMemory<byte> text, CancellationToken ending)
    {
        var sent = socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, ending);
        if (sent.IsCompletedSuccessfully)
            return;
        try
        {
            await sent.AsTask().WaitAsync(LongestSend, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // Ends the send too, which must not use the frame's buffer any longer.
            socket.Abort();
            throw;
        }
    }

    // What clients send here are empty frames; anything else is read and dropped.
    private static async Task<WebSocketCloseStatus> ListenAsync(WebSocket socket, CancellationToken aborted)
    {
        var buffer = new byte[256];
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), aborted);
            if (received.MessageType == WebSocketMessageType.Close)
                return WebSocketCloseStatus.NormalClosure;
            length = received.EndOfMessage ? 0 : length + received.Count;
            if (length > LargestInboundMessage)
                return WebSocketCloseStatus.MessageTooBig;
        }
    }
}
