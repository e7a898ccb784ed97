using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ServiceBot.Host.Channels.DirectLine;

/// <summary>Refusals in the form that Direct Line clients read.</summary>
public static class DirectLineError
{
    public static IResult BadArgument(string message) => Of(400, "BadArgument", message);

    public static IResult NoCredentials() => Of(401, "MissingCredentials", "Give 'Authorization: Bearer' with a token or the secret.");

    // Clients know an expired token by 403; 401 has no meaning for them.
    public static IResult Expired() => Of(403, "TokenExpired", "The token has expired.");

    public static IResult Forbidden(string message) => Of(403, "BadToken", message);

    public static IResult UnknownConversation() => Of(404, "ConversationNotFound", "There is no such conversation.");

    public static IResult TooLarge(string message) => Of(413, "MessageSizeTooBig", message);

    public static IResult UnsupportedFile(string message) => Of(415, "UnsupportedMediaType", message);

    public static IResult TooMany(HttpContext http, TimeSpan wait) =>
        Later(http, wait, 429, "TooManyRequests", "Too many requests; try again later.");

    public static IResult Draining(HttpContext http) =>
        Later(http, TimeSpan.FromSeconds(5), 503, "ServiceUnavailable", "The service is restarting; try again.");

    public static IResult Failed() => Of(500, "InternalError", "Something went wrong here; it was logged. Try again.");

    private static JsonHttpResult<ErrorAnswer> Of(int status, string code, string message) =>
        TypedResults.Json(new ErrorAnswer(new(code, message)), DirectLineJson.Default.ErrorAnswer, statusCode: status);

    private static JsonHttpResult<ErrorAnswer> Later(HttpContext http, TimeSpan wait, int status, string code, string message)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Of(status, code, message);
    }
}
