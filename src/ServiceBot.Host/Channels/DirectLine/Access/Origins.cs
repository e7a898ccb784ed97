namespace ServiceBot.Host.Channels.DirectLine.Access;

/// <summary>Which pages may call.</summary>
public static class Origins
{
    /// <summary>
    /// Lets a page of any origin read the answer: all credentials here travel in headers that only its own scripts set, never in
    /// cookies. Whether it is served at all is decided by <see cref="Admit"/>.
    /// </summary>
    public static void Expose(HttpContext http)
    {
        if (http.Request.Headers.Origin.ToString() is not { Length: > 0 } origin)
            return;
        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.AccessControlExposeHeaders = "Retry-After";
        http.Response.Headers.Vary = "Origin";
    }

    /// <summary>Answers the browser's question before a call; it comes without a token.</summary>
    public static IResult Preflight(HttpContext http)
    {
        Expose(http);
        http.Response.Headers.AccessControlAllowMethods = "GET, POST";
        http.Response.Headers.AccessControlAllowHeaders = "authorization, content-type, x-ms-bot-agent, x-requested-with";
        http.Response.Headers.AccessControlMaxAge = "7200";
        return TypedResults.NoContent();
    }

    /// <summary>True where the page is one of the trusted ones, or one of our own, or the caller is no browser.</summary>
    public static bool Admit(HttpRequest request, IReadOnlyList<string> trusted)
    {
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin || IsOwn(request, origin))
            return true;
        foreach (var site in trusted)
        {
            if (site.Equals(origin, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>True where a page came from this server. The scheme is not compared: a proxy in front may speak https.</summary>
    public static bool IsOwn(HttpRequest request, string origin) =>
        origin.IndexOf("://", StringComparison.Ordinal) is > 0 and var colon
        && origin.AsSpan(colon + 3).Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
