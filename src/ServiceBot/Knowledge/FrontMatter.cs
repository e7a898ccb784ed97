using ServiceBot.Messages;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Knowledge;

/// <summary>The fields above an article, read so that every fault is found with its line.</summary>
internal sealed class FrontMatter(string path, YamlMappingNode fields, List<Fault> faults)
{
    public string Path => path;

    public bool Has(string field) => fields.Children.ContainsKey(field);

    /// <summary>A text that must be there; empty, with a fault, where it is not.</summary>
    public string Text(string field)
    {
        if (!fields.Children.TryGetValue(field, out var node))
        {
            this.AddOnce(new Fault(path, 1, $"The field '{field}' is missing.", $"Add a line '{field}: …' between the lines of '---'."));
            return "";
        }

        if (node is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return text;
        }

        this.AddOnce(new Fault(path, (int)node.Start.Line, $"The field '{field}' is empty or no text.", $"Write one text after '{field}:'."));
        return "";
    }

    /// <summary>A list of texts; empty where the field is absent.</summary>
    public IReadOnlyList<string> Texts(string field)
    {
        if (!fields.Children.TryGetValue(field, out var node))
        {
            return [];
        }

        var texts = node is YamlSequenceNode list ? list.OfType<YamlScalarNode>().Select(item => item.Value ?? "").ToList() : [];
        if (node is not YamlSequenceNode { } sequence || texts.Count < sequence.Children.Count || texts.Exists(string.IsNullOrWhiteSpace))
        {
            this.AddOnce(new Fault(path, (int)node.Start.Line, $"The field '{field}' is no list of texts.", "Write one '- text' per line; quote texts that hold a colon."));
            return [];
        }

        return texts;
    }

    /// <summary>Finds misspelt fields, which would be ignored in silence.</summary>
    public void RefuseUnknown(IReadOnlyList<string> known)
    {
        foreach (var name in fields.Children.Keys.OfType<YamlScalarNode>().Where(name => !known.Contains(name.Value)))
        {
            this.AddOnce(new Fault(path, (int)name.Start.Line, $"There is no field '{name.Value}'.", $"Use one of {string.Join(", ", known)}."));
        }
    }

    public void Add(string field, string what, string remedy) =>
        this.Add(fields.Children.TryGetValue(field, out var node) ? (int)node.Start.Line : 1, what, remedy);

    public void Add(int line, string what, string remedy) => this.AddOnce(new Fault(path, line, what, remedy));

    private void AddOnce(Fault fault)
    {
        if (!faults.Contains(fault))
        {
            faults.Add(fault);
        }
    }
}
