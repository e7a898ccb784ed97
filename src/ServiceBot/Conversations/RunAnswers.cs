using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Takes answers to what a playbook asks: a slot, whether all is right, what is wrong.</summary>
internal static class RunAnswers
{
    // Words beyond the answer itself; more of them, and the customer is speaking of something else.
    private const int RoomAroundAnAnswer = 12;

    public static bool Take(Draft draft, Question question, Utterance utterance, Recognition heard, bool? yes)
    {
        if (draft.Run is not { } run || draft.Handbook.PlaybookOf(run.Playbook) is not { } playbook)
        {
            draft.CloseQuestion();
            return false;
        }

        if (question is not Question.ForSlot { Slot: var asked } || Repair.SoundsLikeCorrection(utterance.Text))
        {
            if (TakeCorrection(draft, playbook, run, utterance.Text, question is Question.ForSlot slot ? slot.Slot : null))
            {
                return true;
            }
        }

        return question switch
        {
            Question.ForSlot forSlot when playbook.Slots.TryGetValue(forSlot.Slot, out var slot) => TakeSlot(draft, playbook, run, slot, utterance, heard),
            Question.ToConfirm confirm => TakeConfirmation(draft, playbook, run, confirm, heard, yes),
            Question.WhatToChange => TakeChange(draft, playbook, run, utterance.Text, heard),
            _ => GoOn(draft),
        };
    }

    /// <summary>Takes a late answer to a slot, without a word where it does not fit.</summary>
    public static bool TakeOnlyIfFits(Draft draft, Question question, Utterance utterance, Recognition heard, bool? yes) =>
        draft.Run is { } run
        && question is Question.ForSlot { Slot: var name }
        && draft.Handbook.PlaybookOf(run.Playbook)?.Slots.GetValueOrDefault(name) is { Type: not (SlotType.Text or SlotType.Person) } slot
        && SlotReading.Asked(slot, utterance.Text, utterance.Attachments, draft.Today) is Reading.Answer
        && Take(draft, question, utterance, heard, yes);

    public static void AskAgain(Draft draft)
    {
        if (draft.Run is not { } run || draft.Handbook.PlaybookOf(run.Playbook) is not { } playbook)
        {
            return;
        }

        switch (draft.State.Open)
        {
            case Question.ForSlot { Slot: var name } when playbook.Slots.TryGetValue(name, out var slot):
                RunTalk.AskSlot(draft, playbook, run, slot);
                break;
            case Question.ToConfirm { Step: var id } when playbook.Steps.OfType<Step.Confirm>().FirstOrDefault(step => step.Id == id) is { } confirm:
                RunTalk.AskToConfirm(draft, playbook, run, confirm);
                break;
            case Question.WhatToChange change:
                AskWhatToChange(draft, playbook, run, change.Step);
                break;
            default:
                RunTalk.GoOn(draft);
                break;
        }
    }

    private static bool GoOn(Draft draft)
    {
        draft.CloseQuestion();
        RunTalk.GoOn(draft);
        return true;
    }

    private static bool TakeCorrection(Draft draft, Playbook playbook, PlaybookRun run, string text, string? asked)
    {
        if (PlaybookRules.Correction(playbook, run, text, draft.Today) is not { } correction || correction.Slot.Name == asked)
        {
            return false;
        }

        draft.Say("corrected", ("label", correction.Slot.Label.In(draft.Language)), ("value", SlotReading.Shown(correction.Slot, correction.Value, draft.Language)));
        draft.SetRun(run.Answer(playbook, correction.Slot.Name, correction.Value, SlotSource.Answer));
        return GoOn(draft);
    }

    private static bool TakeSlot(Draft draft, Playbook playbook, PlaybookRun run, Slot slot, Utterance utterance, Recognition heard)
    {
        var text = HumanTalk.Is(draft, "choice.skip", utterance.Text) && slot.IsOptional ? "skip" : utterance.Text;
        var reading = SlotReading.Asked(slot, text, utterance.Attachments, draft.Today);
        if (IsElsewhere(playbook, slot, reading, text, heard))
        {
            if (slot.IsInterruptible && playbook.IsInterruptible)
            {
                return false;
            }

            draft.Say("not_now");
            RunTalk.AskSlot(draft, playbook, run, slot);
            return true;
        }

        if (reading is Reading.Answer answer)
        {
            draft.Secret = slot.IsSensitive ? utterance.Text.Trim() : null;
            var filled = run.Answer(playbook, slot.Name, answer.Value, SlotSource.Answer);
            draft.SetRun(slot.IsSensitive ? filled : filled.FillFrom(playbook, draft.State.Customer, utterance.Text, draft.Today, openingOnly: run.Opening));
            return GoOn(draft);
        }

        if (SmallTalk.Aside(draft, heard))
        {
            RunTalk.AskSlot(draft, playbook, run, slot);
            return true;
        }

        Miss(draft, playbook, run, slot);
        return true;
    }

    private static void Miss(Draft draft, Playbook playbook, PlaybookRun run, Slot slot)
    {
        draft.SetRun(run with { Misses = run.Misses + 1 });
        if (run.Misses >= playbook.Retries)
        {
            HumanTalk.Offer(draft, "slot.stuck", run.Opening, EscalationReasons.RepeatedFailure);
            return;
        }

        if (slot.Error is { } error)
        {
            draft.SayText(error.In(draft.Language));
        }
        else
        {
            draft.Say(slot.Type == SlotType.Choice ? "slot.unfit_choice" : "slot.unfit");
        }

        RunTalk.AskSlot(draft, playbook, draft.Run!, slot);
    }

    private static bool TakeConfirmation(Draft draft, Playbook playbook, PlaybookRun run, Question.ToConfirm confirm, Recognition heard, bool? yes)
    {
        switch (yes)
        {
            case true:
                draft.SetRun(run.Finish(confirm.Step));
                return GoOn(draft);
            case false:
                AskWhatToChange(draft, playbook, run, confirm.Step);
                return true;
            default:
                if (IsAnotherMatter(playbook, heard) && playbook.IsInterruptible)
                {
                    return false;
                }

                if (!SmallTalk.Aside(draft, heard))
                {
                    draft.Say("confirm.unclear");
                }

                AskAgain(draft);
                return true;
        }
    }

    private static void AskWhatToChange(Draft draft, Playbook playbook, PlaybookRun run, string step)
    {
        draft.Say("confirm.what_to_change");
        draft.Offer(PlaybookRules.Summary(playbook, run, draft.Language).Select(line => line.Label));
        draft.Ask(new Question.WhatToChange(step));
    }

    private static bool TakeChange(Draft draft, Playbook playbook, PlaybookRun run, string text, Recognition heard)
    {
        var labels = playbook.Slots.Values.Where(slot => run.Slots.ContainsKey(slot.Name)).Select(slot => new SlotChoice(slot.Name, slot.Label, [])).ToList();
        if (ChoiceReading.Asked(labels, text) is { } name)
        {
            draft.SetRun(run with { Slots = run.Slots.Where(slot => slot.Key != name).ToDictionary() });
            return GoOn(draft);
        }

        if (IsAnotherMatter(playbook, heard))
        {
            return false;
        }

        draft.Say("slot.unfit_choice");
        AskAgain(draft);
        return true;
    }

    // An answer that is all there is to the utterance is an answer, whatever else it may resemble.
    private static bool IsElsewhere(Playbook playbook, Slot slot, Reading reading, string text, Recognition heard) =>
        IsAnotherMatter(playbook, heard)
        && (reading is not Reading.Answer { Value: var value }
            || slot.Type is SlotType.Text or SlotType.Person && heard.Intent.Confidence > 0.9 && heard.Intent.Name is IntentNames.CheckStatus or IntentNames.AskQuestion
            || slot.Type is not (SlotType.Text or SlotType.Person) && text.Length > value.Length + RoomAroundAnAnswer);

    private static bool IsAnotherMatter(Playbook playbook, Recognition heard) =>
        heard.Certainty == Certainty.Sure
        && heard.Intent.Name != playbook.Id
        && (heard.Category is not null && heard.Intent.Name is not (IntentNames.ReportIncident or IntentNames.RequestService)
            || heard.Intent.Name is IntentNames.CheckStatus or IntentNames.HurryTicket or IntentNames.OutOfScope or IntentNames.Complain);
}
