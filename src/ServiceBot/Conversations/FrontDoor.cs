using System.Collections.Concurrent;
using NodaTime;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Notifications;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Conversations;

/// <summary>The one way in: loads, lets the turn decide, commits, and only then tells.</summary>
/// <param name="store">Where everything is committed.</param>
/// <param name="records">What is read.</param>
/// <param name="handbook">The desk's content as it is in service at the moment of asking.</param>
/// <param name="clock">The engine's clock.</param>
/// <param name="ranks">Ranks articles beside their words; null for words alone.</param>
public sealed class FrontDoor(IStore store, Records records, Func<Handbook> handbook, IClock clock, IArticleRanks? ranks = null)
{
    private const int MostTries = 5;
    private const int MostCached = 20_000;
    private const int MostTickets = 10;
    private const int LongestTranscript = 200;

    // One turn at a time for each conversation, so that its order is the order of arrival. Striped: a conversation shares its gate
    // with few others, and the number of gates stays bounded.
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1, 1))];

    // What was committed last. Only a hint: the store refuses a decision on a stale version, and then it is read anew.
    private readonly ConcurrentDictionary<ConversationId, Conversation> cache = new();

    private readonly TicketSerials serials = new(records.Tickets);

    /// <summary>Raised after each commit with what was said in it, in order within a conversation; handlers must return at once.</summary>
    public event Action<IReadOnlyList<TranscriptEntry>>? Spoke;

    /// <summary>Raised after each commit that left something for the background to do: news, an action, an outbox entry.</summary>
    public event Action? WorkQueued;

    /// <summary>Raised when a turn failed by a fault of our own and an apology was given instead.</summary>
    public event Action<ConversationId, Exception>? Failed;

    /// <summary>Takes what a channel brings. When it returns, everything is durable.</summary>
    public async ValueTask<Receipt> ReceiveAsync(Visit visit, Occasion occasion, CancellationToken cancellation) =>
        (await this.TakeAsync(visit.Conversation, visit, occasion, cancellation).ConfigureAwait(false))!;

    /// <summary>Takes what concerns a conversation that is stored already; null where it is unknown.</summary>
    public ValueTask<Receipt?> ReceiveAsync(ConversationId conversation, Occasion occasion, CancellationToken cancellation) =>
        this.TakeAsync(conversation, null, occasion, cancellation);

    /// <summary>Changes a ticket on behalf of somebody outside of a conversation; its customer hears of it.</summary>
    /// <param name="number">The ticket.</param>
    /// <param name="version">The version that was seen; null where any will do.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The decision; null where there is no such ticket or it is newer than the version seen.</returns>
    public async ValueTask<TicketDecision?> ChangeTicketAsync(TicketNumber number, long? version, Func<Ticket, Instant, TicketDecision> decide, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var ticket = await records.Tickets.FindAsync(number, cancellation).ConfigureAwait(false);
            if (ticket is null || version is not null && version != ticket.Version)
            {
                return null;
            }

            var decision = decide(ticket, clock.GetCurrentInstant());
            if (decision is not TicketDecision.Changed changed)
            {
                return decision;
            }

            var change = new TicketChanged(changed.Ticket, changed.Events);
            if (await store.CommitAsync([change, .. TicketNews.Of(changed.Ticket, changed.Events).Select(news => new NewsQueued(news)), .. Noticing.OfWork(ticket, changed, NewId)], CancellationToken.None).ConfigureAwait(false) is null)
            {
                this.WorkQueued?.Invoke();
                return decision;
            }
        }

        throw new TimeoutException($"{number} changed again and again while it was to be changed.");
    }

    /// <summary>Opens a ticket on behalf of somebody outside of a conversation.</summary>
    /// <param name="open">Makes the ticket of its number and the clock.</param>
    /// <param name="type">Its type.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async ValueTask<Ticket> OpenTicketAsync(Func<TicketNumber, Instant, Ticket> open, TicketType type, string by, CancellationToken cancellation)
    {
        while (true)
        {
            await serials.ReadyAsync(cancellation).ConfigureAwait(false);
            var now = clock.GetCurrentInstant();
            var ticket = open(serials.Next(type), now);
            switch (await store.CommitAsync([new TicketOpened(ticket, new Opened(now, by, ticket.Context.EscalationReason))], CancellationToken.None).ConfigureAwait(false))
            {
                case null:
                    return ticket;
                case Conflict.NumberInUse:
                    await serials.RefreshAsync(cancellation).ConfigureAwait(false);
                    break;
                default:
                    throw new InvalidOperationException($"The store refused the new ticket {ticket.Number}.");
            }
        }
    }

    private async ValueTask<Receipt?> TakeAsync(ConversationId id, Visit? visit, Occasion occasion, CancellationToken cancellation)
    {
        await serials.ReadyAsync(cancellation).ConfigureAwait(false);
        var gate = gates[(uint)id.GetHashCode() % (uint)gates.Length];
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                var (receipt, isDecided) = await this.TryAsync(id, visit, occasion, cancellation).ConfigureAwait(false);
                if (isDecided)
                {
                    return receipt;
                }
            }
        }
        finally
        {
            gate.Release();
        }

        throw new TimeoutException("The conversation changed again and again while a turn was decided.");
    }

    private async ValueTask<(Receipt? Receipt, bool IsDecided)> TryAsync(ConversationId id, Visit? visit, Occasion occasion, CancellationToken cancellation)
    {
        if (!cache.TryGetValue(id, out var conversation))
        {
            conversation = await records.Conversations.FindAsync(id, cancellation).ConfigureAwait(false);
        }

        var now = clock.GetCurrentInstant();
        if (visit is not null)
        {
            conversation = conversation is null ? visit.Begin(now) : visit.Refresh(conversation);
        }

        if (conversation is null)
        {
            return (null, true);
        }

        var context = await this.ContextAsync(conversation, occasion, now, cancellation).ConfigureAwait(false);
        var result = this.Decide(conversation, occasion, context);
        if (result.Changes.Count == 0)
        {
            return (new Receipt((occasion as Occasion.CustomerSpoke)?.Utterance.Id, IsDuplicate: false, []), true);
        }

        // From here on it is not given up half-way: whoever waits may go, the commit is made.
        var changes = await this.CompleteAsync(result.Changes, cancellation).ConfigureAwait(false);
        switch (await store.CommitAsync(changes, CancellationToken.None).ConfigureAwait(false))
        {
            case null:
                this.Keep(result.State);
                this.Tell(result, changes);
                return (new Receipt((occasion as Occasion.CustomerSpoke)?.Utterance.Id, IsDuplicate: false, result.Entries), true);
            case Conflict.AlreadyTaken when occasion is Occasion.CustomerSpoke { Utterance: var utterance }:
                var first = await records.Conversations.FindUtteranceAsync(id, utterance.DeduplicationKey, cancellation).ConfigureAwait(false);
                return (new Receipt(first?.Id ?? utterance.Id, IsDuplicate: true, []), true);
            case Conflict.NumberInUse:
                await serials.RefreshAsync(cancellation).ConfigureAwait(false);
                return (null, false);
            default:
                cache.TryRemove(id, out _);
                return (null, false);
        }
    }

    // A fault of our own must not cost the customer the message: it is kept, with an apology and a ticket.
    private TurnResult Decide(Conversation conversation, Occasion occasion, TurnContext context)
    {
        try
        {
            return Turn.Decide(conversation, occasion, context);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            this.Failed?.Invoke(conversation.Id, fault);
            return Turn.Apologise(conversation, occasion, context);
        }
    }

    private async ValueTask<TurnContext> ContextAsync(Conversation conversation, Occasion occasion, Instant now, CancellationToken cancellation)
    {
        var tickets = occasion is not Occasion.SilenceLasted
            ? (await records.Tickets.ListAsync(new TicketFilter { Customer = conversation.Customer.Id, Top = MostTickets }, cancellation).ConfigureAwait(false)).Items
            : [];
        if (occasion is Occasion.CustomerSpoke { Utterance.Text: var text } && TicketTalk.NumberIn(text) is { } named && tickets.All(ticket => ticket.Number.Serial != named.Serial)
            && await records.Tickets.FindAsync(named, cancellation).ConfigureAwait(false) is { } other)
        {
            // An approver's ticket is somebody else's; the rules look at it only then.
            tickets = [.. tickets, other];
        }

        var news = occasion is Occasion.NewsCame ? await records.Outbox.UntoldNewsOfAsync(conversation.Id, cancellation).ConfigureAwait(false) : [];
        var context = new TurnContext(handbook(), now, tickets, news, serials.Next, NewId);
        return ranks is null ? context : await this.RankedAsync(conversation, occasion, context, cancellation).ConfigureAwait(false);
    }

    // A fault of ours met here is met again when the turn is decided, and dealt with there.
    private async ValueTask<TurnContext> RankedAsync(Conversation conversation, Occasion occasion, TurnContext context, CancellationToken cancellation)
    {
        try
        {
            return RankedQuestion.Of(conversation, occasion, context) is { } question
                ? context with { Ranks = await ranks!.RankAsync(question, cancellation).ConfigureAwait(false) }
                : context;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            return context;
        }
    }

    // Completes new tickets with what is read only for them: the words said, similar tickets, and the approver's conversation.
    private async ValueTask<IReadOnlyList<Change>> CompleteAsync(IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        if (!changes.Any(change => change is TicketOpened or TicketChanged))
        {
            return changes;
        }

        var completed = new List<Change>(changes.Count + 1);
        foreach (var change in changes)
        {
            switch (change)
            {
                case TicketOpened opened:
                    var (ticket, news) = await this.PackageAsync(opened.Ticket, changes, cancellation).ConfigureAwait(false);
                    completed.Add(opened with { Ticket = ticket });
                    completed.AddRange(news);
                    break;
                case TicketChanged changed:
                    completed.Add(changed);
                    completed.AddRange(TicketNews.Of(changed.Ticket, changed.Events).Select(made => new NewsQueued(made)));
                    break;
                default:
                    completed.Add(change);
                    break;
            }
        }

        return completed;
    }

    private async ValueTask<(Ticket Ticket, IReadOnlyList<Change> News)> PackageAsync(Ticket ticket, IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        var state = changes.OfType<ConversationKept>().First().Conversation;
        var said = await records.Conversations.TranscriptAsync(state.Id, Math.Max(state.MatterSince, state.Sequence - LongestTranscript), LongestTranscript, cancellation).ConfigureAwait(false);
        var similar = ticket.Playbook is null
            ? []
            : (await records.Tickets.ListAsync(new TicketFilter { Playbook = ticket.Playbook, OpenOnly = true, Top = 5 }, cancellation).ConfigureAwait(false)).Items;
        var lines = said.Concat(changes.OfType<Spoken>().Select(spoken => spoken.Entry)).Select(entry => new SpokenLine(entry.From.ToString().ToLowerInvariant(), entry.Text, entry.At));
        ticket = ticket with { Context = ticket.Context with { Transcript = [.. lines], SimilarOpen = [.. similar.Select(other => other.Number.ToString())] } };
        return ticket.Approver is { } approver && await records.Conversations.LatestOfAsync(approver, cancellation).ConfigureAwait(false) is { } conversation
            ? (ticket, [new NewsQueued(TicketNews.ApprovalWanted(ticket, conversation))])
            : (ticket, []);
    }

    private void Keep(Conversation conversation)
    {
        if (cache.Count >= MostCached)
        {
            cache.Clear();
        }

        cache[conversation.Id] = conversation;
    }

    private void Tell(TurnResult result, IReadOnlyList<Change> changes)
    {
        if (result.Entries.Count > 0)
        {
            this.Spoke?.Invoke(result.Entries);
        }

        if (changes.Any(change => change is NewsQueued or Dialogs.ActionQueued or ReplyQueued))
        {
            this.WorkQueued?.Invoke();
        }
    }

    private static string NewId() => Guid.CreateVersion7().ToString("N");
}
