using System.Buffers;
using System.Globalization;

namespace ServiceBot.Host.Channels.DirectLine.Streams;

/// <summary>An activity set in UTF-8, put together from activities that are serialised already; its buffer goes back to the pool.</summary>
public readonly struct ActivityFrame : IDisposable
{
    private readonly byte[] buffer;
    private readonly int length;

    public ActivityFrame(Page page)
    {
        // 20 digits are the longest watermark.
        var most = 64;
        foreach (var activity in page.Activities)
            most += activity.Utf8.Length + 1;
        buffer = ArrayPool<byte>.Shared.Rent(most);
        length = Append(0, "{\"activities\":["u8);
        for (var i = 0; i < page.Activities.Count; i++)
        {
            if (i > 0)
                buffer[length++] = (byte)',';
            length = Append(length, page.Activities[i].Utf8);
        }

        length = Append(length, "],\"watermark\":\""u8);
        page.Watermark.TryFormat(buffer.AsSpan(length), out var digits, provider: CultureInfo.InvariantCulture);
        length = Append(length + digits, "\"}"u8);
    }

    public ReadOnlyMemory<byte> Utf8 => buffer.AsMemory(0, length);

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private int Append(int at, ReadOnlySpan<byte> part)
    {
        part.CopyTo(buffer.AsSpan(at));
        return at + part.Length;
    }
}
