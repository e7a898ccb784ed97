using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Takes what is said to a slot's question: the answer, a question back, a kind word, or something else altogether.</summary>
internal static class SlotTalk
{
    // Words beyond the answer itself; more of them, and the customer is speaking of something else.
    private const int RoomAroundAnAnswer = 12;

    // Longer words that hold "works again" tell how it came and went.
    private const int LongestGoodNews = 60;

    private static readonly string[] Courtesies = [IntentNames.Thanks, IntentNames.Praise, IntentNames.Greet, IntentNames.Smalltalk];

    // The first that knows what to do with the words has done it.
    private static readonly Func<SlotReply, Outcome>[] Ways =
    [
        SaysItWasSaid, Protests, LeavesItOut, DoesNotKnow, SaysItDidNotHelp, SaysItIsSolved, AsksWhatFor, MeansAnotherMatter, SpeaksOfSomethingElse, WantsOneMore, IsNoAnswer, Answers, AnswersALaterQuestion, IsKind,
    ];

    private enum Outcome
    {
        /// <summary>It is for one of the ways that follow.</summary>
        Passed,

        /// <summary>It was dealt with.</summary>
        Taken,

        /// <summary>It is none of this playbook's business.</summary>
        LeftToOthers,
    }

    /// <summary>Deals with the words; false where they are about something else and the question may be left.</summary>
    public static bool Take(Draft draft, Playbook playbook, PlaybookRun run, Slot slot, Utterance utterance, Recognition heard)
    {
        if (BesideAnswer.TakeManager(draft, playbook, run, slot, utterance.Text) is { } rest)
        {
            utterance = utterance with { Text = rest };
            if (rest.Length == 0)
            {
                draft.Say("slot.early");
                RunTalk.AskSlot(draft, playbook, draft.Run!, slot);
                return true;
            }
        }

        if (BesideAnswer.TakeQuestion(draft, slot, utterance.Text) is { } answer)
        {
            utterance = utterance with { Text = answer };
            heard = draft.Handbook.Recognizer.Recognize(answer, draft.Language);
        }

        var text = HumanTalk.Is(draft, "choice.skip", utterance.Text) && slot.IsOptional ? "skip" : utterance.Text;
        var reply = new SlotReply(draft, playbook, draft.Run!, slot, text, heard, SlotReading.Asked(slot, text, utterance.Attachments, draft.Today));
        foreach (var way in Ways)
        {
            if (way(reply) is var outcome and not Outcome.Passed)
            {
                return outcome == Outcome.Taken;
            }
        }

        SlotMiss.Take(reply);
        return true;
    }

    // "I told you already", and nothing else: to keep that as a name would make it worse.
    private static Outcome SaysItWasSaid(SlotReply reply) =>
        !SlotReading.IsOnlyRemark(reply.Text) || reply.Slot.IsSensitive ? Outcome.Passed : AskAgain(reply, "slot.sorry");

    private static Outcome Protests(SlotReply reply)
    {
        if (reply.Slot.IsSensitive || !Phrasing.IsProtest(reply.Text))
        {
            return Outcome.Passed;
        }

        HumanTalk.Offer(reply.Draft, "complain", reply.Run.Opening, EscalationReasons.NegativeMood);
        return Outcome.Taken;
    }

    private static Outcome LeavesItOut(SlotReply reply) =>
        !SlotReading.Skips(reply.Text) || reply.Slot.IsOptional ? Outcome.Passed : AskAgain(reply, "slot.needed");

    // What the customer does not know is not found out by asking again; the human who may follow sees that it is open.
    private static Outcome DoesNotKnow(SlotReply reply)
    {
        var (draft, playbook, slot) = (reply.Draft, reply.Playbook, reply.Slot);
        if (playbook.Kind != PlaybookKind.Incident || reply.IsAnswer && slot.Type != SlotType.Text || !SlotReading.IsNotKnown(reply.Text) || Phrasing.IsQuestion(reply.Text) || PlaybookRules.Needs(playbook, slot.Name))
        {
            return Outcome.Passed;
        }

        draft.Say("slot.not_known");
        return GoOn(reply, reply.Run.Answer(playbook, slot.Name, slot.Type == SlotType.Text ? reply.Text.Trim() : string.Empty, SlotSource.Answer));
    }

    // "That didn't help" is about what was said before; the human who may follow reads it.
    private static Outcome SaysItDidNotHelp(SlotReply reply)
    {
        if (reply.Slot.Type == SlotType.Text || reply.IsAnswer && reply.Slot.Type != SlotType.Person || !VerdictReading.SaysItDidNotHelp(reply.Text))
        {
            return Outcome.Passed;
        }

        reply.Draft.SetRun(reply.Run.Note(reply.Text, Attempt.Said));
        return AskAgain(reply, "slot.not_helped");
    }

    // "It works again, thanks": nothing has to be asked any more.
    private static Outcome SaysItIsSolved(SlotReply reply)
    {
        if (reply.Playbook.Kind != PlaybookKind.Incident || (reply.Slot.Type == SlotType.Text ? reply.Text.Length > LongestGoodNews : reply.IsAnswer) || !VerdictReading.SaysItIsSolved(reply.Text))
        {
            return Outcome.Passed;
        }

        reply.Draft.Say("solved.yes");
        RunTalk.End(reply.Draft, "solved");
        return Outcome.Taken;
    }

    private static Outcome AsksWhatFor(SlotReply reply) => Phrasing.AsksWhy(reply.Text) ? AskAgain(reply, "slot.why") : Outcome.Passed;

    private static Outcome MeansAnotherMatter(SlotReply reply) => reply.MayBeLeft && Matters.TakeInstead(reply.Draft, reply.Run, reply.Text) ? Outcome.Taken : Outcome.Passed;

    private static Outcome SpeaksOfSomethingElse(SlotReply reply) =>
        SlotReading.IsExactly(reply.Slot, reply.Text) || !IsElsewhere(reply) ? Outcome.Passed
            : reply.MayBeLeft ? Outcome.LeftToOthers
            : reply.Slot.Type == SlotType.Pattern && reply.Text.Any(char.IsDigit) ? Outcome.Passed
            : AskAgain(reply, "not_now");

    // "I need a tax slip too": the same service once more, when this one is done.
    private static Outcome WantsOneMore(SlotReply reply)
    {
        var (draft, heard) = (reply.Draft, reply.Heard);
        if (reply.Slot.Type != SlotType.Text || heard.Intent.Name != reply.Playbook.Id || heard.Certainty != Certainty.Sure || !Phrasing.IsOneMore(reply.Text))
        {
            return Outcome.Passed;
        }

        draft.State = draft.State with { Later = [.. draft.State.Later, reply.Text] };
        return AskAgain(reply, "later.kept");
    }

    // A kind word, or a question back, is no answer, though any words would do.
    private static Outcome IsNoAnswer(SlotReply reply)
    {
        var (draft, slot, text, heard) = (reply.Draft, reply.Slot, reply.Text, reply.Heard);
        if (!slot.IsSensitive && slot is { Type: SlotType.Text, IsOptional: true } && Repair.IsYesOrNo(text) && Repair.YesOrNo(text, heard) == true)
        {
            return AskAgain(reply, "slot.go_ahead");
        }

        var isNoAnswer = reply.TakesAnyWords ? heard.IsCertainly(Courtesies) || Phrasing.IsQuestion(text) || !slot.IsOptional && SlotReading.IsNotKnown(text) : !reply.IsAnswer && Phrasing.IsQuestion(text);
        return slot.IsSensitive || !isNoAnswer ? Outcome.Passed
            : AskAgain(
                reply,
                !reply.TakesAnyWords && !reply.MayBeLeft ? "not_now"
                : SmallTalk.Aside(draft, heard) || FollowUps.TryAside(draft, text) ? null
                : reply.TakesAnyWords ? "slot.question"
                : "knowledge.none_aside");
    }

    private static Outcome Answers(SlotReply reply)
    {
        var (draft, playbook, run, slot) = (reply.Draft, reply.Playbook, reply.Run, reply.Slot);
        if (reply.Reading is not Reading.Answer { Value: var value })
        {
            return Outcome.Passed;
        }

        draft.Hidden = slot.IsSensitive ? [reply.Text.Trim()] : draft.Hidden;
        var filled = run.Answer(playbook, slot.Name, value, SlotSource.Answer);
        return GoOn(reply, slot.IsSensitive ? filled : filled.FillFrom(playbook, draft.State.Customer, reply.Text, draft.Today, openingOnly: run.Opening, answered: value));
    }

    private static Outcome AnswersALaterQuestion(SlotReply reply)
    {
        var (draft, run) = (reply.Draft, reply.Run);
        var early = run.FillFrom(reply.Playbook, draft.State.Customer, reply.Text, draft.Today, openingOnly: run.Opening);
        if (early.Slots.Count == run.Slots.Count)
        {
            return Outcome.Passed;
        }

        draft.Say("slot.early");
        return GoOn(reply, early);
    }

    private static Outcome IsKind(SlotReply reply) =>
        reply.Heard.IsCertainly(Courtesies) && SmallTalk.Aside(reply.Draft, reply.Heard) ? AskAgain(reply, null) : Outcome.Passed;

    private static Outcome AskAgain(SlotReply reply, string? words)
    {
        if (words is not null)
        {
            reply.Draft.Say(words);
        }

        RunTalk.AskSlot(reply.Draft, reply.Playbook, reply.Draft.Run!, reply.Slot);
        return Outcome.Taken;
    }

    private static Outcome GoOn(SlotReply reply, PlaybookRun run)
    {
        reply.Draft.SetRun(run);
        RunAnswers.GoOn(reply.Draft);
        return Outcome.Taken;
    }

    // An answer that is all there is to the utterance is an answer, whatever else it may resemble.
    private static bool IsElsewhere(SlotReply reply)
    {
        var (draft, slot, text, heard) = (reply.Draft, reply.Slot, reply.Text, reply.Heard);
        return RunAnswers.IsAnotherMatter(draft, reply.Playbook, text, heard)
            && !(SlotMiss.TellsMore(reply) && heard.Category?.Name == draft.Run?.Category && draft.Handbook.PlaybookOf(heard.Intent.Name) is { Kind: PlaybookKind.Incident })
            && !heard.IsOutOfScope
            && !Fragment.Is(text)
            && (reply.Reading is not Reading.Answer { Value: var value }
                || heard.Intent.Confidence > RunAnswers.SureEnoughToLeave && (reply.TakesAnyWords ? IsNoPartOfAnAnswer(text, heard) : text.Length > LengthOfAnswer(slot, value, text) + RoomAroundAnAnswer && !Phrasing.SpeaksOfIt(text)));
    }

    private static bool IsNoPartOfAnAnswer(string text, Recognition heard) =>
        heard.Intent.Name is not IntentNames.Complain && (heard.Intent.Name is IntentNames.CheckStatus or IntentNames.AskQuestion || Phrasing.IsRequest(text));

    private static int LengthOfAnswer(Slot slot, string value, string text) =>
        slot.Choices.FirstOrDefault(choice => choice.Value == value) is { } choice ? Math.Max(value.Length, ChoiceReading.LengthOfName(choice, text)) : value.Length;
}
