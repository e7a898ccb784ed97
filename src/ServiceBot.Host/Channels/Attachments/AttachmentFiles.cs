using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.Attachments;

/// <summary>Files of customers below <c>Data/attachments/</c>; whoever knows an id may read the file, so ids cannot be guessed.</summary>
public sealed class AttachmentFiles(string dataFolder)
{
    private const int LongestName = 200;
    private readonly string folder = Path.Combine(dataFolder, "attachments");

    /// <summary>Stores a file.</summary>
    /// <param name="conversation">Whose it is, so that it is found when a person's data are erased.</param>
    /// <param name="name">The name that the customer gave it; kept for display only.</param>
    /// <param name="content">Read to its end, or until it is too long.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="cancellation">Nothing stays behind when it gives up.</param>
    /// <returns>The file as the engine knows it, or why it was refused.</returns>
    public async ValueTask<(Attachment? Stored, AttachmentRefusal? Why)> StoreAsync(
        ConversationId conversation, string? name, Stream content, long limit, CancellationToken cancellation)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var isStored = false;
        try
        {
            string? mediaType;
            long length;
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true))
            {
                var head = new byte[MediaType.HeadLength];
                var headLength = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
                mediaType = MediaType.Of(head.AsSpan(0, headLength));
                if (mediaType is null)
                    return (null, AttachmentRefusal.Unsupported);
                await file.WriteAsync(head.AsMemory(0, headLength), cancellation);
                length = headLength + await CopyAsync(content, file, limit - headLength, cancellation);
                if (length > limit)
                    return (null, AttachmentRefusal.TooLarge);
                // What is answered with 2xx survives a power loss.
                file.Flush(flushToDisk: true);
            }

            var stored = new Attachment(id, DisplayName(name), mediaType, length);
            var about = JsonSerializer.SerializeToUtf8Bytes(new(conversation.Value, stored), AttachmentJson.Default.StoredAttachment);
            await File.WriteAllBytesAsync(path + ".json", about, cancellation);
            isStored = true;
            return (stored, null);
        }
        finally
        {
            if (!isStored)
                Remove(id);
        }
    }

    /// <summary>Removes a file; nothing happens where there is none.</summary>
    public void Remove(string id)
    {
        File.Delete(PathOf(id));
        File.Delete(PathOf(id) + ".json");
    }

    /// <summary>The path of a file and what it is; null where there is none.</summary>
    public async ValueTask<(string Path, Attachment Attachment)?> FindAsync(string id, CancellationToken cancellation)
    {
        // An id is 32 hexadecimal digits, which leaves no room for a path.
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower) || !File.Exists(PathOf(id) + ".json"))
            return null;
        await using var about = File.OpenRead(PathOf(id) + ".json");
        var stored = await JsonSerializer.DeserializeAsync(about, AttachmentJson.Default.StoredAttachment, cancellation);
        return stored is null ? null : (PathOf(id), stored.Attachment);
    }

    private string PathOf(string id) => Path.Combine(folder, id[..2], id);

    private static async ValueTask<long> CopyAsync(Stream from, FileStream to, long limit, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        var copied = 0L;
        int read;
        while (copied <= limit && (read = await from.ReadAsync(buffer, cancellation)) > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            copied += read;
        }

        return copied;
    }

    // A name is shown and offered for download: no folders, no line breaks, no characters that turn the reading direction.
    private static string DisplayName(string? name)
    {
        var last = (name ?? "").Replace('\\', '/').Split('/')[^1];
        var shown = string.Concat(last.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)).Trim();
        if (shown.Length > LongestName)
            shown = shown[^LongestName..];
        return shown is "" or "." or ".." ? "file" : shown;
    }
}

/// <summary>Why a file was not taken.</summary>
public enum AttachmentRefusal
{
    TooLarge,
    Unsupported,
}

/// <summary>What stands beside a file.</summary>
public sealed record StoredAttachment(string Conversation, Attachment Attachment);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredAttachment))]
internal sealed partial class AttachmentJson : JsonSerializerContext;
