using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.DirectLine.Access;
using ServiceBot.Host.Channels.DirectLine.Streams;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine;

/// <summary>Tokens, and conversations begun and taken up again.</summary>
public static class ConversationRoutes
{
    // Together these keep a token well below the 8 KB that proxies grant a header.
    private const int LongestUserId = 100;
    private const int LongestUserName = 100;
    private const int LongestOrigin = 200;
    private const int MostOrigins = 20;

    public static void MapConversations(this IEndpointRouteBuilder directLine)
    {
        directLine.MapPost("tokens/generate", GenerateAsync);
        directLine.MapPost("tokens/refresh", Refresh);
        directLine.MapPost("conversations", StartAsync);
        directLine.MapGet("conversations/{conversationId}", ResumeAsync);
        // Web Chat binds sign-in cards to it; ours need no such thing, but the client asks.
        directLine.MapGet("session/getsessionid", () => TypedResults.Json(new SessionAnswer(NewId()), DirectLineJson.Default.SessionAnswer));
    }

    /// <summary>An id that nobody guesses.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Reads a watermark; what is none stands for the beginning, so that nothing is missed.</summary>
    public static long Watermark(HttpRequest request) =>
        long.TryParse(request.Query["watermark"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var mark) ? mark : 0;

    private static async Task<IResult> GenerateAsync(HttpContext http, Tokens tokens, DirectLineOptions options, IClock clock)
    {
        if (Caller.Of(http).Claims is not null)
            return DirectLineError.Forbidden("Only the secret is exchanged for a token; a token is refreshed.");
        var (fits, request) = await BoundedBody.ReadAsync(http.Request, options.ActivityBytes, ReadTokenRequest, http.RequestAborted);
        if (!fits)
            return DirectLineError.TooLarge("The body is too long.");
        if (request is null)
            return DirectLineError.BadArgument("The body is no JSON object with the optional members user and trustedOrigins.");
        var user = request.User?.Id;
        if (user is not null && (!user.StartsWith("dl_", StringComparison.Ordinal) || user.Length > LongestUserId))
            return DirectLineError.BadArgument($"user.id must begin with dl_ and have at most {LongestUserId} characters.");
        if (request.User?.Name?.Length > LongestUserName)
            return DirectLineError.BadArgument($"user.name has at most {LongestUserName} characters.");
        var origins = request.TrustedOrigins?.OfType<string>().ToArray() ?? [];
        if (origins.Length > MostOrigins || origins.Any(origin => origin.Length > LongestOrigin || !Ascii.IsValid(origin)))
            return DirectLineError.BadArgument($"trustedOrigins are at most {MostOrigins} origins of at most {LongestOrigin} ASCII characters.");
        var claims = new TokenClaims(
            user ?? "dl_" + NewId(), request.User?.Name, new(NewId()), OutgoingActivity.Channel, origins,
            clock.GetCurrentInstant() + DirectLineOptions.TokenLife);
        return Answer(200, claims.Conversation, tokens.Issue(claims), null);
    }

    private static IResult Refresh(HttpContext http, Tokens tokens, IClock clock) => Caller.Of(http).Claims is { } claims
        ? Answer(200, claims.Conversation, Renewed(claims, tokens, clock), null)
        : DirectLineError.Forbidden("A secret needs no refreshing.");

    private static async Task<IResult> StartAsync(
        HttpContext http, Tokens tokens, StreamTickets tickets, FrontDoor door, IConversationQueries queries, DirectLineOptions options, IClock clock)
    {
        var (fits, request) = await BoundedBody.ReadAsync(http.Request, options.ActivityBytes, ReadStartRequest, http.RequestAborted);
        if (!fits)
            return DirectLineError.TooLarge("The body is too long.");
        if (request is null)
            return DirectLineError.BadArgument("The body is no JSON object with the optional members user and locale.");
        var claims = Caller.Of(http).Claims ?? OfSecret(request.User, clock);
        var isNew = await queries.FindAsync(claims.Conversation, http.RequestAborted) is null;
        if (isNew)
        {
            var sender = new Sender(claims.User, claims.Name, claims.Conversation, claims.Channel);
            var visit = sender.Visit(LanguageTags.Parse(request.Locale), request.User?.Name);
            await door.ReceiveAsync(visit, new Occasion.CustomerArrived(), http.RequestAborted);
        }

        var stream = StreamRoute.AddressOf(http.Request, claims.Conversation, tickets.Issue(claims.Conversation, after: 0));
        return Answer(isNew ? 201 : 200, claims.Conversation, Renewed(claims, tokens, clock), stream);
    }

    private static async Task<IResult> ResumeAsync(
        string conversationId, HttpContext http, Tokens tokens, StreamTickets tickets, IConversationQueries queries, IClock clock)
    {
        if (await queries.FindAsync(new(conversationId), http.RequestAborted) is not { } conversation || !IsOurs(conversation))
            return DirectLineError.UnknownConversation();
        var claims = Caller.Of(http).Claims ?? new TokenClaims(
            conversation.Customer.Id.Value, conversation.Customer.Name, conversation.Id, conversation.Address.Channel, [], default);
        var after = Math.Min(Watermark(http.Request), conversation.Sequence);
        var stream = StreamRoute.AddressOf(http.Request, conversation.Id, tickets.Issue(conversation.Id, after));
        return Answer(200, conversation.Id, Renewed(claims, tokens, clock), stream);
    }

    /// <summary>True where a conversation is held over Direct Line; the secret opens no other channel's.</summary>
    public static bool IsOurs(Conversation conversation) => conversation.Address.Channel is "directline" or "webchat";

    private static TokenClaims OfSecret(RequestedUser? user, IClock clock)
    {
        // The bearer of the secret may name anybody; the prefix keeps these names apart from other channels' people.
        var id = user?.Id is { Length: > 0 and <= LongestUserId } given ? given : NewId();
        return new(
            id.StartsWith("dl_", StringComparison.Ordinal) ? id : "dl_" + id, user?.Name, new(NewId()), OutgoingActivity.Channel, [],
            clock.GetCurrentInstant() + DirectLineOptions.TokenLife);
    }

    private static string Renewed(TokenClaims claims, Tokens tokens, IClock clock) =>
        tokens.Issue(claims with { ExpiresAt = clock.GetCurrentInstant() + DirectLineOptions.TokenLife });

    private static JsonHttpResult<ConversationAnswer> Answer(int status, ConversationId conversation, string token, string? stream) => TypedResults.Json(
        new ConversationAnswer(conversation.Value, token, (long)DirectLineOptions.TokenLife.TotalSeconds, stream),
        DirectLineJson.Default.ConversationAnswer,
        statusCode: status);

    private static TokenRequest? ReadTokenRequest(ReadOnlySpan<byte> body) =>
        body.IsEmpty ? new(null, null) : BoundedBody.Json(body, DirectLineJson.Default.TokenRequest);

    private static StartRequest? ReadStartRequest(ReadOnlySpan<byte> body) =>
        body.IsEmpty ? new(null, null) : BoundedBody.Json(body, DirectLineJson.Default.StartRequest);
}
