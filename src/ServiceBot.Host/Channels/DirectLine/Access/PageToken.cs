using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.DirectLine.Streams;

namespace ServiceBot.Host.Channels.DirectLine.Access;

/// <summary>
/// The built-in page's token. A signed cookie, which no script can read, keeps who the visitor is and the latest conversation, so that
/// a reload or a restart goes on where it was.
/// </summary>
public sealed class PageToken(Tokens tokens, DirectLineOptions options, IConversationQueries queries, IClock clock)
{
    private const string Cookie = "servicebot.visitor";
    private static readonly Duration CookieLife = Duration.FromDays(180);
    private readonly Tokens visitors = new(options, clock, use: "visitor");

    /// <summary>A token for the visitor's latest conversation, with a watermark where there is something to show; with <c>?new=true</c> for a new one.</summary>
    public async Task<JsonHttpResult<ChatTokenAnswer>> IssueAsync(HttpContext http)
    {
        var visitor = Visitor(http.Request);
        var isKnown = visitor is not null && await queries.FindAsync(visitor.Conversation, http.RequestAborted) is not null;
        if (visitor is null || (isKnown && http.Request.Query["new"] == "true"))
        {
            isKnown = false;
            visitor = new(visitor?.User ?? "dl_" + ConversationRoutes.NewId(), null, new(ConversationRoutes.NewId()), "webchat", [], default);
        }

        var now = clock.GetCurrentInstant();
        Keep(http, visitors.Issue(visitor with { ExpiresAt = now + CookieLife }));
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new ChatTokenAnswer(tokens.Issue(visitor with { ExpiresAt = now + DirectLineOptions.TokenLife }), visitor.Conversation.Value, isKnown ? "0" : null),
            DirectLineJson.Default.ChatTokenAnswer);
    }

    private TokenClaims? Visitor(HttpRequest request) =>
        request.Cookies[Cookie] is { } kept && visitors.Read(kept) is { } visitor && !visitors.IsExpired(visitor) ? visitor : null;

    private static void Keep(HttpContext http, string visitor) => http.Response.Cookies.Append(Cookie, visitor, new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = "/api/chat",
        MaxAge = CookieLife.ToTimeSpan(),
        IsEssential = true,
    });
}

/// <summary>Where the built-in page gets its token.</summary>
public static class PageTokenRoute
{
    public static void MapPageToken(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/chat/token", async Task<IResult> (HttpContext http, PageToken page, RequestLimits limits, ActivityStreams streams) =>
        {
            if (streams.IsDraining)
                return DirectLineError.Draining(http);
            if (!IsSameOrigin(http.Request))
                return DirectLineError.Forbidden("Only this server's own page gets a token here; other sites exchange the secret.");
            return limits.WaitForPageToken(http) is { } wait ? DirectLineError.TooMany(http, wait) : await page.IssueAsync(http);
        });

    // Browsers send Origin with every POST; what sends none has no visitor's cookie to misuse.
    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin"
        && (request.Headers.Origin.ToString() is not { Length: > 0 } origin || Origins.IsOwn(request, origin));
}
