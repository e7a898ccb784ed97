using ServiceBot.Host.Channels.DirectLine.Streams;

namespace ServiceBot.Host.Channels.DirectLine.Access;

/// <summary>Who calls: the bearer of a token, or of the secret (no claims), who may open every conversation of Direct Line.</summary>
public sealed record Caller(TokenClaims? Claims)
{
    /// <summary>The caller that the gate let in.</summary>
    public static Caller Of(HttpContext http) => http.Features.Get<Caller>()!;
}

/// <summary>What every call to Direct Line passes: not while draining, not too often, only with a token for its conversation, only from its sites.</summary>
public sealed class Gate(
    Tokens tokens, SharedSecret secret, RequestLimits limits, ActivityStreams streams, ILogger<Gate> log)
{
    private const string Scheme = "Bearer ";

    /// <summary>The endpoint filter.</summary>
    public async ValueTask<object?> AdmitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return Refusal(http) ?? await next(context);
        }
        catch (BadHttpRequestException e)
        {
            return DirectLineError.BadArgument(e.Message);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            log.RequestFailed(http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "?", e);
            return DirectLineError.Failed();
        }
    }

    private IResult? Refusal(HttpContext http)
    {
        // A page that may not call still has to be able to read why.
        Origins.Expose(http);
        if (streams.IsDraining)
            return DirectLineError.Draining(http);
        if (limits.WaitOfAddress(http) is { } wait)
            return DirectLineError.TooMany(http, wait);
        if (Bearer(http.Request) is not { } bearer)
            return DirectLineError.NoCredentials();
        var claims = tokens.Read(bearer);
        if (claims is null && !secret.Equals(bearer))
            return DirectLineError.Forbidden("This is neither the secret nor a token of this service.");
        if (claims is not null && tokens.IsExpired(claims))
            return DirectLineError.Expired();
        if (claims is not null && limits.WaitOfToken(http, claims) is { } longer)
            return DirectLineError.TooMany(http, longer);
        if (!Origins.Admit(http.Request, claims?.Origins ?? []))
            return DirectLineError.Forbidden("Pages of this origin may not use this token; see trustedOrigins.");
        if (claims is not null && http.GetRouteValue("conversationId") is string id && id != claims.Conversation.Value)
            return DirectLineError.Forbidden("The token is for another conversation.");
        http.Features.Set(new Caller(claims));
        return null;
    }

    private static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.Length > Scheme.Length && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : null;
    }
}
