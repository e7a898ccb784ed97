using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Notifications;
using ServiceBot.Storage;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>A turn while it is being decided: what was said so far, and the conversation as it becomes.</summary>
internal sealed class Draft(Conversation state, Occasion occasion, TurnContext context)
{
    private readonly List<string> paragraphs = [];
    private readonly List<Change> changes = [];
    private IReadOnlyList<Choice> choices = [];
    private bool isRepeated;

    public Conversation State { get; set; } = state with { Turn = state.Turn + 1 };

    public TurnContext Context { get; } = context;

    public Handbook Handbook => this.Context.Handbook;

    public Instant Now => this.Context.Now;

    public LocalDate Today => this.Now.InZone(this.Handbook.TimeZone).Date;

    public Language Language => this.State.Language;

    /// <summary>What the reply's trace says; rules add to it as they go.</summary>
    public Trace Trace { get; set; } = new();

    /// <summary>What was asked before the present occasion.</summary>
    public Question? Asked { get; } = state.Open;

    /// <summary>How the present utterance was understood; null where nobody spoke.</summary>
    public Recognition? Heard { get; set; }

    /// <summary>The secrets within the present utterance, to be masked before it is kept.</summary>
    public IReadOnlyList<string> Hidden { get; set; } = [];

    public Utterance? Utterance => (occasion as Occasion.CustomerSpoke)?.Utterance;

    public PlaybookRun? Run => this.State.Runs.Count > 0 ? this.State.Runs[^1] : null;

    public bool HasSpoken => paragraphs.Count > 0;

    public void Add(Change change) => changes.Add(change);

    /// <summary>Replaces the run that is spoken about, or ends it where null.</summary>
    public void SetRun(PlaybookRun? run) =>
        this.State = this.State with { Runs = run is null ? [.. this.State.Runs.SkipLast(1)] : [.. this.State.Runs.SkipLast(1), run] };

    /// <summary>Says a fixed wording, another variant than last time.</summary>
    public void Say(string key, params IReadOnlyList<(string Name, string Value)> values) =>
        this.SayOneOf(key, this.Handbook.Wording.Of(key, this.Language), values.ToDictionary(value => value.Name, value => value.Value));

    /// <summary>Says one of several variants, another than last time.</summary>
    public void SayOneOf(string key, IReadOnlyList<string> variants, IReadOnlyDictionary<string, string> values)
    {
        // The first time, conversations differ from each other; then the variants take turns.
        var last = this.State.Variants.TryGetValue(key, out var used) ? used : (int)(Fingerprint(this.State.Id.Value) % (uint)variants.Count) - 1;
        var next = (last + 1) % variants.Count;
        if (variants.Count > 1)
        {
            this.State = this.State with { Variants = new Dictionary<string, int>(this.State.Variants) { [key] = next } };
        }

        this.SayText(Template.Fill(variants[next], this.WithNames(values)));
    }

    public void SayText(string text) => paragraphs.Add(text);

    /// <summary>Puts buttons below the reply.</summary>
    public void Offer(params IEnumerable<string> titles) => choices = [.. titles.Select(title => new Choice(title, title))];

    /// <summary>Opens a question; the reply is about it.</summary>
    public void Ask(Question question)
    {
        this.State = this.State with { Open = question };
        this.Trace = this.Trace with { Step = StepName(question) };
    }

    public void CloseQuestion() => this.State = this.State with { Open = null };

    /// <summary>Says the last reply once more, as it was.</summary>
    public void Repeat()
    {
        foreach (var reply in this.State.LastReplies)
        {
            this.SayText(reply.Text);
            choices = reply.Choices;
            this.Trace = this.Trace with { Step = reply.Trace.Step, Playbook = reply.Trace.Playbook, Articles = reply.Trace.Articles };
        }

        isRepeated = true;
    }

    public TurnResult Finish()
    {
        var entries = new List<TranscriptEntry>(2);
        if (this.Utterance is { } utterance)
        {
            entries.Add(this.EntryOf(this.Masked(utterance)));
        }

        if (paragraphs.Count > 0)
        {
            entries.Add(this.ReplyEntry());
        }

        if (entries.Count == 0 && changes.Count == 0)
        {
            return new TurnResult(this.State, [], []);
        }

        this.State = this.State with { Version = this.State.Version + 1, WakeAt = Silence.WakeAt(this.State, this.Now) };
        return new TurnResult(this.State, entries, [new ConversationKept(this.State), .. entries.Select(entry => new Spoken(entry)), .. changes]);
    }

    private TranscriptEntry ReplyEntry()
    {
        var reply = new Reply(string.Join("\n\n", paragraphs), this.Language, choices, this.FullTrace());
        var id = this.Context.NewId();
        var entry = new TranscriptEntry(this.State.Id, this.NextSequence(), id, Speaker.Bot, reply.Text, this.Now, null, reply, this.Utterance?.Id);
        if (!isRepeated)
        {
            this.State = this.State with { LastReplies = [reply] };
        }

        if (this.State.Address.IsPushed)
        {
            changes.Add(new ReplyQueued(new OutboxEntry(id, this.State.Id, entry.Sequence, this.State.Address, reply, this.Utterance?.Id, 0, this.Now)));
        }

        return entry;
    }

    private TranscriptEntry EntryOf(Utterance utterance) =>
        new(this.State.Id, this.NextSequence(), utterance.Id, Speaker.Customer, utterance.Text, this.Now, utterance, null, null);

    private Utterance Masked(Utterance utterance) => this.Hidden.Count == 0
        ? utterance
        : utterance with
        {
            Text = Secrets.Hide(utterance.Text, this.Hidden),
            Wire = utterance.Wire is { } wire ? Secrets.Hide(Secrets.Hide(wire, this.Hidden), this.Hidden.Select(JsonEscaped)) : null,
        };

    // The wire is JSON, in which these two are never written as they are.
    private static string JsonEscaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private Trace FullTrace() => this.Trace with
    {
        Turn = this.State.Turn,
        Intent = this.Trace.Intent ?? this.Heard?.Intent.Name,
        Category = this.Trace.Category ?? this.Heard?.Category?.Name,
        Confidence = this.Heard is { } heard ? Math.Round(heard.Intent.Confidence, 3) : null,
        Playbook = this.Trace.Playbook ?? this.Run?.Playbook,
        Handoff = this.Trace.Handoff ?? "none",
    };

    private long NextSequence()
    {
        this.State = this.State with { Sequence = this.State.Sequence + 1 };
        return this.State.Sequence;
    }

    private Dictionary<string, string> WithNames(IReadOnlyDictionary<string, string> values)
    {
        var all = new Dictionary<string, string>(values);
        all.TryAdd("customer", this.State.Customer.Name ?? string.Empty);
        all.TryAdd("ticket", this.State.Ticket ?? string.Empty);
        return all;
    }

    private static string StepName(Question question) => question switch
    {
        Question.ForSlot slot => $"collect:{slot.Slot}",
        Question.ToConfirm confirm => confirm.Step,
        Question.WhetherSolved => "ask_solved",
        Question.WhichMeaning => "which_meaning",
        Question.ToRephrase => "rephrase",
        Question.WhetherHuman => "offer_human",
        Question.WhichTicket => "which_ticket",
        Question.WhatToAdd => "what_to_add",
        Question.WhetherToWithdraw => "withdraw",
        Question.WhetherToGoOn => "go_on",
        Question.WhatAbout => "what_about",
        Question.WhatToChange => "what_to_change",
        Question.WhichArticle => "which_article",
        _ => throw new InvalidOperationException($"Unknown question {question}."),
    };

    // FNV-1a: the same conversation begins with the same variants, on every machine.
    private static uint Fingerprint(string text) => text.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u);
}
