using Microsoft.AspNetCore.Http.HttpResults;

namespace ServiceBot.Host.Api;

/// <summary>RFC 9457 problem details that name what is wrong and how to mend it.</summary>
internal static class Problems
{
    public static ProblemHttpResult Invalid(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The request can't be read.");

    public static ProblemHttpResult NotFound(string what) => TypedResults.Problem(what, statusCode: StatusCodes.Status404NotFound, title: "Not found.");

    public static ProblemHttpResult Changed(string number) => TypedResults.Problem(
        $"{number} changed since it was read; read it again and repeat the change.", statusCode: StatusCodes.Status412PreconditionFailed, title: "Not the newest version.");

    public static ProblemHttpResult Refused(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status409Conflict, title: "This can't be done now.");
}
