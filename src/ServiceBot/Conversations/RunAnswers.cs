using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Takes answers to what a playbook asks: a slot, whether all is right, what is wrong.</summary>
internal static class RunAnswers
{
    // Free text resembles much; only what is almost certain leads away from it.
    public const double SureEnoughToLeave = 0.9;

    // In the middle of a service a little more is needed to begin another one than at first: "blue" is a colour before it is a blue screen.
    private const double SureEnoughToChange = 0.75;

    /// <summary>Whether the open question asks for a secret.</summary>
    public static bool AsksForSecret(Draft draft) => OpenSlot(draft) is { IsSensitive: true };

    /// <summary>Whether words are one of the open question's own answers and nothing else.</summary>
    public static bool IsExactly(Draft draft, string text) =>
        OpenSlot(draft) is { } slot && (SlotReading.IsExactly(slot, text) || SlotReading.Skips(text))
        || draft is { State.Open: Question.WhatToChange, Run: { } run } && draft.Handbook.PlaybookOf(run.Playbook) is { } playbook && SlotToChange(playbook, run, text) is not null;

    /// <summary>Whether words answer the open question by their form: a day, a number, one of the choices.</summary>
    public static bool Fits(Draft draft, string text) =>
        OpenSlot(draft) is { Type: not (SlotType.Text or SlotType.Person or SlotType.Attachment) } slot && SlotReading.Asked(slot, text, [], draft.Today) is Reading.Answer { Value.Length: > 0 };

    /// <summary>Whether words name one of the open question's choices.</summary>
    public static bool Chooses(Draft draft, string text) => OpenSlot(draft) is { Type: SlotType.Choice } && Fits(draft, text);

    public static bool Take(Draft draft, Question question, Utterance utterance, Recognition heard, bool? yes)
    {
        if (draft.Run is not { } run || draft.Handbook.PlaybookOf(run.Playbook) is not { } playbook)
        {
            draft.CloseQuestion();
            return false;
        }

        // What is one of the answers to the open question corrects nothing else.
        var asked = (question as Question.ForSlot)?.Slot;
        var isAnswer = asked is null ? yes == true : playbook.Slots.GetValueOrDefault(asked) is { } open && SlotReading.IsExactly(open, utterance.Text);
        if (!isAnswer && (asked is null || Repair.SoundsLikeCorrection(utterance.Text) || IsEarlierDay(playbook, run, asked, utterance.Text, draft.Today)) && TakeCorrection(draft, playbook, run, utterance.Text, asked))
        {
            return true;
        }

        return question switch
        {
            Question.ForSlot forSlot when playbook.Slots.TryGetValue(forSlot.Slot, out var slot) => SlotTalk.Take(draft, playbook, run, slot, utterance, heard),
            Question.ToConfirm confirm => TakeConfirmation(draft, playbook, run, confirm, utterance.Text, heard, yes),
            Question.WhatToChange => TakeChange(draft, playbook, run, utterance.Text, heard),
            _ => GoOn(draft),
        };
    }

    /// <summary>Takes "sorry, I meant Teams", said to another question than a slot's; false where nothing is corrected.</summary>
    public static bool TakeAnnouncedCorrection(Draft draft, string text) =>
        Repair.AnnouncesCorrection(text) && draft.Run is { } run && draft.Handbook.PlaybookOf(run.Playbook) is { } playbook && TakeCorrection(draft, playbook, run, text, null);

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

    private static Slot? OpenSlot(Draft draft) =>
        draft.State.Open is Question.ForSlot { Slot: var name } && draft.Run is { } run ? draft.Handbook.PlaybookOf(run.Playbook)?.Slots.GetValueOrDefault(name) : null;

    /// <summary>Goes on with the playbook, nothing being asked any more.</summary>
    public static bool GoOn(Draft draft)
    {
        draft.CloseQuestion();
        RunTalk.GoOn(draft);
        return true;
    }

    // 「12/1から」, said to "until when?", puts right from when.
    private static bool IsEarlierDay(Playbook playbook, PlaybookRun run, string asked, string text, LocalDate today) =>
        playbook.Slots.GetValueOrDefault(asked) is { Type: SlotType.Date } && DateReading.IsOnlyBeginning(text) && SlotReading.Spotted(playbook.Slots[asked], text, today) is not null
        && playbook.Slots.Values.TakeWhile(slot => slot.Name != asked).Count(slot => slot.Type == SlotType.Date && run.Slots.ContainsKey(slot.Name)) == 1;

    private static bool TakeCorrection(Draft draft, Playbook playbook, PlaybookRun run, string text, string? asked)
    {
        if (Correction.In(playbook, run, text, draft.Today, asked) is not var (slot, value))
        {
            return false;
        }

        if (value is null)
        {
            return AskAnew(draft, playbook, run, slot);
        }

        draft.Say("corrected", ("label", slot.Label.In(draft.Language)), ("value", SlotReading.Shown(slot, value, draft.Language)));
        draft.SetRun(run.Answer(playbook, slot.Name, value, SlotSource.Answer));
        return GoOn(draft);
    }

    private static bool TakeConfirmation(Draft draft, Playbook playbook, PlaybookRun run, Question.ToConfirm confirm, string text, Recognition heard, bool? yes)
    {
        switch (yes)
        {
            case true:
                if (Phrasing.IsQuestion(text) && Repair.SaidAfterYes(text) is { Length: > 0 } asked)
                {
                    // "Yes. And when will I get it?"
                    FollowUps.AnswerOrKeep(draft, asked);
                }

                draft.SetRun(draft.Run!.Finish(confirm.Step));
                return GoOn(draft);
            case false:
                AskWhatToChange(draft, playbook, run, confirm.Step);
                return true;
            default:
                if (IsAnotherMatter(draft, playbook, text, heard) && playbook.IsInterruptible)
                {
                    return false;
                }

                if (heard.Intent.Name is IntentNames.ResolveTicket && heard.Certainty != Certainty.Unsure)
                {
                    draft.Say("solved.yes");
                    RunTalk.End(draft, "solved");
                    return true;
                }

                TakeRemark(draft, run, text, heard);
                AskAgain(draft);
                return true;
        }
    }

    // Thanks are no consent to what can't be undone; "but make it 14 people" is kept and shown with the rest.
    private static void TakeRemark(Draft draft, PlaybookRun run, string text, Recognition heard)
    {
        var asked = Repair.SaidAfterThanks(text) ?? text;
        if (Phrasing.IsQuestion(asked))
        {
            draft.Say(FollowUps.TryAside(draft, asked) ? "confirm.then" : "slot.question");
        }
        else if (heard.Intent.Name == IntentNames.Greet || !SmallTalk.Aside(draft, heard))
        {
            var isMore = Phrasing.TellsSomething(text) && heard.Intent.Name is not IntentNames.Complain;
            draft.SetRun(isMore ? run.Note(text, Attempt.Said) : run);
            draft.Say(isMore ? "slot.early" : "confirm.unclear");
        }
    }

    // What is taken without asking otherwise has to be asked now.
    private static bool AskAnew(Draft draft, Playbook playbook, PlaybookRun run, Slot slot)
    {
        draft.SetRun(run.Forget(playbook, slot.Name));
        if (slot.Default is null)
        {
            return GoOn(draft);
        }

        RunTalk.AskSlot(draft, playbook, draft.Run!, slot);
        return true;
    }

    private static void AskWhatToChange(Draft draft, Playbook playbook, PlaybookRun run, string step)
    {
        draft.Say("confirm.what_to_change");
        draft.Offer(PlaybookRules.Summary(playbook, run, draft.Language).Select(line => line.Label));
        draft.Ask(new Question.WhatToChange(step));
    }

    private static string? SlotToChange(Playbook playbook, PlaybookRun run, string text) => ChoiceReading.Asked(
        [.. playbook.Slots.Values.Where(slot => run.Slots.ContainsKey(slot.Name)).Select(slot => new SlotChoice(slot.Name, slot.Label, []))], text);

    private static bool TakeChange(Draft draft, Playbook playbook, PlaybookRun run, string text, Recognition heard)
    {
        if (SlotToChange(playbook, run, text) is { } name)
        {
            return AskAnew(draft, playbook, run, playbook.Slots[name]);
        }

        if (IsAnotherMatter(draft, playbook, text, heard))
        {
            return false;
        }

        draft.Say("slot.unfit_choice");
        AskAgain(draft);
        return true;
    }

    /// <summary>Whether words are surely about something else than the playbook that runs.</summary>
    public static bool IsAnotherMatter(Draft draft, Playbook playbook, string text, Recognition heard) =>
        heard.Certainty == Certainty.Sure
        && heard.Intent.Name != playbook.Id
        && !IsDetail(draft, playbook, text, heard)
        && (heard.Category is not null && heard.Intent.Confidence > SureEnoughToChange && heard.Intent.Name is not (IntentNames.ReportIncident or IntentNames.RequestService)
            || heard.Intent.Confidence > SureEnoughToLeave && heard.Intent.Name is IntentNames.CheckStatus or IntentNames.OutOfScope or IntentNames.Complain
            || heard.Intent.Confidence > SureEnoughToLeave && heard.Intent.Name == IntentNames.HurryTicket && draft.Context.Tickets.Count > 0);

    // "Cordless" is a mouse and no Wi-Fi, and 「画面ロックはかかってます」 is good to know of a lost phone: what is wrong is said with a word for it.
    private static bool IsDetail(Draft draft, Playbook playbook, string text, Recognition heard) =>
        !Phrasing.SpeaksOfTrouble(text) && draft.Handbook.PlaybookOf(heard.Intent.Name) is { } other
        && (Phrasing.IsBareTerm(text) || playbook.Kind == PlaybookKind.Incident && other.Kind == PlaybookKind.Incident && !Phrasing.IsRequest(text) && !Phrasing.IsQuestion(text));
}
