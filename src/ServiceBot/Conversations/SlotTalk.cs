using NodaTime;
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

    public static bool Take(Draft draft, Playbook playbook, PlaybookRun run, Slot slot, Utterance utterance, Recognition heard)
    {
        // 「本社3階に、承認は田中部長で」: who approves is no part of where it goes.
        if (slot is { Type: SlotType.Text, IsSensitive: false } && PersonReading.ManagerIn(utterance.Text) is var (_, rest)
            && run.FillFrom(playbook, draft.State.Customer, utterance.Text, draft.Today, openingOnly: run.Opening) is var named && named.Slots.Count > run.Slots.Count)
        {
            run = named;
            draft.SetRun(run);
            utterance = utterance with { Text = rest };
            if (rest.Length == 0)
            {
                draft.Say("slot.early");
                RunTalk.AskSlot(draft, playbook, run, slot);
                return true;
            }
        }

        var text = HumanTalk.Is(draft, "choice.skip", utterance.Text) && slot.IsOptional ? "skip" : utterance.Text;
        var reading = SlotReading.Asked(slot, text, utterance.Attachments, draft.Today);
        if (SlotReading.Skips(text) && !slot.IsOptional)
        {
            draft.Say("slot.needed");
            RunTalk.AskSlot(draft, playbook, run, slot);
            return true;
        }

        // What the customer does not know is not found out by asking again; the human who may follow sees that it is open.
        if (playbook.Kind == PlaybookKind.Incident && (reading is not Reading.Answer || slot.Type == SlotType.Text) && SlotReading.IsNotKnown(text) && !Repair.IsQuestion(text) && !PlaybookRules.Needs(playbook, slot.Name))
        {
            draft.Say("slot.not_known");
            draft.SetRun(run.Answer(playbook, slot.Name, slot.Type == SlotType.Text ? text.Trim() : string.Empty, SlotSource.Answer));
            return RunAnswers.GoOn(draft);
        }

        // "That didn't help" is about what was said before; the human who may follow reads it.
        if (slot.Type != SlotType.Text && (reading is not Reading.Answer || slot.Type == SlotType.Person) && VerdictReading.SaysItDidNotHelp(text))
        {
            draft.SetRun(run.Note(text, "said"));
            draft.Say("slot.not_helped");
            RunTalk.AskSlot(draft, playbook, draft.Run!, slot);
            return true;
        }

        // "It works again, thanks": nothing has to be asked any more.
        if (playbook.Kind == PlaybookKind.Incident && slot.Type != SlotType.Text && reading is not Reading.Answer && VerdictReading.SaysItIsSolved(text))
        {
            draft.Say("solved.yes");
            RunTalk.End(draft, "solved");
            return true;
        }

        if (!SlotReading.IsExactly(slot, text) && IsElsewhere(draft, playbook, slot, reading, text, heard))
        {
            if (slot.IsInterruptible && playbook.IsInterruptible)
            {
                return false;
            }

            draft.Say("not_now");
            RunTalk.AskSlot(draft, playbook, run, slot);
            return true;
        }

        // "I need a tax slip too": the same service once more, when this one is done.
        if (slot.Type == SlotType.Text && heard.Intent.Name == playbook.Id && heard.Certainty == Certainty.Sure && Repair.IsOneMore(text))
        {
            draft.State = draft.State with { Later = [.. draft.State.Later, text] };
            draft.Say("later.kept");
            RunTalk.AskSlot(draft, playbook, run, slot);
            return true;
        }

        // A kind word, or a question back, is no answer, though any words would do.
        var isOpen = slot.Type is SlotType.Text or SlotType.Person;
        if (!slot.IsSensitive && (isOpen ? IsNoAnswer(slot, text, heard) : reading is not Reading.Answer && Repair.IsQuestion(text)))
        {
            if (!isOpen && !(slot.IsInterruptible && playbook.IsInterruptible))
            {
                draft.Say("not_now");
            }
            else if (!SmallTalk.Aside(draft, heard) && !FollowUps.TryAside(draft, text))
            {
                draft.Say(isOpen ? "slot.question" : "knowledge.none_aside");
            }

            RunTalk.AskSlot(draft, playbook, run, slot);
            return true;
        }

        if (reading is Reading.Answer answer)
        {
            draft.Hidden = slot.IsSensitive ? [utterance.Text.Trim()] : draft.Hidden;
            var filled = run.Answer(playbook, slot.Name, answer.Value, SlotSource.Answer);
            draft.SetRun(slot.IsSensitive ? filled : filled.FillFrom(playbook, draft.State.Customer, utterance.Text, draft.Today, openingOnly: run.Opening, answered: answer.Value));
            return RunAnswers.GoOn(draft);
        }

        // The answer to a question that comes later is kept.
        if (run.FillFrom(playbook, draft.State.Customer, text, draft.Today, openingOnly: run.Opening) is var early && early.Slots.Count > run.Slots.Count)
        {
            draft.SetRun(early);
            draft.Say("slot.early");
            return RunAnswers.GoOn(draft);
        }

        if (heard.IsCertainly(IntentNames.Thanks, IntentNames.Praise, IntentNames.Greet, IntentNames.Smalltalk) && SmallTalk.Aside(draft, heard))
        {
            RunTalk.AskSlot(draft, playbook, run, slot);
            return true;
        }

        Miss(draft, playbook, run, slot, text, heard);
        return true;
    }

    private static void Miss(Draft draft, Playbook playbook, PlaybookRun run, Slot slot, string text, Recognition heard)
    {
        draft.SetRun(run with { Misses = run.Misses + 1 });
        if (run.Misses >= playbook.Retries)
        {
            HumanTalk.Offer(draft, "slot.stuck", run.Opening, EscalationReasons.RepeatedFailure);
            return;
        }

        if (Repeats(playbook, run, text, draft.Today))
        {
            // "Windows is fine", where that is known already.
            draft.Say("slot.early");
        }
        else if (TellsMore(playbook, slot, text, heard))
        {
            draft.SetRun(draft.Run!.Note(text, "said"));
            draft.Say("slot.early");
        }
        else if (slot.Type == SlotType.Number && NumberReading.Find(text) is null)
        {
            // The slot's own words are about numbers that don't fit.
            draft.Say("slot.unfit_number");
        }
        else if (slot.Error is { } error)
        {
            draft.SayText(error.In(draft.Language));
        }
        else
        {
            draft.Say(slot.Type switch { SlotType.Choice => "slot.unfit_choice", SlotType.Date => "slot.unfit_date", _ => "slot.unfit" });
        }

        RunTalk.AskSlot(draft, playbook, draft.Run!, slot);
    }

    // "It says 550", "in Salesforce", said to "since when?": no answer, but what the human who takes over has to know.
    private static bool TellsMore(Playbook playbook, Slot slot, string text, Recognition heard) =>
        playbook is { Kind: PlaybookKind.Incident, Category: null } && slot.Type == SlotType.Choice
        && !Repair.IsQuestion(text) && !Sentences.BeginsAnother(text) && !Gibberish.Is(text) && Repair.YesOrNo(text, heard) is null;

    private static bool Repeats(Playbook playbook, PlaybookRun run, string text, LocalDate today) => playbook.Slots.Values.Any(slot =>
        slot.Type == SlotType.Choice && run.Slots.TryGetValue(slot.Name, out var known) && SlotReading.Spotted(slot, text, today) == known.Value);

    // An answer that is all there is to the utterance is an answer, whatever else it may resemble.
    private static bool IsElsewhere(Draft draft, Playbook playbook, Slot slot, Reading reading, string text, Recognition heard) =>
        RunAnswers.IsAnotherMatter(playbook, heard)
        && !(TellsMore(playbook, slot, text, heard) && heard.Category?.Name == draft.Run?.Category && draft.Handbook.PlaybookOf(heard.Intent.Name) is { Kind: PlaybookKind.Incident })
        && !heard.IsOutOfScope
        && !Fragment.Is(text)
        && (reading is not Reading.Answer { Value: var value }
            || slot.Type is SlotType.Text or SlotType.Person && heard.Intent.Confidence > RunAnswers.SureEnoughToLeave && heard.Intent.Name is not IntentNames.Complain
                && (heard.Intent.Name is IntentNames.CheckStatus or IntentNames.AskQuestion || Repair.IsRequest(text))
            || slot.Type is not (SlotType.Text or SlotType.Person) && text.Length > LengthOfAnswer(slot, value, text) + RoomAroundAnAnswer && heard.Intent.Confidence > RunAnswers.SureEnoughToLeave && !Repair.SpeaksOfIt(text));

    private static int LengthOfAnswer(Slot slot, string value, string text) =>
        slot.Choices.FirstOrDefault(choice => choice.Value == value) is { } choice ? Math.Max(value.Length, ChoiceReading.LengthOfName(choice, text)) : value.Length;

    private static bool IsNoAnswer(Slot slot, string text, Recognition heard) =>
        heard.IsCertainly(IntentNames.Thanks, IntentNames.Praise, IntentNames.Greet, IntentNames.Smalltalk)
        || Repair.IsQuestion(text)
        || !slot.IsOptional && SlotReading.IsNotKnown(text);
}
