using System.Globalization;
using System.Text.RegularExpressions;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>What customers do with their tickets in chat: ask, add, hurry, solve, reopen, withdraw; and approvers decide.</summary>
internal static partial class TicketTalk
{
    // Shorter words announce information, longer ones are it.
    private const int ShortestInformation = 24;
    private const int MostListed = 5;

    private static readonly string[] Acts =
        [IntentNames.CheckStatus, IntentNames.AddInformation, IntentNames.HurryTicket, IntentNames.ResolveTicket, IntentNames.ReopenTicket, IntentNames.CancelTicket];

    /// <summary>Takes an utterance about a ticket; false where it is none.</summary>
    public static bool Begin(Draft draft, string text, Recognition heard)
    {
        var named = Named(draft, text);
        var act = Acts.Contains(heard.Intent.Name) && heard.Certainty != Certainty.Unsure ? heard.Intent.Name
            : named is not null && heard.Certainty != Certainty.Sure || HumanTalk.Is(draft, "choice.my_tickets", text) ? IntentNames.CheckStatus
            : null;
        if (act is null)
        {
            return false;
        }

        if (named is not null)
        {
            Act(draft, act, named, text);
            return true;
        }

        if (Number().IsMatch(text))
        {
            draft.Say("ticket.unknown");
            return true;
        }

        var candidates = Candidates(draft, act);
        switch (candidates.Count)
        {
            case 0:
                draft.Say(act is IntentNames.ResolveTicket ? "solved.yes" : "ticket.none");
                break;
            case 1 when act != IntentNames.CheckStatus || draft.Context.Tickets.Count == 1:
                Act(draft, act, candidates[0], text);
                break;
            default:
                AskWhich(draft, act, text, candidates);
                break;
        }

        return true;
    }

    public static bool TakeAnswer(Draft draft, Question question, Utterance utterance, Recognition heard, bool? yes)
    {
        switch (question)
        {
            case Question.WhichTicket which:
                var ticket = Named(draft, utterance.Text)
                    ?? (NumberReading.Position(utterance.Text) is { } position && position >= 1 && position <= which.Numbers.Count ? Find(draft, which.Numbers[position - 1]) : null);
                draft.CloseQuestion();
                if (ticket is null)
                {
                    return false;
                }

                Act(draft, which.Act, ticket, which.Said);
                return true;
            case Question.WhatToAdd add when Find(draft, add.Number) is { } open:
                draft.CloseQuestion();
                if (yes == false)
                {
                    draft.Say("cancelled");
                }
                else
                {
                    Add(draft, open, utterance.Text);
                }

                return true;
            case Question.WhetherToWithdraw withdraw when yes is { } really && Find(draft, withdraw.Number) is { } mine:
                draft.CloseQuestion();
                if (really)
                {
                    Change(draft, TicketWork.Transition(mine, TicketStatus.Cancelled, null, draft.State.Customer.Id.Value, draft.Now), "ticket.withdrawn", "ticket.over");
                }
                else
                {
                    draft.Say("ticket.kept", ("ticket", mine.Number.ToString()));
                }

                return true;
            default:
                draft.CloseQuestion();
                return false;
        }
    }

    /// <summary>Takes an approver's button; false where the utterance is none.</summary>
    public static bool TakeDecision(Draft draft, Utterance utterance)
    {
        var match = Decision().Match(utterance.Text.Trim());
        if (!match.Success || Find(draft, match.Groups[2].Value) is not { } ticket || ticket.Approver is null || !IsApprover(draft.State.Customer, ticket))
        {
            return false;
        }

        var isApproved = match.Groups[1].Value.ToLowerInvariant() is "approve" or "承認";
        Change(
            draft,
            TicketWork.Decide(ticket, isApproved, null, draft.State.Customer.Id.Value, draft.Now),
            isApproved ? "approval.approved" : "approval.rejected",
            "approval.already");
        return true;
    }

    /// <summary>Whether a person is the one who decides on a ticket.</summary>
    public static bool IsApprover(Person person, Ticket ticket) =>
        ticket.Approver is { } approver
        && (approver == person.Id.Value
            || string.Equals(approver, person.Profile.GetValueOrDefault("email"), StringComparison.OrdinalIgnoreCase));

    private static void Act(Draft draft, string act, Ticket ticket, string text)
    {
        draft.State = draft.State with { Ticket = ticket.Number.ToString() };
        draft.Trace = draft.Trace with { Ticket = ticket.Number.ToString() };
        var by = draft.State.Customer.Id.Value;
        switch (act)
        {
            case IntentNames.CheckStatus:
                Tell(draft, ticket);
                break;
            case IntentNames.AddInformation when Number().Replace(text, string.Empty).Trim().Length < ShortestInformation && draft.State.Files.Count == 0:
                draft.Say("ticket.what_to_add", ("ticket", ticket.Number.ToString()));
                draft.Ask(new Question.WhatToAdd(ticket.Number.ToString()));
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
            case IntentNames.ReopenTicket when ticket.IsOver:
                Change(
                    draft,
                    TicketWork.Transition(ticket, TicketStatus.InProgress, text, by, draft.Now).Then(again => TicketWork.Comment(again, new Commented(draft.Now, by, text, Visibility.Public, []))),
                    "ticket.reopened",
                    "ticket.closed_for_good");
                break;
            case IntentNames.ReopenTicket:
                Add(draft, ticket, text);
                break;
            default:
                draft.Say("ticket.withdraw_ask", ("ticket", ticket.Number.ToString()));
                HumanTalk.AskWhether(draft, new Question.WhetherToWithdraw(ticket.Number.ToString()));
                break;
        }
    }

    private static void Tell(Draft draft, Ticket ticket)
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

    private static void Add(Draft draft, Ticket ticket, string text)
    {
        var comment = new Commented(draft.Now, draft.State.Customer.Id.Value, text, Visibility.Public, [.. draft.State.Files.Select(file => file.Id)]);
        Change(draft, TicketWork.Comment(ticket, comment), "ticket.added", "ticket.over");
        draft.State = draft.State with { Files = [] };
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
            "ticket.hurried",
            "ticket.over");
    }

    private static void Change(Draft draft, TicketDecision decision, string done, string refused)
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

    private static void AskWhich(Draft draft, string act, string text, List<Ticket> candidates)
    {
        var listed = candidates.Take(MostListed).ToList();
        draft.Say("ticket.which");
        draft.SayText(string.Join("\n", listed.Select((ticket, index) => $"{index + 1}. {ticket.Number} {ticket.Subject} – {HumanTalk.Word(draft, $"status.{ticket.Status.Name()}")}")));
        draft.Offer(listed.Select(ticket => ticket.Number.ToString()));
        draft.Ask(new Question.WhichTicket(act, text, [.. listed.Select(ticket => ticket.Number.ToString())]));
    }

    private static List<Ticket> Candidates(Draft draft, string act) =>
    [
        .. draft.Context.Tickets.Where(ticket => ticket.Customer.Id == draft.State.Customer.Id && act switch
        {
            IntentNames.CheckStatus => true,
            IntentNames.ReopenTicket => ticket.Status is TicketStatus.Resolved or TicketStatus.Closed,
            _ => !ticket.IsOver,
        }),
    ];

    // A customer sees no ticket but their own; an approver those that wait for them.
    private static Ticket? Find(Draft draft, string number) => TicketNumber.Parse(number) is { } parsed
        ? draft.Context.Tickets.FirstOrDefault(ticket => ticket.Number.Serial == parsed.Serial && (ticket.Customer.Id == draft.State.Customer.Id || IsApprover(draft.State.Customer, ticket)))
        : null;

    private static Ticket? Named(Draft draft, string text) => Number().Match(text) is { Success: true } match ? Find(draft, match.Value) : null;

    /// <summary>The first ticket number in a text, or null.</summary>
    public static TicketNumber? NumberIn(string text) => Number().Match(text) is { Success: true } match ? TicketNumber.Parse(match.Value) : null;

    [GeneratedRegex("(?:INC|REQ|QUE|PRB|CHG)-?[0-9]{1,12}", RegexOptions.IgnoreCase, 100)]
    private static partial Regex Number();

    [GeneratedRegex("^(approve|reject|承認|却下) ((?:INC|REQ|QUE|PRB|CHG)-?[0-9]{1,12})$", RegexOptions.IgnoreCase, 100)]
    private static partial Regex Decision();
}
