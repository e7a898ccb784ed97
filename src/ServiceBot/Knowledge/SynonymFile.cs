using ServiceBot.Messages;
using ServiceBot.Words;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Knowledge;

/// <summary>A desk's own <see cref="Synonyms"/>, as people write them.</summary>
public static class SynonymFile
{
    /// <summary>Reads <c>synonyms.yaml</c>: a list <c>groups</c> of lists of words.</summary>
    /// <param name="file">Name for the faults.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="faults">Where each fault is added; a group with a fault is left out.</param>
    public static Synonyms Parse(string file, string text, ICollection<Fault> faults)
    {
        if (YamlText.Fields(file, text, faults) is not { } root)
        {
            return Synonyms.None;
        }

        if (!root.Children.TryGetValue("groups", out var node) || node is not YamlSequenceNode list)
        {
            faults.Add(new Fault(file, 1, "There is no list 'groups'.", "Write 'groups:' and below it one list of words per line, such as '- [PC, パソコン]'."));
            return Synonyms.None;
        }

        var groups = new List<IReadOnlyList<string>>();
        foreach (var item in list)
        {
            var words = item is YamlSequenceNode sequence ? sequence.OfType<YamlScalarNode>().Select(word => word.Value ?? "").ToList() : [];
            if (words.Count < 2 || words.Exists(string.IsNullOrWhiteSpace))
            {
                faults.Add(new Fault(file, (int)item.Start.Line, "A group needs two or more words.", "Write it as '- [PC, パソコン]' or delete it."));
                continue;
            }

            groups.Add(words);
        }

        return Synonyms.Of(groups);
    }
}
