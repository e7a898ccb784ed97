using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.Activities;

/// <summary>Serializers of the protocol, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = ActivityJson.DeepestNesting)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ActivitySet))]
[JsonSerializable(typeof(ReplyChannelData))]
public sealed partial class ActivityJsonContext : JsonSerializerContext;

/// <summary>Reads and writes activities as they go over the wire.</summary>
public static class ActivityJson
{
    /// <summary>Cards nest about ten levels deep; what nests deeper than this is refused.</summary>
    public const int DeepestNesting = 48;

    /// <summary>
    /// Escapes only what JSON must, never Japanese or emoji: shorter by half, and a secret in an utterance's wire form stands there as it
    /// was typed, so that it can be masked. What is written goes out as JSON, never into a page.
    /// </summary>
    public static ActivityJsonContext Wire { get; } =
        new(new JsonSerializerOptions(ActivityJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Reads one activity from a body that anybody may have written.</summary>
    /// <param name="body">The whole body, UTF-8.</param>
    /// <returns>
    /// The activity with a type and without null elements in its lists; or null and what is wrong, fit to be shown to the caller. Every
    /// text in it, however deep, can be read and written without an exception.
    /// </returns>
    public static (Activity? Activity, string? Fault) Read(ReadOnlySpan<byte> body)
    {
        try
        {
            if (!Utf8.IsValid(body) || !EscapesAreWhole(body))
                return (null, "The body is not valid UTF-8 text, or has half of a surrogate pair.");
            var activity = JsonSerializer.Deserialize(body, Wire.Activity);
            return activity switch
            {
                null => (null, "The body is null; an activity is a JSON object."),
                { Type: null or "" } => (null, "The activity has no type."),
                _ => (WithoutNulls(activity), null),
            };
        }
        catch (JsonException e)
        {
            return (null, $"The body is not an activity: see {e.Path ?? "$"}, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
    }

    /// <summary>UTF-8 JSON of an activity; null members are absent, because some channels refuse them.</summary>
    public static byte[] Write(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, Wire.Activity);

    // Members of any shape are kept unread as JsonElement, and a lone \ud800 in one would throw only when it is first used.
    private static bool EscapesAreWhole(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("\\u"u8) < 0)
            return true;
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestNesting });
        var scratch = ArrayPool<byte>.Shared.Rent(body.Length);
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped && reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    reader.CopyString(scratch);
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private static Activity WithoutNulls(Activity activity)
    {
        var read = activity with
        {
            Attachments = WithoutNulls(activity.Attachments),
            Entities = WithoutNulls(activity.Entities),
            MembersAdded = WithoutNulls(activity.MembersAdded),
            MembersRemoved = WithoutNulls(activity.MembersRemoved),
        };
        return read.SuggestedActions is { } suggested
            ? read with { SuggestedActions = suggested with { To = WithoutNulls(suggested.To), Actions = WithoutNulls(suggested.Actions) } }
            : read;
    }

    private static IReadOnlyList<T>? WithoutNulls<T>(IReadOnlyList<T>? list)
        where T : class
    {
        if (list is null)
            return null;
        foreach (var element in list)
        {
            if (element is null)
                return [.. list.Where(each => each is not null)];
        }

        return list;
    }
}

/// <summary>What the bot's messages carry in <c>channelData</c>.</summary>
public sealed record ReplyChannelData(Trace ServiceBot);
