using System.Text.RegularExpressions;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>What customers do with their tickets in chat: ask, add, hurry, solve, reopen, withdraw; and approvers decide.</summary>
internal static partial class TicketTalk
{
    private const int MostListed = 5;
    private const int LongestAnnouncement = 120;
    private const double LeastDescribed = 0.02;

    // A third of what customers say of the end has none of the usual words for it; "it overflows now" had 0.84 before more such sentences were learned.
    private const double BeyondWords = 0.9;

    private static readonly string[] Acts =
        [IntentNames.CheckStatus, IntentNames.AddInformation, IntentNames.HurryTicket, IntentNames.ResolveTicket, IntentNames.ReopenTicket, IntentNames.CancelTicket];

    private static readonly string[] ActsOnOwn = [.. Acts.Where(act => act != IntentNames.CheckStatus)];

    /// <summary>Takes an utterance about a ticket; false where it is none.</summary>
    public static bool Begin(Draft draft, string text, Recognition heard)
    {
        var named = Named(draft, text);
        var act = heard.Intent.Name == IntentNames.ResolveTicket && heard.Intent.Confidence < BeyondWords && !VerdictReading.SpeaksOfEnd(text) ? SpokenOf(draft) is null ? null : IntentNames.AddInformation
            : Acts.Contains(heard.Intent.Name) && heard.Certainty != Certainty.Unsure ? heard.Intent.Name
            : named is not null && heard.Certainty != Certainty.Sure || HumanTalk.Is(draft, "choice.my_tickets", text) ? IntentNames.CheckStatus
            : null;
        if (act is null)
        {
            return false;
        }

        if (named is not null)
        {
            TicketActs.Act(draft, act, named, text);
            return true;
        }

        if (NumberIn(text) is not null)
        {
            draft.Say("ticket.unknown");
            return true;
        }

        var candidates = Candidates(draft, act);
        switch (candidates.Count)
        {
            case 0 when act is IntentNames.ReopenTicket && SpokenOf(draft) is { IsOver: false } open:
                TicketActs.Act(draft, act, open, text);
                break;
            case 0 when act is not IntentNames.CheckStatus and not IntentNames.ResolveTicket && Described(draft, heard, text) is { } matter:
                Matters.BeginAs(draft, matter, text);
                break;
            case 0 when act is not IntentNames.ResolveTicket && draft.State.Misunderstood > 0:
                // Who asks again has one somewhere else: a human looks.
                HumanTalk.Offer(draft, "ticket.not_found", text, EscalationReasons.NoKnowledge);
                break;
            case 0:
                draft.State = draft.State with { Misunderstood = draft.State.Misunderstood + 1 };
                draft.Say(act is IntentNames.ResolveTicket ? "solved.yes" : draft.Context.Tickets.Count == 0 ? "ticket.none_at_all" : "ticket.none");
                break;
            case 1 when act != IntentNames.CheckStatus || draft.Context.Tickets.Count == 1:
                TicketActs.Act(draft, act, candidates[0], text);
                break;
            default:
                AskWhich(draft, act, text, candidates);
                break;
        }

        return true;
    }

    // "The VPN is broken again" from somebody without tickets is a matter of its own.
    public static string? Described(Draft draft, Recognition heard, string text) =>
        heard.Alternatives.Where(other => other.Confidence >= LeastDescribed)
            .Concat(Sentences.Split(text).Select(part => draft.Handbook.Recognizer.Recognize(Sentences.WithoutAgain(part), draft.Language)).Where(part => part.Certainty == Certainty.Sure).Select(part => part.Intent))
            .FirstOrDefault(other => draft.Handbook.PlaybookOf(other.Name) is not null || other.Name == IntentNames.AskQuestion).Name;

    public static bool TakeAnswer(Draft draft, Question question, Utterance utterance, Recognition heard, bool? yes)
    {
        switch (question)
        {
            case Question.WhichTicket which:
                var ticket = Named(draft, utterance.Text)
                    ?? (NumberReading.Position(utterance.Text) is { } position && position >= 1 && position <= which.Numbers.Count ? Find(draft, which.Numbers[position - 1]) : null)
                    ?? BySubject(draft, which, utterance.Text);
                draft.CloseQuestion();
                if (ticket is null)
                {
                    return false;
                }

                TicketActs.Act(draft, which.Act, ticket, which.Said);
                return true;
            case Question.WhatToAdd add when Find(draft, add.Number) is { } open:
                draft.CloseQuestion();
                if (yes == false)
                {
                    draft.Say("cancelled");
                }
                else
                {
                    TicketActs.Add(draft, open, utterance.Text);
                }

                return true;
            case Question.WhetherToWithdraw withdraw when yes is { } really && Find(draft, withdraw.Number) is { } mine:
                draft.CloseQuestion();
                if (really)
                {
                    TicketActs.Change(draft, TicketWork.Transition(mine, TicketStatus.Cancelled, null, draft.State.Customer.Id.Value, draft.Now), "ticket.withdrawn", "ticket.over");
                    if (draft.Run?.Ticket == withdraw.Number)
                    {
                        RunTalk.End(draft, "cancelled");
                    }
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
        TicketActs.Change(
            draft,
            TicketWork.Decide(ticket, isApproved, null, draft.State.Customer.Id.Value, draft.Now),
            isApproved ? "approval.approved" : "approval.rejected",
            "approval.already");
        return true;
    }

    /// <summary>Whether words say that something is to be added, and nothing of what.</summary>
    public static bool IsAnnouncement(string text) => text.Length <= LongestAnnouncement && Announcement().IsMatch(TextNormalisation.Normalise(Number().Replace(text, string.Empty)).Trim());

    /// <summary>Whether a person is the one who decides on a ticket.</summary>
    public static bool IsApprover(Person person, Ticket ticket) =>
        ticket.Approver is { } approver
        && (approver == person.Id.Value
            || string.Equals(approver, person.Profile.GetValueOrDefault("email"), StringComparison.OrdinalIgnoreCase));

    /// <summary>What a customer can't mean: acts on tickets, where there are none.</summary>
    public static IReadOnlyList<string> Impossible(Draft draft) => draft.Context.Tickets.Count == 0 ? ActsOnOwn : [];

    private static Ticket? SpokenOf(Draft draft) => draft.State.Ticket is { } number && Find(draft, number) is { } ticket && ticket.Customer.Id == draft.State.Customer.Id ? ticket : null;

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

    // "The mouse": the one listed ticket whose subject holds what was said, or the other way round.
    private static Ticket? BySubject(Draft draft, Question.WhichTicket which, string text)
    {
        var choices = which.Numbers.Select(number => Find(draft, number)).OfType<Ticket>()
            .Select(ticket => new SlotChoice(ticket.Number.ToString(), new LocalText(ticket.Subject, ticket.Subject), [.. WordsOf(ticket.Subject)]))
            .ToList();
        var telling = choices.Select(choice => new SlotChoice(choice.Value, choice.Label, [.. choice.Synonyms.Where(word => choices.Count(other => other.Synonyms.Contains(word)) == 1)])).ToList();
        return ChoiceReading.Asked(telling, text) is { } number ? Find(draft, number) : null;
    }

    private static IEnumerable<string> WordsOf(string subject) =>
        Word().Matches(TextNormalisation.Normalise(subject)).Select(match => match.Value).Where(word => word.Length >= 2).Distinct();

    // A customer sees no ticket but their own; an approver those that wait for them.
    public static Ticket? Find(Draft draft, string number) => TicketNumber.Parse(number) is { } parsed
        ? draft.Context.Tickets.FirstOrDefault(ticket => ticket.Number.Serial == parsed.Serial && (ticket.Customer.Id == draft.State.Customer.Id || IsApprover(draft.State.Customer, ticket)))
        : null;

    private static Ticket? Named(Draft draft, string text) => NumberIn(text) is { } number ? Find(draft, number.ToString()) : null;

    /// <summary>The first ticket number in a text, or null.</summary>
    public static TicketNumber? NumberIn(string text) => Number().Match(Narrow(text)) is { Success: true } match ? TicketNumber.Parse(match.Value) : null;

    // ＩＮＣ－０００１２３ is typed as easily as INC-000123.
    private static string Narrow(string text) => string.Concat(text.Select(character => character is >= '！' and <= '～' ? (char)(character - 0xFEE0) : character == '　' ? ' ' : character));

    [GeneratedRegex("(?<![A-Za-z])(?:INC|REQ|QUE|PRB|CHG)(?:-|[ ]?#?)[0-9]{1,12}(?![0-9A-Za-z])", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Number();

    [GeneratedRegex("[a-z0-9]{3,}|[ァ-ヴー]{2,}|[一-龯々]{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    // Says that something is to be added, and nothing of what.
    [GeneratedRegex(@"^(?:\b(?:i|i'd|i've|we|have|got|like|want|need|would|can|could|may|to|you|please|add|send|give|some|more|one|additional|further|extra|information|info|infos|details?|something|thing|things|else|note|comment|for|on|about|my|the|this|that|ticket|request|it|a|an)\b[ ,.!?]*)+$|^(?:さっきの件(?:で|に)?|先ほどの件(?:で|に)?|チケットに|その件(?:で|に)?)?、?(?:追加(?:の|で)?、?(?:情報|連絡)?(?:を)?(?:お?送り|お伝え)?|追記|補足|情報を?追加|書き足し|伝え忘れ)(?:が|を|で|の)?(?:あります|あるんですが|したい(?:です|のですが|んですが|ことがあります)?|たい(?:です|のですが|んですが|ことがあります)?|です|お願いします|あり|する)?[。、]?$", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Announcement();

    [GeneratedRegex("^(approve|reject|承認|却下) ((?:INC|REQ|QUE|PRB|CHG)-?[0-9]{1,12})$", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Decision();
}
