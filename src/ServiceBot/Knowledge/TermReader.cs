using ServiceBot.Words;

namespace ServiceBot.Knowledge;

/// <summary>Reads texts into terms, with lists that are used again and again. For one thread at a time.</summary>
internal sealed class TermReader(Synonyms synonyms)
{
    private readonly List<Token> _tokens = [];
    private readonly List<SynonymMatch> _concepts = [];
    private readonly List<SynonymMatch> _senses = [];
    private readonly List<ulong> _terms = [];
    private char[] _unified = [];

    /// <summary>The tokens of the last question that are known by a synonym of the desk.</summary>
    public HashSet<ulong> Named { get; } = [];

    /// <summary>The senses of the last question, each with the terms of the words that have it.</summary>
    public Dictionary<ulong, HashSet<ulong>> Senses { get; } = [];

    /// <summary>The terms of a text, in order, each as often as it occurs. Valid until the next call.</summary>
    public List<ulong> Read(ReadOnlySpan<char> text)
    {
        if (_unified.Length < text.Length)
        {
            _unified = new char[2 * text.Length];
        }

        this.ReadUnified(_unified.AsSpan(0, SearchText.Unify(text, _unified)));
        return _terms;
    }

    /// <summary>The terms of what a question is about, likewise; of the whole question where nothing else is left.</summary>
    public List<ulong> ReadQuestion(string question)
    {
        var unified = SearchText.Unify(question);
        this.ReadUnified(QuestionWording.Remove(unified));
        if (_terms.Count == 0)
        {
            this.ReadUnified(unified);
        }

        foreach (var match in _concepts)
        {
            this.Named.UnionWith(_tokens.Skip(match.Start).Take(match.Length).Select(token => token.Key));
        }

        foreach (var match in _senses)
        {
            var words = new List<ulong>();
            Terms.Read(_tokens.GetRange(match.Start, match.Length), words);
            var sense = Terms.Sense(match.Group);
            if (!this.Senses.TryAdd(sense, [.. words]))
            {
                this.Senses[sense].UnionWith(words);
            }
        }

        return _terms;
    }

    private void ReadUnified(ReadOnlySpan<char> unified)
    {
        _tokens.Clear();
        _concepts.Clear();
        _senses.Clear();
        _terms.Clear();
        Tokens.Read(unified, _tokens);
        Terms.Read(_tokens, _terms);
        synonyms.Find(_tokens, _concepts);
        EverydayWords.Synonyms.Find(_tokens, _senses);
        _senses.RemoveAll(match => !this.NamesMatter(match));
        foreach (var match in _concepts)
        {
            _terms.Add(Terms.Concept(match.Group));
        }

        foreach (var match in _senses)
        {
            _terms.Add(Terms.Sense(match.Group));
        }
    }

    // "Why", "when" and "how long" have a sense, but no article is about that.
    private bool NamesMatter(SynonymMatch match)
    {
        for (var i = match.Start; i < match.Start + match.Length; i++)
        {
            if (!_tokens[i].IsFunctionWord)
            {
                return true;
            }
        }

        return false;
    }
}
