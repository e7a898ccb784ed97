using Microsoft.Net.Http.Headers;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.Attachments;

/// <summary>Serves files to whoever knows their address: an image in a page cannot send a header.</summary>
public static class AttachmentRoutes
{
    public static IEndpointRouteBuilder MapAttachments(this IEndpointRouteBuilder app)
    {
        app.MapGet("/attachments/{id}", ServeAsync);
        return app;
    }

    /// <summary>Where a file is served, as seen from outside.</summary>
    public static string AddressOf(this HttpRequest request, Attachment attachment) =>
        $"{request.Scheme}://{request.Host.Value}/attachments/{attachment.Id}";

    private static async Task<IResult> ServeAsync(string id, HttpContext http, AttachmentFiles files)
    {
        if (await files.FindAsync(id, http.RequestAborted) is not var (path, attachment))
            return TypedResults.NotFound();
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, max-age=86400, immutable";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var disposition = new ContentDispositionHeaderValue(MediaType.IsPlainImage(attachment.ContentType) ? "inline" : "attachment");
        disposition.SetHttpFileName(attachment.Name);
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.PhysicalFile(path, attachment.ContentType, enableRangeProcessing: true);
    }
}
