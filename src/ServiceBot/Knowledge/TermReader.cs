namespace ServiceBot.Knowledge;

/// <summary>Reads texts into terms, with lists that are used again and again. For one thread at a time.</summary>
internal sealed class TermReader(Synonyms synonyms)
{
    private readonly List<Token> _tokens = [];
    private readonly List<ulong> _terms = [];

    /// <summary>The terms of a text, in order, each as often as it occurs. Valid until the next call.</summary>
    public List<ulong> Read(string text)
    {
        this._tokens.Clear();
        this._terms.Clear();
        Tokens.Read(SearchText.Unify(text), this._tokens);
        Terms.Read(this._tokens, this._terms);
        synonyms.Find(this._tokens, this._terms);
        return this._terms;
    }
}
