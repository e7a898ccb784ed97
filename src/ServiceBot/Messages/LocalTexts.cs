namespace ServiceBot.Messages;

/// <summary>Variants of a text in each language; they take turns so that no sentence comes twice in a row.</summary>
/// <param name="Ja">Japanese, at least one.</param>
/// <param name="En">English, at least one.</param>
public sealed record LocalTexts(IReadOnlyList<string> Ja, IReadOnlyList<string> En)
{
    /// <summary>The variants in a language.</summary>
    public IReadOnlyList<string> In(Language language) => language == Language.Japanese ? this.Ja : this.En;
}
