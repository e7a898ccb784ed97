namespace ServiceBot.Messages;

/// <summary>A text in each language of the desk.</summary>
/// <param name="Ja">Japanese.</param>
/// <param name="En">English.</param>
public sealed record LocalText(string Ja, string En)
{
    /// <summary>The text in a language.</summary>
    public string In(Language language) => language == Language.Japanese ? this.Ja : this.En;
}
