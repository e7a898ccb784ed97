using ServiceBot.Words;

namespace ServiceBot.Knowledge;

/// <summary>Reads texts into terms, with lists that are used again and again. For one thread at a time.</summary>
internal sealed class TermReader(Synonyms synonyms)
{
    private readonly List<Token> _tokens = [];
    private readonly List<ulong> _terms = [];
    private readonly List<int> _groups = [];
    private char[] _unified = [];

    /// <summary>The tokens of the last question that are known by a synonym.</summary>
    public HashSet<ulong> Named { get; } = [];

    /// <summary>The terms of a text, in order, each as often as it occurs. Valid until the next call.</summary>
    public List<ulong> Read(ReadOnlySpan<char> text)
    {
        if (_unified.Length < text.Length)
        {
            _unified = new char[2 * text.Length];
        }

        return this.ReadUnified(_unified.AsSpan(0, SearchText.Unify(text, _unified)));
    }

    /// <summary>The terms of what a question is about, likewise; of the whole question where nothing else is left.</summary>
    public List<ulong> ReadQuestion(string question)
    {
        var unified = SearchText.Unify(question);
        var terms = this.ReadUnified(QuestionWording.Remove(unified), this.Named);
        return terms.Count > 0 ? terms : this.ReadUnified(unified, this.Named);
    }

    private List<ulong> ReadUnified(ReadOnlySpan<char> unified, HashSet<ulong>? named = null)
    {
        _tokens.Clear();
        _terms.Clear();
        Tokens.Read(unified, _tokens);
        Terms.Read(_tokens, _terms);
        _groups.Clear();
        synonyms.Find(_tokens, _groups, named);
        var own = _groups.Count;
        EverydayWords.Synonyms.Find(_tokens, _groups);
        for (var i = 0; i < _groups.Count; i++)
        {
            _terms.Add(i < own ? Terms.Concept(_groups[i]) : Terms.Sense(_groups[i]));
        }

        return _terms;
    }
}
