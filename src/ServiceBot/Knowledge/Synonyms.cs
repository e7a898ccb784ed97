using ServiceBot.Messages;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Knowledge;

/// <summary>Groups of words that mean the same at this desk, in all languages: PC, パソコン, 端末.</summary>
/// <remarks>
/// A group is found in articles and in questions alike and becomes one more search term, so its rarity is that of the
/// meaning and not of the spelling.
/// </remarks>
public sealed class Synonyms
{
    private readonly Dictionary<(int Node, ulong Key), int> _next = [];
    private readonly List<int> _groupAt = [-1];

    private Synonyms()
    {
    }

    /// <summary>No synonyms.</summary>
    public static Synonyms None { get; } = new();

    /// <summary>Number of groups.</summary>
    public int Count { get; private set; }

    /// <summary>Makes synonyms of groups of words or short phrases.</summary>
    public static Synonyms Of(IEnumerable<IReadOnlyList<string>> groups)
    {
        var synonyms = new Synonyms();
        foreach (var group in groups)
        {
            foreach (var word in group)
            {
                synonyms.Add(word, synonyms.Count);
            }

            synonyms.Count++;
        }

        return synonyms;
    }

    /// <summary>Reads <c>synonyms.yaml</c>: a list <c>groups</c> of lists of words.</summary>
    /// <param name="file">Name for the faults.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="faults">Where each fault is added; a group with a fault is left out.</param>
    public static Synonyms Parse(string file, string text, ICollection<Fault> faults)
    {
        if (YamlText.Fields(file, text, faults) is not { } root)
        {
            return None;
        }

        if (!root.Children.TryGetValue("groups", out var node) || node is not YamlSequenceNode list)
        {
            faults.Add(new Fault(file, 1, "There is no list 'groups'.", "Write 'groups:' and below it one list of words per line, such as '- [PC, パソコン]'."));
            return None;
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

        return Of(groups);
    }

    /// <summary>Appends the group of each longest match as a term.</summary>
    /// <param name="tokens">The text.</param>
    /// <param name="terms">Where the groups are added.</param>
    /// <param name="named">Where the tokens that name a group are added; null where nobody asks.</param>
    internal void Find(List<Token> tokens, List<ulong> terms, HashSet<ulong>? named = null)
    {
        if (this.Count == 0)
        {
            return;
        }

        for (var start = 0; start < tokens.Count; start++)
        {
            var (group, length) = this.LongestAt(tokens, start);
            if (group >= 0)
            {
                terms.Add(Terms.Concept(group));
                named?.UnionWith(tokens.Skip(start).Take(length).Select(token => token.Key));
                start += length - 1;
            }
        }
    }

    private (int Group, int Length) LongestAt(List<Token> tokens, int start)
    {
        var (group, length, node) = (-1, 0, 0);
        if (IsInsideKatakana(tokens, start))
        {
            return (group, length);
        }

        for (var i = start; i < tokens.Count && _next.TryGetValue((node, tokens[i].Key), out node); i++)
        {
            if (_groupAt[node] >= 0 && !IsInsideKatakana(tokens, i + 1))
            {
                (group, length) = (_groupAt[node], i + 1 - start);
            }
        }

        return (group, length);
    }

    // ログ is not found in ブログ: katakana words have no other boundary than their ends.
    private static bool IsInsideKatakana(List<Token> tokens, int at) =>
        at > 0 && at < tokens.Count && tokens[at] is { IsJoined: true, Script: ScriptKind.Katakana } && tokens[at - 1].Script == ScriptKind.Katakana;

    private void Add(string word, int group)
    {
        var tokens = new List<Token>();
        Tokens.Read(SearchText.Unify(word), tokens);
        var node = 0;
        foreach (var token in tokens)
        {
            if (!_next.TryGetValue((node, token.Key), out var next))
            {
                next = _groupAt.Count;
                _groupAt.Add(-1);
                _next.Add((node, token.Key), next);
            }

            node = next;
        }

        if (node != 0 && _groupAt[node] < 0)
        {
            _groupAt[node] = group;
        }
    }
}
