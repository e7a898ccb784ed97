using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>What a customer's wish does with the ticket that is meant.</summary>
internal static class TicketActs
{
    /// <summary>Does what is wished with a ticket.</summary>
    public static void Act(Draft draft, string act, Ticket ticket, string text)
    {
        draft.State = draft.State with { Ticket = ticket.Number.ToString() };
        draft.Trace = draft.Trace with { Ticket = ticket.Number.ToString() };
        var by = draft.State.Customer.Id.Value;
        switch (act)
        {
            case IntentNames.CheckStatus:
                Tell(draft, ticket);
                break;
            case IntentNames.AddInformation when draft.State.Files.Count == 0 && TicketTalk.IsAnnouncement(text):
                AskWhatToAdd(draft, ticket);
                break;
            case IntentNames.AddInformation:
                Add(draft, ticket, text);
                break;
            case IntentNames.HurryTicket:
                Hurry(draft, ticket, text);
                break;
            case IntentNames.ResolveTicket:
                Change(draft, TicketWork.Transition(ticket, TicketStatus.Resolved, text, by, draft.Now), "ticket.resolved_by_you", "ticket.over");
                break;
            case IntentNames.ReopenTicket when ticket.Status == TicketStatus.Closed && draft.Heard is { } heard && TicketTalk.Described(draft, heard, text) is { } matter:
                Matters.BeginAs(draft, matter, text);
                break;
            case IntentNames.ReopenTicket when ticket.IsOver:
                Reopen(draft, ticket, text);
                break;
            case IntentNames.ReopenTicket:
                Add(draft, ticket, text);
                break;
            default:
                AskToWithdraw(draft, ticket.Number.ToString());
                break;
        }
    }

    /// <summary>Takes a resolved ticket up again, with the customer's words.</summary>
    public static void Reopen(Draft draft, Ticket ticket, string text)
    {
        var by = draft.State.Customer.Id.Value;
        Change(
            draft,
            TicketWork.Transition(ticket, TicketStatus.InProgress, text, by, draft.Now).Then(again => TicketWork.Comment(again, new Commented(draft.Now, by, text, Visibility.Public, []))),
            "ticket.reopened",
            "ticket.closed_for_good");
    }

    /// <summary>Marks a ticket as resolved by what was done automatically.</summary>
    public static void Resolve(Draft draft, string number)
    {
        if (TicketTalk.Find(draft, number) is { IsOver: false } ticket
            && TicketWork.Transition(ticket, TicketStatus.Resolved, HumanTalk.Word(draft, "ticket.done_by_bot"), "bot", draft.Now) is TicketDecision.Changed changed)
        {
            draft.Add(new TicketChanged(changed.Ticket, changed.Events));
        }
    }

    /// <summary>Says where a ticket stands.</summary>
    public static void Tell(Draft draft, Ticket ticket)
    {
        var zone = draft.Handbook.TimeZone;
        var at = ticket.UpdatedAt.InZone(zone);
        draft.Say(
            ticket.IsOver ? "ticket.status_over" : "ticket.status",
            ("ticket", ticket.Number.ToString()),
            ("subject", ticket.Subject),
            ("status", HumanTalk.Word(draft, $"status.{ticket.Status.Name()}")),
            ("group", draft.Handbook.Routing.GroupName(ticket.Group, draft.Language)),
            ("updated", draft.Language == Language.Japanese ? at.ToString("M月d日 H:mm", CultureInfo.InvariantCulture) : at.ToString("d MMM HH:mm", CultureInfo.InvariantCulture)));
        if (ticket.Resolution is { Length: > 0 } resolution)
        {
            draft.SayText(resolution);
        }
    }

    /// <summary>Adds the customer's words, and the files sent with them, to a ticket, and says that it is <paramref name="done"/>.</summary>
    public static void Add(Draft draft, Ticket ticket, string text, string done = "ticket.added")
    {
        var comment = new Commented(draft.Now, draft.State.Customer.Id.Value, text, Visibility.Public, [.. draft.State.Files.Select(file => file.Id)]);
        Change(draft, TicketWork.Comment(ticket, comment), done, "ticket.over");
        draft.State = draft.State with { Files = [] };
    }

    /// <summary>Adds answers that were collected for a ticket which is open already.</summary>
    public static void AddAnswers(Draft draft, string number, string answers)
    {
        if (answers.Length > 0 && TicketTalk.Find(draft, number) is { } ticket)
        {
            Add(draft, ticket, answers);
        }
    }

    private static void Hurry(Draft draft, Ticket ticket, string text)
    {
        // One level up and no further: what everybody hurries is hurried by nobody.
        var urgency = ticket.Urgency == Urgency.Critical || ticket.Urgency == Urgency.High ? ticket.Urgency : ticket.Urgency + 1;
        var by = draft.State.Customer.Id.Value;
        var priority = draft.Handbook.Prioritisation.Of(ticket.Impact, urgency);
        Change(
            draft,
            TicketWork.Reprioritise(ticket, ticket.Impact, urgency, priority, by, draft.Now, text)
                .Then(raised => TicketWork.Comment(raised, new Commented(draft.Now, by, text, Visibility.Public, []))),
            urgency == ticket.Urgency ? "ticket.hurried_again" : "ticket.hurried",
            "ticket.over");
    }

    /// <summary>Keeps what a wish comes to and says so, or says why it can't be.</summary>
    public static void Change(Draft draft, TicketDecision decision, string done, string refused)
    {
        if (decision is TicketDecision.Changed changed)
        {
            draft.Add(new TicketChanged(changed.Ticket, changed.Events));
            draft.Say(done, ("ticket", changed.Ticket.Number.ToString()), ("group", draft.Handbook.Routing.GroupName(changed.Ticket.Group, draft.Language)));
            draft.Trace = draft.Trace with { Ticket = changed.Ticket.Number.ToString() };
        }
        else
        {
            draft.Say(refused);
        }
    }

    /// <summary>Asks what is to be added to a ticket.</summary>
    public static void AskWhatToAdd(Draft draft, Ticket ticket)
    {
        draft.Say("ticket.what_to_add", ("ticket", ticket.Number.ToString()));
        draft.Ask(new Question.WhatToAdd(ticket.Number.ToString()));
    }

    /// <summary>Asks whether a ticket is really to be withdrawn.</summary>
    public static void AskToWithdraw(Draft draft, string number)
    {
        draft.Say("ticket.withdraw_ask", ("ticket", number));
        HumanTalk.AskWhether(draft, new Question.WhetherToWithdraw(number));
    }
}
