using System.Text.Json;
using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Host.Storage;
using ServiceBot.Messages;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Tests.Storage;

/// <content>Outbox, news and actions.</content>
public abstract partial class StoreContract
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Converters = { new StoredInstant() } };

    [Fact]
    public async Task An_entry_is_due_from_its_time_on()
    {
        await this.Committed(new ReplyQueued(Some.Entry("e1", 1)));

        Assert.Empty(await this.Outbox.DueEntriesAsync(Some.Now - Duration.FromTicks(1), 10, default));
        Same([Some.Entry("e1", 1)], await this.Outbox.DueEntriesAsync(Some.Now, 10, default));
    }

    [Fact]
    public async Task An_entry_that_waits_holds_back_later_ones_of_its_conversation_only()
    {
        await this.Committed(
            new ReplyQueued(Some.Entry("e1", 1)), new ReplyQueued(Some.Entry("e2", 2)), new ReplyQueued(Some.Entry("e3", 3)),
            new ReplyQueued(Some.Entry("other", 9, null, new ConversationId("other"))));
        await this.Committed(new EntryPostponed("e2", 1, Some.Now + Minute, "429"));

        Assert.Equal(["e1", "other"], await this.DueEntryIds(Some.Now));
        Assert.Equal(["e1", "e2", "e3", "other"], await this.DueEntryIds(Some.Now + Minute));
    }

    [Fact]
    public async Task A_postponed_entry_remembers_its_tries()
    {
        await this.Committed(new ReplyQueued(Some.Entry("e1", 1)));
        await this.Committed(new EntryPostponed("e1", 3, Some.Now + Minute, "503"));

        Same([Some.Entry("e1", 1) with { Attempts = 3, DueAt = Some.Now + Minute }], await this.Outbox.DueEntriesAsync(Some.Now + Minute, 10, default));
    }

    [Fact]
    public async Task A_delivered_entry_is_gone_and_delivering_it_again_does_no_harm()
    {
        await this.Committed(new ReplyQueued(Some.Entry("e1", 1)));
        await this.Committed(new EntryDelivered("e1"));
        await this.Committed(new EntryDelivered("e1"));

        Assert.Empty(await this.DueEntryIds(Some.Now));
    }

    [Fact]
    public async Task A_dead_entry_stays_visible_and_holds_nobody_back()
    {
        await this.Committed(new ReplyQueued(Some.Entry("e1", 1)), new ReplyQueued(Some.Entry("e2", 2)), new ReplyQueued(Some.Entry("e3", 3)));
        await this.Committed(new EntryDead("e1", 60, "gone"), new EntryDead("e2", 60, "gone"));

        Assert.Equal(["e3"], await this.DueEntryIds(Some.Now));
        Assert.Equal([("e2", 60), ("e1", 60)], (await this.Outbox.DeadEntriesAsync(10, default)).Select(entry => (entry.Id, entry.Attempts)));
    }

    [Fact]
    public async Task News_is_told_in_the_order_in_which_it_happened()
    {
        await this.Committed(
            new NewsQueued(Some.News("n2", Some.Now + Minute)), new NewsQueued(Some.News("n1")),
            new NewsQueued(Some.News("n0", Some.Now - Minute, new ConversationId("other"))));

        Assert.Equal(["n0", "n1", "n2"], (await this.Outbox.UntoldNewsAsync(10, default)).Select(news => news.Id));
        Same([Some.News("n1"), Some.News("n2", Some.Now + Minute)], await this.Outbox.UntoldNewsOfAsync(Some.Chat, default));
    }

    [Fact]
    public async Task News_that_is_queued_twice_is_told_once()
    {
        await this.Committed(new NewsQueued(Some.News("n1")));
        await this.Committed(new NewsQueued(Some.News("n1")));
        Assert.Single(await this.Outbox.UntoldNewsAsync(10, default));

        await this.Committed(new NewsTold("n1"));
        await this.Committed(new NewsQueued(Some.News("n1")));
        Assert.Empty(await this.Outbox.UntoldNewsAsync(10, default));
    }

    [Fact]
    public async Task An_action_is_due_until_it_ended()
    {
        await this.Committed(new ActionQueued(Some.Job("j2", Some.Now + Minute)), new ActionQueued(Some.Job("j1")));
        Same([Some.Job("j1"), Some.Job("j2", Some.Now + Minute)], await this.Actions.DueActionsAsync(Some.Now + Minute, 10, default));

        await this.Committed(new ActionPostponed("j1", 2, Some.Now + Minute + Minute), new ActionEnded("j2"));
        Assert.Empty(await this.Actions.DueActionsAsync(Some.Now + Minute, 10, default));
        Same(
            [Some.Job("j1") with { Attempts = 2, DueAt = Some.Now + Minute + Minute }],
            await this.Actions.DueActionsAsync(Some.Now + Minute + Minute, 10, default));
    }

    private async Task<IEnumerable<string>> DueEntryIds(Instant now) =>
        (await this.Outbox.DueEntriesAsync(now, 10, default)).Select(entry => entry.Id);
}
