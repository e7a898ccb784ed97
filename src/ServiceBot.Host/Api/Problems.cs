using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Messages;

namespace ServiceBot.Host.Api;

/// <summary>RFC 9457 problem details that name what is wrong and how to mend it.</summary>
internal static class Problems
{
    /// <summary>The largest body in bytes; the longest text that is taken has a tenth of it.</summary>
    public const int LargestBody = 1024 * 1024;

    public static ProblemHttpResult Unknown() => TypedResults.Problem(
        "Send `Authorization: Bearer` with the administrator's key (ServiceBot:Admin:ApiKey).", statusCode: StatusCodes.Status401Unauthorized, title: "Who is asking?");

    public static ProblemHttpResult Invalid(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The request can't be read.");

    public static ProblemHttpResult NotFound(string what) => TypedResults.Problem(what, statusCode: StatusCodes.Status404NotFound, title: "Not found.");

    public static ProblemHttpResult Changed(string number) => TypedResults.Problem(
        $"{number} changed since it was read; read it again and repeat the change.", statusCode: StatusCodes.Status412PreconditionFailed, title: "Not the newest version.");

    public static ProblemHttpResult Refused(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status409Conflict, title: "This can't be done now.");

    /// <summary>What is wrong with the name of a language; null where it is absent or known.</summary>
    public static ProblemHttpResult? OfLanguage(string member, string? given) =>
        given is null || LanguageTags.Parse(given) is not null ? null : Invalid($"{member} is '{given}'; use one of {string.Join(", ", LanguageTags.All.Select(language => language.Tag()))}.");

    /// <summary>A request that doesn't fit its route, said without the words of the framework.</summary>
    public static ProblemHttpResult Unreadable(BadHttpRequestException wrong) => wrong switch
    {
        { StatusCode: not StatusCodes.Status400BadRequest } => OfStatus(wrong.StatusCode),
        { InnerException: JsonException { Path: { } path } json } => Invalid($"The body is no JSON of the expected shape: see {path}, line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}."),
        { InnerException: JsonException } => Invalid("The body is no JSON of the expected shape."),
        _ when wrong.Message.Contains("body", StringComparison.Ordinal) => Invalid("The body is missing; send a JSON object."),
        _ => Invalid(wrong.Message),
    };

    /// <summary>What a bare status means here.</summary>
    public static ProblemHttpResult OfStatus(HttpContext http) => http.Response.StatusCode == StatusCodes.Status404NotFound
        ? NotFound($"There is no {http.Request.Path}; /openapi/v1.json describes what there is.")
        : OfStatus(http.Response.StatusCode);

    private static ProblemHttpResult OfStatus(int status) => status switch
    {
        StatusCodes.Status405MethodNotAllowed => TypedResults.Problem("The header Allow names the methods of this route.", statusCode: status, title: "Not by this method."),
        StatusCodes.Status413PayloadTooLarge => TypedResults.Problem($"A body has at most {LargestBody} bytes.", statusCode: status, title: "The body is too large."),
        StatusCodes.Status415UnsupportedMediaType => TypedResults.Problem("Send the body as application/json.", statusCode: status, title: "Not this media type."),
        _ => TypedResults.Problem(statusCode: status),
    };
}
