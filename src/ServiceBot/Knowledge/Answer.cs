using ServiceBot.Messages;

namespace ServiceBot.Knowledge;

/// <summary>What a customer wants to know.</summary>
/// <param name="Text">In the customer's words.</param>
/// <param name="Language">The language to answer in.</param>
public sealed record Inquiry(string Text, Language Language)
{
    /// <summary>The groups whose articles the customer may read besides those for everyone.</summary>
    public IReadOnlyCollection<Audience> Audiences { get; init; } = [];

    /// <summary>Ids of articles that were shown already and did not help; they are not found again.</summary>
    public IReadOnlyCollection<string> Shown { get; init; } = [];

    /// <summary>How an embedding model ranks the articles for these words; null for words alone.</summary>
    public ArticleRanks? Ranks { get; init; }
}

/// <summary>What the articles say to an inquiry.</summary>
/// <param name="Certainty">How far it can be relied on.</param>
/// <param name="Articles">
/// Best first. Sure: the article to answer with, then the next best. Unsure between several: exactly those to be
/// offered by title. None: the nearest articles, for an agent and not for the customer.
/// </param>
public sealed record Answer(AnswerCertainty Certainty, IReadOnlyList<FoundArticle> Articles)
{
    /// <summary>The article to answer with, or null where there is none or the customer has to choose.</summary>
    public FoundArticle? Best => this.Certainty == AnswerCertainty.Sure ? this.Articles[0] : null;
}

/// <summary>How far an answer can be relied on.</summary>
public enum AnswerCertainty
{
    /// <summary>No article is about this: say so.</summary>
    None,

    /// <summary>Two or three articles are about as likely: offer their titles.</summary>
    Several,

    /// <summary>Answer with the first article.</summary>
    Sure,
}

/// <summary>An article that may answer an inquiry.</summary>
/// <param name="Article">The article.</param>
/// <param name="Score">For comparing the articles of one answer; higher is better.</param>
/// <param name="Confidence">The chance that it answers, by its words, 0..1; 0 where only an embedding model found it.</param>
/// <param name="Passage">The part that answers best: the article's answer, or a section with its heading; Markdown.</param>
/// <param name="IsInOtherLanguage">True where the article is not in the language that was asked for.</param>
public sealed record FoundArticle(Article Article, double Score, double Confidence, string Passage, bool IsInOtherLanguage);
