using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Notifications;
using ServiceBot.Tickets;

namespace ServiceBot.Conversations;

/// <summary>Which changes of a ticket a customer hears of by themselves, and how they are told.</summary>
public static class TicketNews
{
    /// <summary>What a run waits for while a ticket waits for approval.</summary>
    public static string ApprovalOf(TicketNumber number) => $"approval:{number}";

    /// <summary>The news that events make for the ticket's customer. What the customer did is none.</summary>
    /// <param name="ticket">The ticket as it became.</param>
    /// <param name="events">What happened.</param>
    public static IEnumerable<News> Of(Ticket ticket, IReadOnlyList<TicketEvent> events)
    {
        if (ticket.Conversation is not { } conversation)
        {
            yield break;
        }

        // A comment that comes with a status is told in one breath with it.
        var comment = events.OfType<Commented>().LastOrDefault(written => written.Visibility == Visibility.Public && IsByDesk(written, ticket));
        var status = events.OfType<StatusChanged>().LastOrDefault(changed => IsByDesk(changed, ticket));
        var approval = events.OfType<ApprovalDecided>().LastOrDefault();
        var assigned = events.OfType<Assigned>().LastOrDefault(given => given.Assignee is not null);
        if (approval is not null)
        {
            yield return Make(approval.IsApproved ? "news.approved" : "news.rejected", "approval", approval.Why ?? string.Empty);
        }
        else if (status is not null && KindOf(status.To) is { } kind)
        {
            yield return Make(kind, "status_changed", status.Why ?? comment?.Text ?? string.Empty);
        }
        else if (assigned is not null)
        {
            yield return Make("news.assigned", "status_changed", string.Empty);
        }

        if (comment is not null && (status?.Why is not null || status is null || KindOf(status.To) is null))
        {
            yield return Make("news.comment", "comment", comment.Text);
        }

        News Make(string kind, string proactive, string text) => new(
            $"{ticket.Number}:{ticket.Version}:{kind}",
            conversation,
            text.Length == 0 && kind is "news.resolved" or "news.pending_customer" or "news.pending_vendor" ? $"{kind}_plain" : kind,
            proactive,
            ticket.Number.ToString(),
            new Dictionary<string, string>
            {
                ["ticket"] = ticket.Number.ToString(),
                ["subject"] = ticket.Subject,
                ["text"] = text,
                ["assignee"] = ticket.Assignee ?? string.Empty,
                ["group"] = ticket.Group,
            },
            ticket.UpdatedAt);
    }

    /// <summary>Asks an approver to decide.</summary>
    /// <param name="ticket">The ticket that waits.</param>
    /// <param name="approver">The approver's conversation.</param>
    public static News ApprovalWanted(Ticket ticket, ConversationId approver) => new(
        $"{ticket.Number}:approval_wanted",
        approver,
        "news.approval_wanted",
        "approval",
        ticket.Number.ToString(),
        new Dictionary<string, string> { ["ticket"] = ticket.Number.ToString(), ["subject"] = ticket.Subject, ["requester"] = ticket.Customer.Name ?? ticket.Customer.Id.Value },
        ticket.CreatedAt);

    /// <summary>Tells the oldest news; nothing happens while the customer is in the middle of an answer.</summary>
    internal static void Tell(Draft draft)
    {
        if (draft.Context.News.Count == 0 || !Silence.IsNewsDue(draft.State, draft.Now))
        {
            return;
        }

        var news = draft.Context.News[0];
        var values = new Dictionary<string, string>(news.Values);
        if (values.TryGetValue("group", out var group))
        {
            values["group"] = draft.Handbook.Routing.GroupName(group, draft.Language);
        }

        draft.Add(new NewsTold(news.Id));
        draft.State = draft.State with { Ticket = news.Ticket ?? draft.State.Ticket };
        draft.Trace = draft.Trace with { Proactive = news.Proactive, Ticket = news.Ticket };
        draft.SayOneOf(news.Kind, draft.Handbook.Wording.Of(news.Kind, draft.Language), values);
        if (news.Kind == "news.approval_wanted")
        {
            draft.Offer($"{HumanTalk.Word(draft, "choice.approve")} {news.Ticket}", $"{HumanTalk.Word(draft, "choice.reject")} {news.Ticket}");
        }

        if (draft.Run is { } run && run.WaitsFor == $"approval:{news.Ticket}" && news.Kind is "news.approved" or "news.rejected")
        {
            Resume(draft, draft.Run!, news.Kind == "news.approved");
        }
        else
        {
            Answers.AskAgain(draft);
        }
    }

    private static void Resume(Draft draft, PlaybookRun run, bool isApproved)
    {
        draft.SetRun(run with { WaitsFor = null });
        if (isApproved)
        {
            RunTalk.GoOn(draft);
        }
        else
        {
            RunTalk.End(draft, "ticket");
        }
    }

    private static bool IsByDesk(TicketEvent happened, Ticket ticket) => happened.By != ticket.Customer.Id.Value && happened.By != "bot";

    private static string? KindOf(TicketStatus status) => status switch
    {
        TicketStatus.InProgress => "news.in_progress",
        TicketStatus.PendingCustomer => "news.pending_customer",
        TicketStatus.PendingVendor => "news.pending_vendor",
        TicketStatus.Resolved => "news.resolved",
        TicketStatus.Cancelled => "news.cancelled",
        TicketStatus.Assigned => "news.assigned",
        _ => null,
    };
}
