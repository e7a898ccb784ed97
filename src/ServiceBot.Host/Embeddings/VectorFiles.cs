using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Host.Embeddings;

/// <summary>Vectors of texts, kept by hash of model and text, so that none is asked for twice. All of it is derived and may be deleted.</summary>
internal sealed class VectorFiles(string folder, string model)
{
    /// <summary>The vector of a text, or null where it is not kept.</summary>
    public float[]? Find(string text)
    {
        var file = this.FileOf(text);
        var bytes = File.Exists(file) ? File.ReadAllBytes(file) : [];
        return bytes.Length > 0 && bytes.Length % sizeof(float) == 0 ? MemoryMarshal.Cast<byte, float>(bytes).ToArray() : null;
    }

    /// <summary>Keeps a vector.</summary>
    public void Keep(string text, ReadOnlyMemory<float> vector)
    {
        // Written beside and moved, so that a crash leaves no half of one.
        Directory.CreateDirectory(folder);
        var file = this.FileOf(text);
        File.WriteAllBytes($"{file}.draft", MemoryMarshal.AsBytes(vector.Span));
        File.Move($"{file}.draft", file, overwrite: true);
    }

    /// <summary>Deletes what is kept of any other text.</summary>
    public void KeepOnly(IEnumerable<string> texts)
    {
        var wanted = texts.Select(this.FileOf).ToHashSet();
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder).Where(file => !wanted.Contains(file)) : [])
        {
            File.Delete(file);
        }
    }

    private string FileOf(string text) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{model}\0{text}"))));
}
