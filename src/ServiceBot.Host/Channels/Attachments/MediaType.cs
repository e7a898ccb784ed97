using System.Text.Unicode;

namespace ServiceBot.Host.Channels.Attachments;

/// <summary>Finds what a file is from its content; what its name or its sender say is not believed.</summary>
public static class MediaType
{
    /// <summary>As many bytes as <see cref="Of"/> wants to see.</summary>
    public const int HeadLength = 4096;

    /// <summary>The media type, or null for what a service desk has no use for: programs, scripts in binary form, unknown formats.</summary>
    /// <param name="head">The beginning of the file.</param>
    public static string? Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => "image/bmp",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', .. var brand] => OfBrand(brand),
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        // Office documents are archives too; which of them does not matter to anybody here.
        [(byte)'P', (byte)'K', 3, 4, ..] => "application/zip",
        // Older Office documents and saved Outlook messages.
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => "application/x-ole-storage",
        _ => IsText(head) ? "text/plain" : null,
    };

    /// <summary>True for what a browser may show in place; all else is offered for download.</summary>
    public static bool IsPlainImage(string mediaType) => mediaType is "image/png" or "image/jpeg" or "image/gif" or "image/webp";

    private static string? OfBrand(ReadOnlySpan<byte> brand) => brand switch
    {
        [(byte)'h', (byte)'e', (byte)'i', ..] or [(byte)'m', (byte)'i', (byte)'f', (byte)'1', ..] => "image/heic",
        [(byte)'q', (byte)'t', (byte)' ', (byte)' ', ..] => "video/quicktime",
        [(byte)'i', (byte)'s', (byte)'o', ..] or [(byte)'m', (byte)'p', (byte)'4', ..] or [(byte)'M', (byte)'4', (byte)'V', ..] => "video/mp4",
        _ => null,
    };

    // Logs and exports in UTF-8 or, as Japanese Windows writes them, Shift_JIS; neither has control characters other than white space.
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty || head.ContainsAnyInRange((byte)0x0E, (byte)0x1A) || head.ContainsAnyInRange((byte)0, (byte)8))
            return false;
        // The head may end within a character of up to four bytes.
        return Utf8.IsValid(head) || (head.Length >= HeadLength && Utf8.IsValid(TrimmedToCharacter(head))) || IsShiftJis(head);
    }

    private static ReadOnlySpan<byte> TrimmedToCharacter(ReadOnlySpan<byte> head)
    {
        var end = head.Length - 1;
        while (end > head.Length - 4 && (head[end] & 0xC0) == 0x80)
            end--;
        return head[..end];
    }

    private static bool IsShiftJis(ReadOnlySpan<byte> head)
    {
        for (var i = 0; i < head.Length; i++)
        {
            var isLead = head[i] is >= 0x81 and <= 0x9F or >= 0xE0 and <= 0xFC;
            if (isLead && ++i < head.Length && head[i] is < 0x40 or 0x7F or > 0xFC)
                return false;
            if (!isLead && head[i] is 0x80 or 0xA0 or > 0xFC)
                return false;
        }

        return true;
    }
}
