using ServiceBot.Dialogs;
using ServiceBot.Improvement;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Cancel, start over, repeat, step back, help, another language, a human: always possible.</summary>
internal static class Steering
{
    // In the middle of a question only what is almost certain leads to a human; 「ほかの人はできてます」 is an answer.
    private const double SureEnoughToLeave = 0.95;

    // 「ください」 is left of 「担当者に代わってください」, and is no matter.
    private const int ShortestMatter = 6;

    // "My manager is bullying me and I don't know who to talk to": so long a sentence says what it is about, understood or not.
    private const int LongEnoughToTell = 40;

    public static bool Take(Draft draft, string text, Recognition heard)
    {
        // A button of the last reply means what it was offered for, whatever its words resemble; so does an answer in other words.
        if (draft.State.LastReplies.Any(reply => reply.Choices.Any(choice => choice.Value == text)) || RunAnswers.IsExactly(draft, text))
        {
            return false;
        }

        switch (Repair.Of(text, heard))
        {
            case RepairMove.Human when draft.State.Open is Question.ForSlot && heard.Intent.Confidence < SureEnoughToLeave && !Repair.AsksForHuman(text):
            case RepairMove.Cancel or RepairMove.Restart or RepairMove.Repeat or RepairMove.Help when IsAnswer(draft, text, heard):
                return false;
            case RepairMove.Wait when draft.State.Open is not null:
                draft.Say("waiting");
                draft.Ask(draft.State.Open);
                return true;
            case RepairMove.Cancel when draft.State.Open is not null || draft.Run is not null || heard.Intent.Name == IntentNames.Cancel && TicketReplies.JustSpokenOf(draft) is null:
                Cancel(draft);

                // "Stop. I only want a forward of his mailbox": what is wanted instead comes next.
                if (Repair.SaidAfterStopping(text) is { } instead && Phrasing.TellsSomething(instead) && draft.State.Open is null && HumanTalk.IsMatter(draft, instead))
                {
                    draft.Heard = draft.Handbook.Recognizer.Recognize(instead, draft.Language);
                    Matters.BeginPart(draft, instead, draft.Heard);
                }

                return true;
            case RepairMove.Restart:
                Restart(draft);
                return true;
            case RepairMove.Repeat when draft.State.LastReplies.Count > 0:
                draft.Repeat();
                return true;
            case RepairMove.StepBack:
                StepBack(draft);
                return true;
            case RepairMove.Help:
                SmallTalk.Help(draft);
                Answers.AskAgain(draft);
                return true;
            case RepairMove.Human:
                Human(draft, text);
                return true;
            case RepairMove.SwitchLanguage:
                draft.State = draft.State with { Language = Repair.AskedLanguage(text) ?? draft.Language };
                draft.Say("language.switched");
                Answers.AskAgain(draft);
                return true;
            default:
                return false;
        }
    }

    // "No, leave it as it is", "yes, stop it now" and "I give up, didn't work" sound like stopping, "show me the steps" like repeating, and all
    // answer what was asked.
    private static bool IsAnswer(Draft draft, string text, Recognition heard) => draft.State.Open switch
    {
        Question.WhetherSolved => VerdictReading.Of(text, heard, null) == Verdict.NotSolved || HumanTalk.Is(draft, "choice.steps", text),
        Question.ForSlot => !heard.IsCertainly(IntentNames.Cancel, IntentNames.Restart, IntentNames.Repeat, IntentNames.Help) && !Repair.IsGivingUp(text) && RunAnswers.Fits(draft, text),
        Question.ToConfirm => !Repair.IsGivingUp(text) && (Corrects(draft, text) || Repair.YesOrNo(text, heard) == true),
        Question.WhetherToWithdraw or Question.WhetherHuman => Repair.YesOrNo(text, heard) is not null,
        _ => false,
    };

    // 「やっぱり2台」, said while all answers are shown, sounds like stopping too.
    private static bool Corrects(Draft draft, string text) =>
        draft.Run is { } run && draft.Handbook.PlaybookOf(run.Playbook) is { } playbook && Correction.In(playbook, run, text, draft.Today, null) is { Value: not null };

    private static void Cancel(Draft draft)
    {
        if (draft.Run is { WaitsFor: not null, Ticket: { } number })
        {
            // What waits for approval is a ticket by now; stopping it means withdrawing that.
            TicketActs.AskToWithdraw(draft, number);
        }
        else if (draft.Run is { WaitsFor: not null })
        {
            draft.Say("action.cannot_stop");
        }
        else if (draft.Run is not null && draft.State.Open is not (Question.WhichTicket or Question.WhatToAdd or Question.WhetherToWithdraw))
        {
            if (draft.Run is { Answered: [], Attempts: [] } hardlyBegun)
            {
                Noticing.Note(draft, SampleReason.Stopped, hardlyBegun.Opening);
            }

            draft.Say("cancelled");
            RunTalk.End(draft, "cancelled");
        }
        else
        {
            if (draft.State.Open is Question.WhichMeaning unclear)
            {
                Noticing.Note(draft, SampleReason.Unsure, unclear.Said);
            }

            draft.Say(draft.State.Open is null ? "cancel.nothing" : "cancelled");
            draft.CloseQuestion();
            RunTalk.GoOnIfAny(draft);
        }
    }

    private static void Restart(Draft draft)
    {
        draft.Say("restarted");
        draft.CloseQuestion();
        if (draft.Run is { } run && draft.Handbook.PlaybookOf(run.Playbook) is { } playbook)
        {
            draft.SetRun(new PlaybookRun { Playbook = run.Playbook, Opening = run.Opening, Understanding = run.Understanding, Category = run.Category, StartedAt = draft.Now }
                .FillFrom(playbook, draft.State.Customer, string.Empty, draft.Today, openingOnly: run.Opening));
            RunTalk.GoOn(draft);
        }
        else
        {
            SmallTalk.Help(draft);
        }
    }

    private static void StepBack(Draft draft)
    {
        if (draft.Run is { } run && draft.Handbook.PlaybookOf(run.Playbook) is { } playbook && run.StepBack(playbook) is { } earlier)
        {
            draft.Say("back");
            draft.CloseQuestion();
            draft.SetRun(earlier);
            RunTalk.GoOn(draft);
        }
        else
        {
            draft.Say("back.nothing");
            Answers.AskAgain(draft);
        }
    }

    private static void Human(Draft draft, string text)
    {
        var about = draft.Run?.Opening ?? (draft.State.Open switch
        {
            Question.WhetherSolved solved => solved.About,
            Question.WhetherHuman human => human.About,
            Question.WhichMeaning meaning => meaning.Said,
            Question.ToRephrase rephrase => rephrase.Said,
            _ => null,
        });
        about ??= Repair.WithoutAskingForHuman(text) is { Length: >= ShortestMatter } rest && (rest.Length >= LongEnoughToTell || Sentences.Split(rest).Any(part => HumanTalk.IsMatter(draft, part))) ? rest : null;

        if (draft.State.Open is Question.WhatAbout asked)
        {
            // Who wants a human twice is not asked twice what it is about.
            HumanTalk.HandOver(draft, text, asked.Reason);
        }
        else if (about is null && !Sentences.InsistsOnAnother(text) && TicketReplies.JustSpokenOf(draft) is { IsOver: false } ticket)
        {
            draft.Say("human.already", ("ticket", ticket.Number.ToString()), ("group", draft.Handbook.Routing.GroupName(ticket.Group, draft.Language)));
            draft.Trace = draft.Trace with { Handoff = "waiting", Ticket = ticket.Number.ToString() };
        }
        else if (about is null)
        {
            draft.Say("human.what_about");
            draft.Ask(new Question.WhatAbout(EscalationReasons.CustomerRequest));
        }
        else
        {
            HumanTalk.HandOver(draft, about, EscalationReasons.CustomerRequest);
        }
    }
}
