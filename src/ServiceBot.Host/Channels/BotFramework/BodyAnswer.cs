using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ServiceBot.Host.Channels.Activities;

namespace ServiceBot.Host.Channels.BotFramework;

/// <summary>An answer that channels read in the body of their own request.</summary>
public static class BodyAnswer
{
    private const string ErrorType = "application/vnd.microsoft.error";

    // Japanese as it is, as in activities.
    private static readonly BodyAnswerJson Json =
        new(new JsonSerializerOptions(BodyAnswerJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    /// <summary>What a pressed card button shows.</summary>
    public static byte[] Message(string text) =>
        JsonSerializer.SerializeToUtf8Bytes(new InvokeAnswer<string>(200, "application/vnd.microsoft.activity.message", text), Json.InvokeAnswerString);

    /// <summary>Why an invoke was not done.</summary>
    public static byte[] Error(int status, string code, string message) =>
        JsonSerializer.SerializeToUtf8Bytes(new InvokeAnswer<ErrorAnswer>(status, ErrorType, new(code, message)), Json.InvokeAnswerErrorAnswer);

    /// <summary>All replies of a turn, for <c>deliveryMode: expectReplies</c>.</summary>
    public static byte[] Replies(IReadOnlyList<Activity> replies) =>
        JsonSerializer.SerializeToUtf8Bytes(new ActivitySet(replies, null), ActivityJson.Wire.ActivitySet);

    /// <summary>Writes JSON that is serialised already.</summary>
    public static async Task WriteAsync(HttpContext http, int status, byte[] json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = MediaTypeNames.Application.Json;
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
        await http.Response.CompleteAsync();
    }
}

/// <summary>The envelope of an invoke's answer.</summary>
public sealed record InvokeAnswer<T>(int StatusCode, string Type, T Value);

/// <summary>What an error answer carries.</summary>
public sealed record ErrorAnswer(string Code, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InvokeAnswer<string>))]
[JsonSerializable(typeof(InvokeAnswer<ErrorAnswer>))]
internal sealed partial class BodyAnswerJson : JsonSerializerContext;
