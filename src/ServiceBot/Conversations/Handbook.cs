using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Knowledge;
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

    /// <summary>Understands utterances.</summary>
    public required Recognizer Recognizer { get; init; }

    /// <summary>The articles.</summary>
    public required ArticleLibrary Library { get; init; }

    /// <summary>How often articles helped.</summary>
    public Helpfulness Helpfulness { get; init; } = Helpfulness.Unknown;

    /// <summary>The time zone in which the desk names days and times.</summary>
    public DateTimeZone TimeZone { get; init; } = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];

    /// <summary>The playbook of an intent, or null.</summary>
    public Playbook? PlaybookOf(string intent) => this.Playbooks.GetValueOrDefault(intent);
}
