using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Host.Storage.Sqlite;
using ServiceBot.Messages;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Cli.Stories;

/// <summary>Plays one story through the real front door and store, with a clock of its own.</summary>
internal sealed class StoryPlay
{
    private readonly Story story;
    private readonly FrontDoor door;
    private readonly Records records;
    private readonly StoryActions actions;
    private readonly StoryClock clock;
    private readonly Visit visit;
    private int said;

    public StoryPlay(Story story, IStore store, SqliteQueries queries, Handbook handbook, string name)
    {
        this.story = story;
        this.records = new Records(queries, queries, queries);
        this.actions = new StoryActions(queries);
        this.clock = new StoryClock();
        this.door = new FrontDoor(store, this.records, () => handbook, this.clock);
        this.door.Failed += (_, fault) => this.Fault = fault;

        // Stories share a store but nothing else: each has a customer and a conversation of its own.
        // Its name decides with which variants the bot begins, so that a story goes alike alone and in company.
        var id = new ConversationId($"story-{name}");
        var customer = story.Customer with { Id = new PersonId($"dl_{name}") };
        this.visit = new Visit(id, new Address("directline", id.Value, customer.Id.Value, "bot"), customer, story.Language);
    }

    /// <summary>A fault of our own that a turn met.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>What was said, for people to read when a story breaks.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Playbook steps that were reached, for the coverage.</summary>
    public HashSet<string> Reached { get; } = [];

    /// <summary>Plays all steps.</summary>
    /// <returns>What broke, with the line of the step; null where the story went as written.</returns>
    public async Task<string?> RunAsync()
    {
        foreach (var step in this.story.Steps)
        {
            IReadOnlyList<Reply> replies;
            try
            {
                replies = await this.DoAsync(step.Does);
            }
            catch (StoryStuckException stuck)
            {
                return $"{this.story.File}:{step.Line}: {stuck.Message}";
            }

            foreach (var reply in replies)
            {
                this.Lines.Add($"    bot: {reply.Text.ReplaceLineEndings(" / ")}{(reply.Choices.Count > 0 ? $"  [{string.Join(" | ", reply.Choices.Select(choice => choice.Title))}]" : string.Empty)}");
                this.Reached.Add($"{reply.Trace.Playbook}:{reply.Trace.Step}");
            }

            var broken = this.Fault is { } fault ? $"the turn failed: {fault}"
                : (step.Bot is { } expected ? StoryExpectation.OfReply(expected, replies) : null)
                ?? (step.Ticket is { } ticket ? StoryExpectation.OfTicket(ticket, await this.TicketsAsync()) : null);
            if (broken is not null)
            {
                return $"{this.story.File}:{step.Line}: {broken}";
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<Reply>> DoAsync(StoryMove move)
    {
        this.clock.Now += Duration.FromSeconds(5);
        switch (move)
        {
            case StoryMove.Opens:
                return Replies(await this.door.ReceiveAsync(this.visit, new Occasion.CustomerArrived(), default));
            case StoryMove.Says says:
                this.Lines.Add($"    customer: {says.Text}");
                return await this.SayAsync(says.Text, []);
            case StoryMove.Sends sends:
                this.Lines.Add($"    customer: {sends.Text} ({sends.FileName})");
                return await this.SayAsync(sends.Text, [new Attachment($"file{this.said}", sends.FileName, "image/png", 1000)]);
            case StoryMove.Waits waits:
                this.clock.Now += Duration.FromMinutes(waits.Minutes);
                return await this.DueAsync();
            case StoryMove.DeskDoes desk:
                await this.WorkAsync(desk);
                return await this.DueAsync();
            case StoryMove.ActionEnds action:
                return await this.EndActionAsync(action);
            default:
                throw new InvalidOperationException($"Unknown move {move}.");
        }
    }

    private async Task<IReadOnlyList<Reply>> SayAsync(string text, IReadOnlyList<Attachment> files)
    {
        var id = $"said{++this.said}";
        var utterance = new Utterance(id, id, text, null, new Dictionary<string, string>(), files, null);
        return Replies(await this.door.ReceiveAsync(this.visit, new Occasion.CustomerSpoke(utterance), default));
    }

    // What the background would do at this moment: reminders, then news.
    private async Task<IReadOnlyList<Reply>> DueAsync()
    {
        var replies = new List<Reply>();
        foreach (var conversation in await this.records.Conversations.DueToWakeAsync(this.clock.Now, 1000, default))
        {
            if (conversation == this.visit.Conversation)
            {
                replies.AddRange(Replies(await this.door.ReceiveAsync(conversation, new Occasion.SilenceLasted(), default)));
            }
        }

        while (Replies(await this.door.ReceiveAsync(this.visit.Conversation, new Occasion.NewsCame(), default)) is { Count: > 0 } told)
        {
            replies.AddRange(told);
        }

        return replies;
    }

    private async Task WorkAsync(StoryMove.DeskDoes desk)
    {
        var number = (await this.TicketsAsync()).FirstOrDefault()?.Number ?? throw new StoryStuckException("the desk works on a ticket, but none was opened");
        await this.door.ChangeTicketAsync(
            number,
            null,
            (ticket, now) =>
            {
                TicketDecision decision = new TicketDecision.Changed(ticket, []);
                if (desk.Comment is { } comment)
                {
                    decision = TicketWork.Comment(ticket, new Commented(now, "agent:suzuki", comment, Visibility.Public, []));
                }

                if (desk.Approves is { } approves)
                {
                    decision = TicketWork.Decide(ticket, approves, desk.Text, "agent:manager", now);
                }

                return desk.Status is { } status
                    ? desk.Comment is null
                        ? TicketWork.Transition(ticket, TicketLifecycle.Names[status], desk.Text, "agent:suzuki", now)
                        : decision.Then(commented => TicketWork.Transition(commented, TicketLifecycle.Names[status], desk.Text, "agent:suzuki", now))
                    : decision;
            },
            default);
    }

    private async Task<IReadOnlyList<Reply>> EndActionAsync(StoryMove.ActionEnds action)
    {
        var job = await this.actions.WaitingAsync(this.visit.Conversation, this.clock.Now);
        ActionOutcome outcome = action.Succeeds ? new ActionOutcome.Succeeded(action.Outputs) : new ActionOutcome.Failed("timeout", MayRetry: false);
        return Replies(await this.door.ReceiveAsync(this.visit.Conversation, new Occasion.ActionCameBack(job, outcome), default));
    }

    private async Task<IReadOnlyList<Ticket>> TicketsAsync() =>
        (await this.records.Tickets.ListAsync(new TicketFilter { Customer = this.visit.Customer.Id }, default)).Items;

    private static List<Reply> Replies(Receipt? receipt) => [.. receipt?.Entries.Select(entry => entry.Reply).OfType<Reply>() ?? []];
}

/// <summary>The story goes on with something that can't happen now.</summary>
internal sealed class StoryStuckException(string message) : Exception(message);

/// <summary>A clock that moves only when the story says so.</summary>
internal sealed class StoryClock : IClock
{
    // A Monday morning in Tokyo.
    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 16, 0, 30);

    public Instant GetCurrentInstant() => this.Now;
}

/// <summary>Finds the action that a conversation waits for.</summary>
internal sealed class StoryActions(IActionQueries queries)
{
    public async Task<ActionJob> WaitingAsync(ConversationId conversation, Instant now) =>
        (await queries.DueActionsAsync(now, 10_000, default)).FirstOrDefault(job => job.Conversation == conversation)
        ?? throw new StoryStuckException("the story lets an action come back, but none was called");
}
