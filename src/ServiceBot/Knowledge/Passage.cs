namespace ServiceBot.Knowledge;

/// <summary>A text that can be found: an article, or any other text with a title.</summary>
/// <param name="Id">Names it; one index holds an id once.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text, without markup.</param>
public sealed record Passage(string Id, string Title, string Body)
{
    /// <summary>How customers ask for it, one question each.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>Key words.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The first sentences, which answer the question; not repeated in <see cref="Body"/>.</summary>
    public string Answer { get; init; } = "";
}

/// <summary>A passage that matches a query.</summary>
/// <param name="Passage">What was found.</param>
/// <param name="Score">For comparing hits of one query; higher is better.</param>
/// <param name="Share">How much of what was asked is found in it, 0..1, comparable between queries.</param>
/// <param name="SentenceShare">How much of what was asked is found in <paramref name="Sentence"/> alone, 0..1.</param>
/// <param name="Sentence">The sentence, question or title that matches best.</param>
public sealed record Hit(Passage Passage, double Score, double Share, double SentenceShare, string Sentence);
