using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NodaTime;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Channels.BotFramework.Sending;

/// <summary>What a channel's answer means for a reply.</summary>
public static class ConnectorAnswer
{
    private const int LongestBody = 8 * 1024;
    private const int LongestCode = 64;
    private static readonly Duration LongestWait = Duration.FromHours(24);

    /// <summary>
    /// What comes of an answer. Definite refusals that time mends are retried (429, 412, 502, 503, 504), and so is what is not known to have
    /// arrived (500, 408): a reply has no effect but being read, it carries the same id each time, and to lose a ticket's
    /// number is worse than to read it twice. All other answers (blocked, gone, too large, a redirect) stay the same however often they are asked for.
    /// </summary>
    public static async ValueTask<DeliveryOutcome> OutcomeAsync(HttpResponseMessage answer, Instant now, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
            return new DeliveryOutcome.Delivered();
        var why = await WhyAsync(answer, cancellation);
        return answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout or HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests
            || (int)answer.StatusCode >= 500
            ? new DeliveryOutcome.Refused(why, WaitOf(answer.Headers.RetryAfter, now))
            : new DeliveryOutcome.Unreachable(why);
    }

    private static Duration? WaitOf(RetryConditionHeaderValue? after, Instant now)
    {
        var wait = after switch
        {
            { Delta: { } delta } => Duration.FromTimeSpan(delta),
            { Date: { } date } => Instant.FromDateTimeOffset(date) - now,
            _ => (Duration?)null,
        };
        return wait is { } asked ? Duration.Max(Duration.FromSeconds(1), Duration.Min(asked, LongestWait)) : null;
    }

    // The code only, "403 MessageWritesBlocked": messages may quote what was said.
    private static async ValueTask<string> WhyAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var status = ((int)answer.StatusCode).ToString();
        try
        {
            var body = await BotHttp.BodyAsync(answer, LongestBody, cancellation);
            using var document = JsonDocument.Parse(body ?? []);
            var root = document.RootElement;
            var code = Code(root, "subCode") ?? (root.TryGetProperty("error", out var error) ? Code(error, "code") : null) ?? Code(root, "errorCode");
            return code is null ? status : $"{status} {code}";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or HttpRequestException or IOException)
        {
            // Empty, HTML, or cut off: the status has to do.
            return status;
        }
    }

    private static string? Code(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) || value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            return null;
        var code = value.ToString();
        return code.Length is > 0 and <= LongestCode && code.All(char.IsAsciiLetterOrDigit) ? code : null;
    }
}
