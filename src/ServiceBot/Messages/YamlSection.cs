using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Messages;

/// <summary>A mapping in a file that people edit. Each key is asked for once; faults are collected with their line, and keys nobody asked for are faults too.</summary>
public sealed class YamlSection
{
    private readonly YamlMappingNode node;
    private readonly List<Fault> faults;
    private readonly string file;
    private readonly HashSet<string> asked = [];

    private YamlSection(YamlMappingNode node, string file, List<Fault> faults)
    {
        this.node = node;
        this.file = file;
        this.faults = faults;
    }

    /// <summary>The faults found so far in the whole file.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>Line of the section, from 1.</summary>
    public int Line => (int)node.Start.Line;

    /// <summary>The names of all members, in the order of the file.</summary>
    public IReadOnlyList<string> Keys => [.. node.Children.Keys.Select(key => (key as YamlScalarNode)?.Value ?? string.Empty)];

    /// <summary>Reads the text of a file. A file that is no YAML mapping gives an empty section with the fault.</summary>
    public static YamlSection Read(string file, string text)
    {
        var found = new List<Fault>();
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new YamlSection(root, file, found);
            }

            found.Add(new Fault(file, 1, "The file is not one mapping of names to values.", "Start lines with `name: value`."));
        }
        catch (YamlException broken)
        {
            found.Add(new Fault(file, (int)broken.Start.Line, $"This is not YAML: {broken.Message}", "Check indentation, quotes and colons on this line."));
        }
        catch (InvalidOperationException broken)
        {
            // What the parser throws, without a place, for a bracket that is never closed.
            found.Add(new Fault(file, LineOfOpenBracket(text), $"This is not YAML: {broken.Message}", "Check that each [ and { is closed."));
        }
        catch (ArgumentException twice)
        {
            found.Add(new Fault(file, 1, $"A name stands twice: {twice.Message}", "Remove one of the two."));
        }

        return new YamlSection([], file, found);
    }

    /// <summary>The first line with more brackets opened than closed; 1 where there is none.</summary>
    internal static int LineOfOpenBracket(string text)
    {
        var found = Array.FindIndex(text.Split('\n'), line => line.AsSpan().Count('[') > line.AsSpan().Count(']') || line.AsSpan().Count('{') > line.AsSpan().Count('}'));
        return Math.Max(found, 0) + 1;
    }

    /// <summary>Adds a fault at the line of a member, or of the section.</summary>
    public void Fault(string? key, string what, string remedy) =>
        faults.Add(new Fault(file, (int)((key is null ? null : this.Peek(key))?.Start.Line ?? node.Start.Line), what, remedy));

    /// <summary>Whether a member is there.</summary>
    public bool Has(string key) => this.Peek(key) is not null;

    /// <summary>Whether a member is a mapping.</summary>
    public bool IsSection(string key) => this.Peek(key) is YamlMappingNode;

    /// <summary>A scalar, or null where it is absent.</summary>
    public string? Text(string key)
    {
        switch (this.Take(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value ?? string.Empty;
            default:
                this.Fault(key, $"`{key}` is not a single value.", "Write it on one line, in quotes if it holds special characters.");
                return null;
        }
    }

    /// <summary>A scalar that has to be there; an empty one counts as absent.</summary>
    public string Required(string key)
    {
        var text = this.Text(key);
        if (string.IsNullOrWhiteSpace(text))
        {
            this.Fault(key, $"`{key}` is missing.", $"Add `{key}: …`.");
        }

        return text ?? string.Empty;
    }

    /// <summary>One of several identifiers.</summary>
    /// <param name="key">The member's name.</param>
    /// <param name="allowed">Identifiers with what they mean.</param>
    /// <param name="otherwise">Taken where the member is absent; null where it has to be there.</param>
    public T OneOf<T>(string key, IReadOnlyDictionary<string, T> allowed, T? otherwise = null)
        where T : struct
    {
        var text = otherwise is null ? this.Required(key) : this.Text(key);
        if (text is not null && allowed.TryGetValue(text, out var value))
        {
            return value;
        }

        if (!string.IsNullOrEmpty(text))
        {
            this.Fault(key, $"`{key}: {text}` is not known.", $"Use one of {string.Join(", ", allowed.Keys)}.");
        }

        return otherwise ?? allowed.Values.First();
    }

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool otherwise) =>
        this.OneOf(key, new Dictionary<string, bool> { ["true"] = true, ["false"] = false }, otherwise);

    /// <summary>A whole number in a range.</summary>
    public int Number(string key, int otherwise, int min, int max)
    {
        var text = this.Text(key);
        if (text is null)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        this.Fault(key, $"`{key}: {text}` is not a whole number from {min} to {max}.", "Give such a number.");
        return otherwise;
    }

    /// <summary>A list of scalars, one scalar counting as a list of one; empty where it is absent.</summary>
    public IReadOnlyList<string> List(string key)
    {
        var member = this.Take(key);
        if (member is YamlSequenceNode sequence && sequence.Children.All(child => child is YamlScalarNode))
        {
            return [.. sequence.Children.Select(child => ((YamlScalarNode)child).Value ?? string.Empty)];
        }

        if (member is YamlScalarNode scalar)
        {
            return [scalar.Value ?? string.Empty];
        }

        if (member is not null)
        {
            this.Fault(key, $"`{key}` is not a list of values.", "Write `[a, b]` or one `- value` a line; quote values that hold `: `.");
        }

        return [];
    }

    /// <summary>A mapping, or null where it is absent.</summary>
    public YamlSection? Section(string key)
    {
        switch (this.Take(key))
        {
            case null:
                return null;
            case YamlMappingNode mapping:
                return new YamlSection(mapping, file, faults);
            default:
                this.Fault(key, $"`{key}` is not a mapping.", "Write its members indented below it.");
                return null;
        }
    }

    /// <summary>A list of mappings; empty where it is absent.</summary>
    public IReadOnlyList<YamlSection> Sections(string key)
    {
        switch (this.Take(key))
        {
            case null:
                return [];
            case YamlSequenceNode sequence when sequence.Children.All(child => child is YamlMappingNode):
                return [.. sequence.Children.Select(child => new YamlSection((YamlMappingNode)child, file, faults))];
            default:
                this.Fault(key, $"`{key}` is not a list of mappings.", "Write one `- name: value` for each.");
                return [];
        }
    }

    /// <summary>A text in both languages, or null where it is absent.</summary>
    public LocalText? LocalText(string key)
    {
        var texts = this.LocalTexts(key);
        return texts is null ? null : new LocalText(texts.Ja.FirstOrDefault() ?? string.Empty, texts.En.FirstOrDefault() ?? string.Empty);
    }

    /// <summary>Variants of a text in both languages, or null where it is absent.</summary>
    public LocalTexts? LocalTexts(string key)
    {
        if (!this.Has(key))
        {
            asked.Add(key);
            return null;
        }

        if (this.Section(key) is not { } section)
        {
            return null;
        }

        var texts = new LocalTexts(section.List("ja"), section.List("en"));
        if (texts.Ja.Count == 0 || texts.En.Count == 0)
        {
            section.Fault(null, $"`{key}` lacks a language.", "Give it in `ja` and in `en`.");
        }

        section.RefuseTheRest();
        return texts;
    }

    /// <summary>Makes a fault of each member that nobody asked for.</summary>
    public void RefuseTheRest()
    {
        foreach (var key in this.Keys.Where(key => !asked.Contains(key)))
        {
            this.Fault(key, $"`{key}` is not known here.", $"Known are {string.Join(", ", asked.Order(StringComparer.Ordinal))}.");
        }
    }

    private YamlNode? Take(string key)
    {
        asked.Add(key);
        return this.Peek(key);
    }

    private YamlNode? Peek(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
}
