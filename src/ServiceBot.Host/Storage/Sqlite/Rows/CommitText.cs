using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ServiceBot.Host.Storage.Sqlite.Rows;

/// <summary>The JSON of one commit: written by the thread that commits, so that the one writer thread has only bytes to hand over.</summary>
internal sealed class CommitText
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? scratch;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    private readonly List<byte[]> parts = new(8);
    private int next;

    public void Add<T>(T value, JsonTypeInfo<T> type)
    {
        scratch ??= new ArrayBufferWriter<byte>(16 * 1024);
        scratch.ResetWrittenCount();
        writer ??= new Utf8JsonWriter(scratch, StoredJson.Writing);
        writer.Reset(scratch);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        this.parts.Add(scratch.WrittenSpan.ToArray());
    }

    /// <summary>The next part, in the order in which they were added.</summary>
    public ReadOnlySpan<byte> Next() => this.parts[this.next++];

    /// <summary>Starts again with the first part.</summary>
    public void Rewind() => this.next = 0;
}
