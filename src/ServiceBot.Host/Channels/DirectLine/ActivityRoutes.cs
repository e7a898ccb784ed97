using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.Activities;
using ServiceBot.Host.Channels.Attachments;
using ServiceBot.Host.Channels.DirectLine.Streams;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine;

/// <summary>What customers send, and what polling clients fetch.</summary>
public static class ActivityRoutes
{
    public static void MapActivities(this IEndpointRouteBuilder directLine)
    {
        directLine.MapPost("conversations/{conversationId}/activities", PostAsync);
        directLine.MapGet("conversations/{conversationId}/activities", PollAsync);
        directLine.MapPost("conversations/{conversationId}/upload", UploadAsync);
    }

    private static async Task<IResult> PostAsync(string conversationId, HttpContext http, DirectLineInbox inbox, DirectLineOptions options)
    {
        var (fits, read) = await BoundedBody.ReadAsync(http.Request, options.ActivityBytes, ActivityJson.Read, http.RequestAborted);
        if (!fits)
            return DirectLineError.TooLarge($"An activity has at most {options.ActivityBytes} bytes.");
        return read.Activity is { } activity
            ? (await inbox.TakeAsync(http, new(conversationId), activity, [])).Answer
            : DirectLineError.BadArgument(read.Fault!);
    }

    private static async Task<IResult> PollAsync(string conversationId, HttpContext http, LiveConversations live, IConversationQueries queries)
    {
        var id = new ConversationId(conversationId);
        var page = await live.AfterAsync(id, ConversationRoutes.Watermark(http.Request), http.RequestAborted);
        if (page.Activities.Count == 0 && page.Watermark == 0 && await queries.FindAsync(id, http.RequestAborted) is null)
            return DirectLineError.UnknownConversation();
        return new FrameResult(page);
    }

    private static async Task<IResult> UploadAsync(
        string conversationId, HttpContext http, DirectLineInbox inbox, AttachmentFiles files, DirectLineOptions options)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return DirectLineError.BadArgument("An upload is multipart/form-data with a part 'activity' and parts 'file'.");
        }

        var upload = new Upload(new(conversationId), files, options);
        var isKept = false;
        try
        {
            var refusal = await upload.ReadAsync(new MultipartReader(boundary, http.Request.Body), http.RequestAborted);
            if (refusal is not null)
                return refusal;
            var stored = upload.Stored.Select(file => (file, http.Request.AddressOf(file))).ToArray();
            (var answer, isKept) = await inbox.TakeAsync(http, new(conversationId), upload.Activity ?? new() { Type = ActivityTypes.Message }, stored);
            return answer;
        }
        catch (Exception e) when (e is InvalidDataException or IOException && !http.RequestAborted.IsCancellationRequested)
        {
            return DirectLineError.BadArgument("The multipart body is broken.");
        }
        finally
        {
            if (!isKept)
                upload.Discard();
        }
    }

    /// <summary>Writes activities that are serialised already.</summary>
    private sealed class FrameResult(Page page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using var frame = new ActivityFrame(page);
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.ContentLength = frame.Utf8.Length;
            await httpContext.Response.Body.WriteAsync(frame.Utf8, httpContext.RequestAborted);
        }
    }
}
