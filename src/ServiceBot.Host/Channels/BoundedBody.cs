using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ServiceBot.Host.Channels;

/// <summary>Reads a whole request body that may not be longer than a limit, without copying it where it came in one piece.</summary>
public static class BoundedBody
{
    public delegate T Parse<out T>(ReadOnlySpan<byte> body);

    /// <summary>What a body means; false where it is too long.</summary>
    public static async ValueTask<(bool Fits, T? Read)> ReadAsync<T>(HttpRequest request, int limit, Parse<T> parse, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
            return (false, default);
        var body = await request.BodyReader.ReadAtLeastAsync(limit + 1, cancellation);
        try
        {
            if (body.Buffer.Length > limit)
                return (false, default);
            return (true, parse(body.Buffer.IsSingleSegment ? body.Buffer.FirstSpan : body.Buffer.ToArray()));
        }
        finally
        {
            request.BodyReader.AdvanceTo(body.Buffer.End);
        }
    }

    /// <summary>The object that a body is, or null where it is none.</summary>
    public static T? Json<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
