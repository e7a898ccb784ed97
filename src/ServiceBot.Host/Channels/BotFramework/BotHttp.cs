namespace ServiceBot.Host.Channels.BotFramework;

/// <summary>The way out to keys, tokens and channels. It follows no redirect and keeps no cookie, so that nothing goes where it was not addressed to.</summary>
public sealed class BotHttp : IDisposable
{
    private readonly HttpMessageInvoker wire = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // A channel moves to other machines by its name in DNS.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 256,
    });

    /// <summary>The answer's head; its body is read as it comes.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) => wire.SendAsync(request, cancellation);

    /// <summary>The body, or null where it is longer than a limit.</summary>
    public static async Task<byte[]?> BodyAsync(HttpResponseMessage answer, int limit, CancellationToken cancellation)
    {
        if (answer.Content.Headers.ContentLength > limit)
            return null;
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var body = new byte[(int)(answer.Content.Headers.ContentLength ?? limit) + 1];
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation);
        return length > limit ? null : body[..length];
    }

    public void Dispose() => wire.Dispose();
}
