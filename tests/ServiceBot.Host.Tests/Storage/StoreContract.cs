using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Notifications;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Tests.Storage;

/// <summary>What every store promises; each store's tests inherit it.</summary>
public abstract partial class StoreContract
{
    protected abstract IStore Store { get; }

    protected abstract IConversationQueries Conversations { get; }

    protected abstract ITicketQueries Tickets { get; }

    protected abstract IOutboxQueries Outbox { get; }

    protected abstract IActionQueries Actions { get; }

    protected abstract IKnowledgeQueries Knowledge { get; }

    protected async Task<Conflict?> Commit(params Change[] changes) => await this.Store.CommitAsync(changes, default);

    protected async Task Committed(params Change[] changes) => Assert.Null(await this.Commit(changes));

    [Fact]
    public async Task What_was_committed_is_there_when_the_commit_returns()
    {
        await this.Committed(new Spoken(Some.Said(1, "k1")), new Spoken(Some.Answered(2)), new ConversationKept(Some.Conversation()));

        Same(Some.Conversation(), await this.Conversations.FindAsync(Some.Chat, default));
        Same([Some.Said(1, "k1"), Some.Answered(2)], await this.Conversations.TranscriptAsync(Some.Chat, 0, 10, default));
    }

    [Fact]
    public async Task A_commit_of_nothing_succeeds() => await this.Committed();

    [Fact]
    public async Task A_refused_commit_leaves_nothing_behind()
    {
        await this.Committed(Some.Opened(Some.Ticket(1)));

        var conflict = await this.Commit(
            new Spoken(Some.Said(1, "k1")), new ConversationKept(Some.Conversation()), new ReplyQueued(Some.Entry("e1", 1)),
            new NewsQueued(Some.News("n1")), new ActionQueued(Some.Job("j1")), Some.Opened(Some.Ticket(1)));

        Assert.Equal(Conflict.NumberInUse, conflict);
        Assert.Null(await this.Conversations.FindAsync(Some.Chat, default));
        Assert.Empty(await this.Conversations.TranscriptAsync(Some.Chat, 0, 10, default));
        Assert.Empty(await this.Outbox.DueEntriesAsync(Some.Now, 10, default));
        Assert.Empty(await this.Outbox.UntoldNewsAsync(10, default));
        Assert.Empty(await this.Actions.DueActionsAsync(Some.Now, 10, default));
    }

    [Fact]
    public async Task An_utterance_is_taken_once()
    {
        await this.Committed(new Spoken(Some.Said(1, "k1")), new ConversationKept(Some.Conversation()));

        Assert.Equal(Conflict.AlreadyTaken, await this.Commit(new Spoken(Some.Said(2, "k1")), new ConversationKept(Some.Conversation(2))));
        Assert.Equal("u-1", (await this.Conversations.FindUtteranceAsync(Some.Chat, "k1", default))!.Id);
    }

    [Fact]
    public async Task That_an_utterance_was_taken_is_told_even_where_the_conversation_went_on()
    {
        await this.Committed(new Spoken(Some.Said(1, "k1")), new ConversationKept(Some.Conversation()));

        Assert.Equal(Conflict.AlreadyTaken, await this.Commit(new ConversationKept(Some.Conversation()), new Spoken(Some.Said(1, "k1"))));
    }

    [Fact]
    public async Task The_same_key_in_another_conversation_is_another_utterance()
    {
        await this.Committed(new Spoken(Some.Said(1, "k1")));
        await this.Committed(new Spoken(Some.Said(1, "k1", new("other"))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_conversation_that_does_not_follow_the_stored_version_is_stale(long version)
    {
        await this.Committed(new ConversationKept(Some.Conversation()));

        Assert.Equal(Conflict.Stale, await this.Commit(new ConversationKept(Some.Conversation(version))));
    }

    [Fact]
    public async Task A_conversation_that_is_not_stored_starts_with_version_1() =>
        Assert.Equal(Conflict.Stale, await this.Commit(new ConversationKept(Some.Conversation(2))));

    [Fact]
    public async Task A_position_in_the_transcript_is_given_once()
    {
        await this.Committed(new Spoken(Some.Said(1, "k1")));

        Assert.Equal(Conflict.Stale, await this.Commit(new Spoken(Some.Answered(1))));
    }

    [Fact]
    public async Task Of_many_who_decide_on_the_same_version_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 50).Select(i =>
            Task.Run(() => this.Commit(new Spoken(Some.Said(1, $"k{i}")), new ConversationKept(Some.Conversation())))));

        Assert.Single(outcomes, (Conflict?)null);
        Assert.Equal(49, outcomes.Count(outcome => outcome == Conflict.Stale));
        Assert.Single(await this.Conversations.TranscriptAsync(Some.Chat, 0, 10, default));
    }

    [Fact]
    public async Task A_conflict_does_not_hurt_what_is_committed_beside_it()
    {
        await this.Committed(Some.Opened(Some.Ticket(1_000)));

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 200).Select(i => Task.Run(() => this.Commit(
            new NewsQueued(Some.News($"n{i}")), Some.Opened(Some.Ticket(i % 3 == 0 ? 1_000 : i))))));

        Assert.Equal(66, outcomes.Count(outcome => outcome == Conflict.NumberInUse));
        Assert.Equal(134, (await this.Outbox.UntoldNewsAsync(1_000, default)).Count);
    }

    [Fact]
    public async Task A_commit_that_can_not_be_stored_is_an_exception_and_does_not_hurt_what_is_committed_beside_it()
    {
        await this.Committed(new ReplyQueued(Some.Entry("e0", 1)));

        var commits = Enumerable.Range(0, 100).Select(i => Task.Run(() => this.Commit(
            new NewsQueued(Some.News($"n{i}")), new ReplyQueued(Some.Entry(i % 2 == 0 ? "e0" : $"e{i}", i))))).ToArray();
        await Task.WhenAny(Task.WhenAll(commits));
        await Task.WhenAll(commits.Select(commit => commit.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(50, commits.Count(commit => commit.IsFaulted));
        Assert.Equal(50, (await this.Outbox.UntoldNewsAsync(1_000, default)).Count);
    }

    [Fact]
    public async Task Changes_of_one_commit_build_on_each_other()
    {
        await this.Committed(
            new ConversationKept(Some.Conversation(1)), new ConversationKept(Some.Conversation(2)),
            Some.Opened(Some.Ticket(1)), new TicketChanged(Some.Ticket(1, 2), [new Assigned(Some.Now, "bot", "network-team", null)]));

        Assert.Equal(2, (await this.Conversations.FindAsync(Some.Chat, default))!.Version);
        Assert.Equal(2, (await this.Tickets.FindAsync(Some.Ticket(1).Number, default))!.Version);
    }

    [Fact]
    public async Task The_transcript_is_read_on_after_any_position_in_order()
    {
        foreach (var sequence in Enumerable.Range(1, 12))
        {
            await this.Committed(new Spoken(Some.Said(sequence, $"k{sequence}")), new Spoken(Some.Answered(1, new($"c{sequence}"))));
        }

        var page = await this.Conversations.TranscriptAsync(Some.Chat, 4, 5, default);

        Assert.Equal([5, 6, 7, 8, 9], page.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Conversations_wake_when_their_time_has_come_the_longest_due_first()
    {
        await this.Committed(
            new ConversationKept(Some.Conversation(1, new("late")) with { WakeAt = Some.Now }),
            new ConversationKept(Some.Conversation(1, new("later")) with { WakeAt = Some.Now + NodaTime.Duration.FromTicks(1) }),
            new ConversationKept(Some.Conversation(1, new("never")) with { WakeAt = null }),
            new ConversationKept(Some.Conversation(1, new("early")) with { WakeAt = Some.Now - NodaTime.Duration.FromDays(1) }));

        Assert.Equal(["early", "late"], (await this.Conversations.DueToWakeAsync(Some.Now, 10, default)).Select(id => id.Value));
    }

    [Fact]
    public async Task A_persons_latest_conversation_is_found_by_id_and_by_address_in_any_case()
    {
        var minute = NodaTime.Duration.FromMinutes(1);
        await this.Committed(
            new ConversationKept(Of(Some.Conversation(1, new("earlier")), "p1", "Hanako@example.com")),
            new ConversationKept(Of(Some.Conversation(1, new("latest")), "p1", null) with { LastHeardAt = Some.Now + minute }),
            new ConversationKept(Of(Some.Conversation(1, new("other")), "p2", null) with { LastHeardAt = Some.Now + minute + minute }));

        Assert.Equal("latest", (await this.Conversations.LatestOfAsync("p1", default))?.Value);
        Assert.Equal("earlier", (await this.Conversations.LatestOfAsync("hanako@EXAMPLE.com", default))?.Value);
        Assert.Null(await this.Conversations.LatestOfAsync("p3", default));
    }

    [Fact]
    public async Task A_conversation_is_found_by_who_its_customer_became()
    {
        await this.Committed(new ConversationKept(Of(Some.Conversation(1), "guest", null)));
        await this.Committed(new ConversationKept(Of(Some.Conversation(2), "p1", "hanako@example.com")));

        Assert.Null(await this.Conversations.LatestOfAsync("guest", default));
        Assert.Equal(Some.Chat, await this.Conversations.LatestOfAsync("p1", default));
        Assert.Equal(Some.Chat, await this.Conversations.LatestOfAsync("hanako@example.com", default));
    }

    [Fact]
    public async Task A_conversation_that_was_spoken_to_again_does_not_wake()
    {
        await this.Committed(new ConversationKept(Some.Conversation() with { WakeAt = Some.Now }));
        await this.Committed(new ConversationKept(Some.Conversation(2) with { WakeAt = null }));

        Assert.Empty(await this.Conversations.DueToWakeAsync(Some.Now, 10, default));
    }

    [Fact]
    public async Task A_conversation_counts_once_for_an_article_with_its_last_word()
    {
        await this.Committed(new ArticleRated("vpn", Language.Japanese, new("c1"), false, Some.Now), new ArticleRated("vpn", Language.Japanese, new("c2"), false, Some.Now));
        await this.Committed(new ArticleRated("vpn", Language.Japanese, new("c1"), true, Some.Now + NodaTime.Duration.FromSeconds(1)));

        Assert.Equal([new ArticleRating("vpn", 1, 1)], await this.Knowledge.RatingsAsync(default));
    }

    private static Conversation Of(Conversation conversation, string customer, string? email) => conversation with
    {
        Customer = new Person(
            new(customer), null, new Dictionary<string, string>(email is null ? [] : [new("email", email)], StringComparer.Ordinal)),
    };

    // Members of type list and dictionary compare by reference, so records are compared by what they are written as.
    private protected static void Same<T>(T expected, T actual) => Assert.Equal(Written(expected), Written(actual));

    private static string Written<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value, Readable);
}
