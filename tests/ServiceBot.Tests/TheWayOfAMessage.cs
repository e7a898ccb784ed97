using ServiceBot.Conversations;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Tests;

/// <summary>The executable tour: one conversation on the whole way, step by step as in <c>src/ServiceBot/README.md</c>.</summary>
public sealed class TheWayOfAMessage
{
    [Fact]
    public void From_the_first_word_to_the_news_that_it_is_done()
    {
        // 1, 2 and 3: a channel brings an utterance to the door, and the turn decides. Here the desk of the tests is the door.
        var desk = Desk.With(Desk.LaptopLoan).Understanding(("I'd like to borrow a macbook", "laptop_loan"), ("agent please", "talk_to_human"));
        desk.Says("I'd like to borrow a macbook");

        // 4: it was understood.
        Assert.Equal("laptop_loan", desk.Last!.Entries[^1].Reply!.Trace.Intent);

        // 5 and 6: the playbook asks what it does not know yet, and only that.
        Assert.Equal("collect:from_date", desk.Last.Entries[^1].Reply!.Trace.Step);
        desk.Says("tomorrow");
        desk.Says("4711");
        var reply = desk.Says("yes");

        // 8: a ticket, routed and prioritised, with everything in it.
        var ticket = desk.Tickets[0];
        Assert.Contains(ticket.Number.ToString(), reply, StringComparison.Ordinal);
        Assert.Equal(("hardware-team", Priority.P3, "mac"), (ticket.Group, ticket.Priority, ticket.Slots["model"]));

        // 9: state, words and ticket are one commit.
        Assert.Equal(
            [nameof(ConversationKept), nameof(Spoken), nameof(Spoken), nameof(TicketOpened), nameof(MatterEnded)],
            desk.Last.Changes.Select((Change change) => change.GetType().Name));

        // 10: what the desk does with it is told by itself, once.
        desk.Works(open => TicketWork.Transition(open, TicketStatus.Resolved, "It is at the reception.", "agent:suzuki", desk.Now));
        Assert.Contains("It is at the reception.", desk.Take(new Occasion.NewsCame()), StringComparison.Ordinal);
        Assert.Empty(desk.Take(new Occasion.NewsCame()));
    }
}
