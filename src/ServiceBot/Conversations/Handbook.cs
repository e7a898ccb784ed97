using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>The desk's content as it is in service now. Immutable: a changed file makes a new handbook.</summary>
public sealed record Handbook
{
    /// <summary>Playbooks by id.</summary>
    public required IReadOnlyDictionary<string, Playbook> Playbooks { get; init; }

    /// <summary>What is said in every conversation.</summary>
    public required Wording Wording { get; init; }

    /// <summary>Impact × urgency → priority.</summary>
    public required Prioritisation Prioritisation { get; init; }

    /// <summary>Groups and categories.</summary>
    public required Routing Routing { get; init; }

    /// <summary>Names of the actions that can be called.</summary>
    public required IReadOnlySet<string> Actions { get; init; }

    /// <summary>Understands an utterance; the language is the conversation's, for what shows none itself.</summary>
    public required Func<string, Language, Recognition> Recognize { get; init; }

    /// <summary>Cuts an utterance into the matters it may hold, in order.</summary>
    public required Func<string, IReadOnlyList<string>> Split { get; init; }

    /// <summary>Finds articles that answer a question, best first; empty where none is good enough.</summary>
    public required Func<string, Language, IReadOnlyList<ArticleText>> FindArticles { get; init; }

    /// <summary>An article by id in a language, or in the other one where it has no translation; null where there is none.</summary>
    public required Func<string, Language, ArticleText?> Article { get; init; }

    /// <summary>The time zone in which the desk names days and times.</summary>
    public DateTimeZone TimeZone { get; init; } = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];

    /// <summary>The playbook of an intent, or null.</summary>
    public Playbook? PlaybookOf(string intent) => this.Playbooks.GetValueOrDefault(intent);
}

/// <summary>An article as it is shown.</summary>
/// <param name="Id">The article's id, equal in both languages.</param>
/// <param name="Title">Its title.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Answer">The passage that answers.</param>
/// <param name="Steps">What to do, step by step; empty where there are none.</param>
public sealed record ArticleText(string Id, string Title, Language Language, string Answer, IReadOnlyList<string> Steps);
