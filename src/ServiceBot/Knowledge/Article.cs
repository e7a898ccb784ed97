using NodaTime;
using ServiceBot.Messages;

namespace ServiceBot.Knowledge;

/// <summary>An answer that somebody owns and reviews.</summary>
/// <param name="Id">The same in all languages of one article, such as <c>vpn-cannot-connect</c>.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Answer">The answer in one to three sentences, as Markdown.</param>
/// <param name="Sections">The sections below the answer, in order.</param>
public sealed record Article(string Id, Language Language, string Title, string Answer, IReadOnlyList<ArticleSection> Sections)
{
    /// <summary>How customers ask for it.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>What customers said who needed it, beside <see cref="Questions"/>: learned from and searched, but shown to nobody.</summary>
    public IReadOnlyList<string> Sayings { get; init; } = [];

    /// <summary>Key words.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>One of the desk's categories.</summary>
    public required string Category { get; init; }

    /// <summary>Who may read it.</summary>
    public Audience Audience { get; init; } = Audience.Everyone;

    /// <summary>The group that keeps it right.</summary>
    public required string Owner { get; init; }

    /// <summary>The day by which it has to be looked at again.</summary>
    public required LocalDate Review { get; init; }

    /// <summary>Everything below the front matter, as Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>What to do, as Markdown; empty where the article has no steps. A heading that says for whom or when they are goes with them.</summary>
    public string Steps => string.Join("\n\n", this.Sections.Where(section => section.IsSteps).Select(section => section.Title is "手順" or "Steps" ? section.Text : section.Titled));

    /// <summary>True where the review is overdue on a day.</summary>
    public bool IsOverdue(LocalDate today) => this.Review < today;

    /// <summary>The article as it is searched.</summary>
    internal Passage ToPassage() => new(this.Id, this.Title, PlainText.Of(string.Join('\n', this.Sections.Select(section => $"{section.Title}\n{section.Text}"))))
    {
        Questions = [.. this.Questions, .. this.Sayings],
        Tags = this.Tags,
        Answer = PlainText.Of(this.Answer),
    };
}

/// <summary>A section of an article.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">Its text, as Markdown.</param>
/// <param name="IsSteps">True where its heading names it as steps and it has a numbered list.</param>
public sealed record ArticleSection(string Title, string Text, bool IsSteps)
{
    /// <summary>Its text below its heading, as a message shows it.</summary>
    public string Titled => $"**{this.Title}**\n\n{this.Text}";
}

/// <summary>Who may read an article: everyone, or the members of a group.</summary>
/// <param name="Name">Its name in the article's front matter.</param>
public readonly record struct Audience(string Name)
{
    /// <summary>All customers.</summary>
    public static Audience Everyone { get; } = new("everyone");

    /// <summary>Only those who work at the desk.</summary>
    public static Audience Agents { get; } = new("agents");

    /// <inheritdoc/>
    public override string ToString() => this.Name;
}
