using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Understanding.Learning;

/// <summary>Thrown where a stream is not a whole, unharmed model of this version.</summary>
public sealed class ModelFileException(string message) : Exception(message);

/// <summary>
/// Writes and reads models. A file is the eight bytes <c>SBMODEL</c> and version, SHA-256 of the rest, then the rest
/// (little-endian), so that a torn, changed or foreign file is noticed before any of it is believed.
/// </summary>
public static class ModelFile
{
    private const byte Version = 3;
    private const int LargestBytes = 256 * 1024 * 1024;

    private static readonly byte[] Mark = [.. "SBMODEL"u8, Version];

    /// <summary>Writes the model; the same model gives the same bytes.</summary>
    public static void Write(NgramClassifier classifier, Stream stream)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            WriteParts(writer, classifier);
        }

        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        stream.Write(Mark);
        stream.Write(SHA256.HashData(bytes));
        stream.Write(bytes);
    }

    /// <summary>Reads a model, wholly or not at all.</summary>
    /// <exception cref="ModelFileException">The stream is no model, a model of another version, or damaged.</exception>
    public static NgramClassifier Read(Stream stream)
    {
        var head = new byte[Mark.Length + SHA256.HashSizeInBytes];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan(0, 7).SequenceEqual(Mark.AsSpan(0, 7)))
        {
            throw new ModelFileException("This is not a model of ServiceBot. Train one with the verb 'train'.");
        }

        if (head[7] != Version)
        {
            throw new ModelFileException($"The model has version {head[7]}, this program reads version {Version}. Train it again with the verb 'train'.");
        }

        var content = ReadAll(stream);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(head.AsSpan(Mark.Length)))
        {
            throw new ModelFileException("The model is damaged: its content does not match its hash. Train it again with the verb 'train'.");
        }

        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        return ReadParts(reader);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            content.Write(buffer, 0, read);
            if (content.Length > LargestBytes)
            {
                throw new ModelFileException($"The model is larger than {LargestBytes >> 20} MiB, which none of ours is.");
            }
        }

        return content.ToArray();
    }

    private static void WriteParts(BinaryWriter writer, NgramClassifier classifier)
    {
        var parts = classifier.Parts;
        WriteStrings(writer, parts.Labels.Intents);
        WriteStrings(writer, parts.Labels.Categories);
        foreach (var categories in parts.Labels.CategoriesOf)
        {
            WriteArray<int>(writer, categories);
        }

        WriteArray<ulong>(writer, parts.Vocabulary.Hashes);
        WriteArray<NgramKind>(writer, parts.Vocabulary.Kinds);
        WriteArray<float>(writer, parts.Vocabulary.Rarity);
        WriteTable(writer, parts.Machines);
        writer.Write(parts.Categories is not null);
        if (parts.Categories is not null)
        {
            WriteTable(writer, parts.Categories);
        }

        writer.Write(parts.WeightOfNetworks);
        writer.Write(parts.Networks.Count);
        foreach (var network in parts.Networks)
        {
            WriteTable(writer, network.Pieces);
            WriteArray<float>(writer, network.HiddenBias);
            WriteArray<float>(writer, network.Output);
            WriteArray<float>(writer, network.OutputBias);
        }

        writer.Write(classifier.Calibration.Sharpness);
        WriteArray<double>(writer, [.. classifier.Calibration.InScope]);
        WriteArray<double>(writer, [classifier.Thresholds.InScope, classifier.Thresholds.Sure, classifier.Thresholds.NearlySure]);
    }

    // Arguments are evaluated from left to right, in the order in which they were written.
    private static NgramClassifier ReadParts(BinaryReader reader)
    {
        var intents = ReadStrings(reader);
        var categories = ReadStrings(reader);
        var labels = new LabelSet(intents, categories, [.. intents.Select(_ => ReadArray<int>(reader))]);
        var vocabulary = new Vocabulary(ReadArray<ulong>(reader), ReadArray<NgramKind>(reader), ReadArray<float>(reader));
        var machines = ReadTable(reader);
        var routes = reader.ReadBoolean() ? ReadTable(reader) : null;
        var weightOfNetworks = reader.ReadSingle();
        var networks = new HiddenNetwork[reader.ReadInt32()];
        for (var i = 0; i < networks.Length; i++)
        {
            networks[i] = new HiddenNetwork(ReadTable(reader), ReadArray<float>(reader), ReadArray<float>(reader), ReadArray<float>(reader));
        }

        var calibration = new Calibration(reader.ReadDouble(), ReadArray<double>(reader));
        var thresholds = ReadArray<double>(reader);
        return new NgramClassifier(
            new ModelParts(labels, vocabulary, machines, networks, weightOfNetworks, routes), calibration, new Thresholds(thresholds[0], thresholds[1], thresholds[2]));
    }

    private static void WriteTable(BinaryWriter writer, WeightTable table)
    {
        writer.Write(table.Width);
        WriteArray<sbyte>(writer, table.Weights);
        WriteArray<float>(writer, table.Scales);
    }

    private static WeightTable ReadTable(BinaryReader reader) => new(reader.ReadInt32(), ReadArray<sbyte>(reader), ReadArray<float>(reader));

    private static void WriteStrings(BinaryWriter writer, string[] values)
    {
        writer.Write(values.Length);
        Array.ForEach(values, writer.Write);
    }

    private static string[] ReadStrings(BinaryReader reader)
    {
        var values = new string[reader.ReadInt32()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadString();
        }

        return values;
    }

    private static void WriteArray<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    private static T[] ReadArray<T>(BinaryReader reader)
        where T : unmanaged
    {
        var values = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
