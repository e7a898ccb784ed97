using System.Text.RegularExpressions;
using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Words that go to the people who work on a ticket: an answer to what the desk wrote, and what is said while one waits for them.</summary>
internal static partial class TicketReplies
{
    private const double SureEnoughToLeave = 0.9;

    // "Oh, and the headset is a Jabra" resembles many things and asks for nothing: it belongs to the ticket.
    private const double LeastApart = 0.5;

    // What is said so soon after a ticket was opened, or told of, is most likely about it.
    private static readonly Duration Soon = Duration.FromMinutes(15);

    /// <summary>Takes an utterance as a word on a ticket; false where it is another matter, or there is no ticket it could belong to.</summary>
    public static bool Take(Draft draft, Utterance utterance, Recognition heard)
    {
        if (draft.State.Open is not null || utterance.Text.Trim().Length + utterance.Attachments.Count == 0 || TicketTalk.NumberIn(utterance.Text) is not null)
        {
            return false;
        }

        var mine = Mine(draft);
        if (mine.FirstOrDefault(ticket => ticket.Status == TicketStatus.PendingCustomer) is { } asking && !IsNoAnswer(heard, asking) && !IsCourtesy(utterance.Text, heard))
        {
            TicketActs.Add(draft, asking, utterance.Text);
            return true;
        }

        if (JustSpokenOf(draft) is not { } spokenOf)
        {
            return false;
        }

        if (!spokenOf.IsOver && Repair.IsGivingUp(utterance.Text))
        {
            TicketActs.AskToWithdraw(draft, spokenOf.Number.ToString());
            return true;
        }

        if (AsksAbout().IsMatch(TextNormalisation.Normalise(utterance.Text)))
        {
            TicketActs.Tell(draft, spokenOf);
            return true;
        }

        if (!spokenOf.IsOver && TicketTalk.IsAnnouncement(utterance.Text) && utterance.Attachments.Count == 0)
        {
            TicketActs.AskWhatToAdd(draft, spokenOf);
            return true;
        }

        if (spokenOf.Status is TicketStatus.Resolved && !IsAnotherMatter(draft, heard, spokenOf, utterance.Text))
        {
            return ReopensIt(draft, spokenOf, utterance.Text, heard);
        }

        if (!spokenOf.IsOver && Phrasing.AsksForAdvice(utterance.Text))
        {
            TicketActs.Add(draft, spokenOf, utterance.Text, "ticket.asked");
            return true;
        }

        if (FollowUps.TryFact(draft, utterance.Text, heard))
        {
            return true;
        }

        if (!spokenOf.IsOver && IsForThem().IsMatch(TextNormalisation.Normalise(utterance.Text)))
        {
            TicketActs.Add(draft, spokenOf, utterance.Text);
            return true;
        }

        if (spokenOf.IsOver || IsCourtesy(utterance.Text, heard) || IsAnotherMatter(draft, heard, spokenOf, utterance.Text))
        {
            return false;
        }

        TicketActs.Add(draft, spokenOf, utterance.Text, Phrasing.IsQuestion(utterance.Text) ? "ticket.asked" : "ticket.added");
        return true;
    }

    /// <summary>The customer's ticket that was spoken of a moment ago, or told of last; null where there is none.</summary>
    public static Ticket? JustSpokenOf(Draft draft) =>
        Mine(draft).FirstOrDefault(ticket => ticket.Number.ToString() == draft.State.Ticket) is { } ticket && (draft.Now - ticket.UpdatedAt <= Soon || IsAnswerToNews(draft)) ? ticket : null;

    private static List<Ticket> Mine(Draft draft) => [.. draft.Context.Tickets.Where(ticket => ticket.Customer.Id == draft.State.Customer.Id)];

    private static bool ReopensIt(Draft draft, Ticket ticket, string text, Recognition heard)
    {
        // "The lights are broken again", just after the lights were said to be mended.
        var isAgain = heard.Category?.Name == ticket.Category && Sentences.SaysAgain(text);
        if (!isAgain && VerdictReading.Of(text, heard, Repair.YesOrNo(text, heard)) != Verdict.NotSolved)
        {
            return false;
        }

        TicketActs.Reopen(draft, ticket, text);
        return true;
    }

    // The last thing said here was news of the ticket, however long ago.
    private static bool IsAnswerToNews(Draft draft) => draft.State.LastReplies is [.., { Trace: { Proactive: not null, Ticket: { } told } }] && told == draft.State.Ticket;

    // "Yes, I entered the code too" says more than yes.
    private static bool IsCourtesy(string text, Recognition heard) =>
        heard.Certainty == Certainty.Sure
        && (heard.Intent.Name is IntentNames.Thanks or IntentNames.Praise or IntentNames.Goodbye or IntentNames.Greet or IntentNames.Help
            || heard.Intent.Name is IntentNames.Affirm or IntentNames.Deny && !Repair.IsYesAndMore(text));

    // More on the same service belongs to its ticket; what the customer does with tickets in words has rules of its own.
    private static bool IsAnotherMatter(Draft draft, Recognition heard, Ticket ticket, string text) =>
        Sentences.BeginsAside(text) && Phrasing.IsQuestion(text)
        || heard.Certainty != Certainty.Unsure && !Fragment.Is(text)
        && (heard.Intent.Name is IntentNames.CheckStatus or IntentNames.AddInformation or IntentNames.HurryTicket or IntentNames.ResolveTicket or IntentNames.ReopenTicket or IntentNames.CancelTicket
            || heard.Certainty == Certainty.Sure && !IsMoreOn(ticket, heard) && (heard.Category is not null && !Phrasing.IsBareTerm(text) || heard.Intent.Name is IntentNames.TalkToHuman && !IsWaitingForHuman(draft))
            || heard.Certainty == Certainty.NearlySure && heard.Category is { } category && category.Name != ticket.Category && (heard.Intent.Confidence > LeastApart && Phrasing.SpeaksOfTrouble(text) || Phrasing.IsRequest(text))
            || heard.Intent.Name is IntentNames.Smalltalk or IntentNames.OutOfScope && !IsWaitingForHuman(draft) && !IsAnswerToNews(draft));

    // The desk has asked, so what is not certainly something else is the answer.
    private static bool IsNoAnswer(Recognition heard, Ticket ticket) =>
        heard.Certainty == Certainty.Sure
        && (heard.Category is { } category ? category.Name != ticket.Category && heard.Intent.Confidence > SureEnoughToLeave
            : heard.Intent.Name is IntentNames.CheckStatus or IntentNames.HurryTicket or IntentNames.ResolveTicket or IntentNames.CancelTicket or IntentNames.TalkToHuman);

    private static bool IsMoreOn(Ticket ticket, Recognition heard) =>
        heard.Intent.Name == ticket.Playbook || heard.Intent.Name == IntentNames.ReportIncident && heard.Category?.Name == ticket.Category;

    private static bool IsWaitingForHuman(Draft draft) => draft.State.LastReplies is [.., { Trace.Handoff: "waiting" }];

    // "Can you tell them that I have a call at two?"
    [GeneratedRegex(@"\b(?:tell|let|inform|remind) (?:them|the (?:team|colleague|technician|agent)|him|her)\b|\badd (?:that|this|it)\b|\bto (?:the|my|that) ticket\b|(?:チケット|さっきの件|その件|先ほどの件)に(?:追加|追記|足し)|追記して|(?:担当(?:者|の方)?|皆さん|チーム)に(?:も)?(?:お)?伝え|伝え(?:ておいて|といて|て)(?:もらえ|ください|下さい|ほしい|いただけ|くれ)|(?:と|を)お?伝え(?:て|し)", RegexOptions.NonBacktracking)]
    private static partial Regex IsForThem();

    [GeneratedRegex(@"^why\b(?: not)?[?]?|^(?:なぜ|なんで|どうして)|^(?:どのくらい|どれくらい|いつ(?:まで|ごろ|頃)?(?:直|終|でき|対応|連絡|届|わか|分か|です)|誰が|だれが|番号(?:は|って|を)?(?:なん|何|教え)|何番|進捗|状況)|\b(?:how long|how soon|when will|when can|any (?:news|update)|who(?:'s| is) (?:working|handling|on it|looking)|what(?:'s| is| was) (?:the|my) (?:ticket )?number|eta)\b|\b(?:are you|anyone|anybody|is anyone|is anybody|is someone) (?:still )?there\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex AsksAbout();
}
