namespace ServiceBot.Words;

/// <summary>Groups of words that mean the same, in all languages: PC, パソコン, 端末. Immutable and thread-safe.</summary>
/// <remarks>
/// A group that is found in a text stands beside its words, so that texts meet which share the meaning and not the spelling, and its rarity
/// is that of the meaning.
/// </remarks>
public sealed class Synonyms
{
    private readonly Dictionary<(int Node, ulong Key), int> _next = [];
    private readonly List<int[]> _groupsAt = [[]];

    private Synonyms()
    {
    }

    /// <summary>No synonyms.</summary>
    public static Synonyms None { get; } = new();

    /// <summary>Number of groups.</summary>
    public int Count { get; private set; }

    /// <summary>Makes synonyms of groups of words or short phrases; a word may stand in several.</summary>
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

    /// <summary>Appends the groups of each longest match, in the order of the text.</summary>
    internal void Find(List<Token> tokens, List<SynonymMatch> matches)
    {
        if (this.Count == 0)
        {
            return;
        }

        for (var start = 0; start < tokens.Count; start++)
        {
            var (node, length) = this.LongestAt(tokens, start);
            foreach (var group in _groupsAt[node])
            {
                matches.Add(new SynonymMatch(group, start, length));
            }

            start += Math.Max(length - 1, 0);
        }
    }

    private (int Node, int Length) LongestAt(List<Token> tokens, int start)
    {
        var (longest, length, node) = (0, 0, 0);
        if (IsInsideKatakana(tokens, start))
        {
            return (longest, length);
        }

        for (var i = start; i < tokens.Count && _next.TryGetValue((node, tokens[i].Key), out node); i++)
        {
            if (_groupsAt[node].Length > 0 && !IsInsideKatakana(tokens, i + 1))
            {
                (longest, length) = (node, i + 1 - start);
            }
        }

        return (longest, length);
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
                next = _groupsAt.Count;
                _groupsAt.Add([]);
                _next.Add((node, token.Key), next);
            }

            node = next;
        }

        if (node != 0 && !_groupsAt[node].Contains(group))
        {
            _groupsAt[node] = [.. _groupsAt[node], group];
        }
    }
}

/// <summary>A group of synonyms that a text names.</summary>
/// <param name="Group">The group's number.</param>
/// <param name="Start">The first of the tokens that name it.</param>
/// <param name="Length">How many tokens name it.</param>
internal readonly record struct SynonymMatch(int Group, int Start, int Length);
