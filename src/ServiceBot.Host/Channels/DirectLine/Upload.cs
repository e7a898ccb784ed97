using System.Buffers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ServiceBot.Host.Channels.Activities;
using ServiceBot.Host.Channels.Attachments;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine;

/// <summary>One multipart upload: files go to disk as they come, never into memory.</summary>
public sealed class Upload(ConversationId conversation, AttachmentFiles files, DirectLineOptions options)
{
    private readonly List<Attachment> stored = [];

    /// <summary>The part <c>activity</c>; null where there was none.</summary>
    public Activity? Activity { get; private set; }

    /// <summary>The parts <c>file</c>, in order.</summary>
    public IReadOnlyList<Attachment> Stored => stored;

    /// <summary>Reads all parts; gives a refusal, or null where everything was taken.</summary>
    public async ValueTask<IResult?> ReadAsync(MultipartReader reader, CancellationToken cancellation)
    {
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            _ = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition);
            var refusal = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).Equals("activity", StringComparison.OrdinalIgnoreCase)
                ? await ReadActivityAsync(section.Body, cancellation)
                : await StoreAsync(section.Body, FileName(disposition), cancellation);
            if (refusal is not null)
                return refusal;
        }

        return null;
    }

    /// <summary>Removes what was stored, where the message was not taken.</summary>
    public void Discard()
    {
        foreach (var file in stored)
            files.Remove(file.Id);
    }

    private async ValueTask<IResult?> ReadActivityAsync(Stream body, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(options.ActivityBytes + 1);
        try
        {
            var length = await body.ReadAtLeastAsync(buffer.AsMemory(0, options.ActivityBytes + 1), options.ActivityBytes + 1, throwOnEndOfStream: false, cancellation);
            if (length > options.ActivityBytes)
                return DirectLineError.TooLarge($"An activity has at most {options.ActivityBytes} bytes.");
            var (activity, fault) = ActivityJson.Read(buffer.AsSpan(0, length));
            Activity = activity;
            return fault is null ? null : DirectLineError.BadArgument(fault);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<IResult?> StoreAsync(Stream body, string? name, CancellationToken cancellation)
    {
        if (stored.Count == options.AttachmentsPerMessage)
            return DirectLineError.TooLarge($"A message has at most {options.AttachmentsPerMessage} files.");
        var (file, why) = await files.StoreAsync(conversation, name, body, options.AttachmentBytes, cancellation);
        if (file is not null)
            stored.Add(file);
        return why switch
        {
            AttachmentRefusal.TooLarge => DirectLineError.TooLarge($"A file has at most {options.AttachmentBytes} bytes."),
            AttachmentRefusal.Unsupported => DirectLineError.UnsupportedFile("Only images, videos, documents, archives and text are taken."),
            _ => null,
        };
    }

    private static string? FileName(ContentDispositionHeaderValue? disposition) =>
        (HeaderUtilities.RemoveQuotes(disposition?.FileNameStar ?? default) is { Length: > 0 } star ? star
            : HeaderUtilities.RemoveQuotes(disposition?.FileName ?? default)).Value;
}
