using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Storage;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>All that the bot remembers between two turns with one customer.</summary>
public sealed record Conversation
{
    /// <summary>Its id.</summary>
    public required ConversationId Id { get; init; }

    /// <summary>Where it can be reached.</summary>
    public required Address Address { get; init; }

    /// <summary>Who the customer is.</summary>
    public required Person Customer { get; init; }

    /// <summary>The language spoken last.</summary>
    public required Language Language { get; init; }

    /// <summary>When it began.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>When the customer last said something.</summary>
    public required Instant LastHeardAt { get; init; }

    /// <summary>Counts the commits; 0 for a conversation that is not stored yet.</summary>
    public long Version { get; init; }

    /// <summary>Position of the last transcript entry; the watermark of clients.</summary>
    public long Sequence { get; init; }

    /// <summary>Counts the turns.</summary>
    public long Turn { get; init; }

    /// <summary>Playbooks that were begun and are not over; the last is the one spoken about.</summary>
    public IReadOnlyList<PlaybookRun> Runs { get; init; } = [];

    /// <summary>What was asked and not answered yet.</summary>
    public Question? Open { get; init; }

    /// <summary>What the customer said besides, to be taken up when the present matter is over.</summary>
    public IReadOnlyList<string> Later { get; init; } = [];

    /// <summary>The variant used last of each wording, so that no sentence comes twice in a row.</summary>
    public IReadOnlyDictionary<string, int> Variants { get; init; } = new Dictionary<string, int>();

    /// <summary>The replies of the last turn, for "say that again".</summary>
    public IReadOnlyList<Reply> LastReplies { get; init; } = [];

    /// <summary>Articles shown in the present matter.</summary>
    public IReadOnlyList<ArticleShown> Articles { get; init; } = [];

    /// <summary>Files sent in the present matter.</summary>
    public IReadOnlyList<Attachment> Files { get; init; } = [];

    /// <summary>How often in a row nothing was understood.</summary>
    public int Misunderstood { get; init; }

    /// <summary>How often in a row something was declined as none of the desk's business.</summary>
    public int OutOfScope { get; init; }

    /// <summary>The ticket spoken about last.</summary>
    public string? Ticket { get; init; }

    /// <summary>How the customer seemed to feel last.</summary>
    public Mood Mood { get; init; }

    /// <summary>Position in the transcript at which the present matter began.</summary>
    public long MatterSince { get; init; }

    /// <summary>When the bot speaks up if the customer stays silent; null for never.</summary>
    public Instant? WakeAt { get; init; }

    /// <summary>True while the bot has asked something or a playbook runs that waits for the customer.</summary>
    public bool IsInTheMiddle => this.Open is not null;
}

/// <summary>A conversation's next state; refused as stale unless the stored version is one less (none for version 1).</summary>
public sealed record ConversationKept(Conversation Conversation) : Change;
