using ServiceBot.Dialogs;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Cancel, start over, repeat, step back, help, another language, a human: always possible.</summary>
internal static class Steering
{
    public static bool Take(Draft draft, string text, Recognition heard)
    {
        // A button of the last reply means what it was offered for, whatever its words resemble.
        if (draft.State.LastReplies.Any(reply => reply.Choices.Any(choice => choice.Value == text)))
        {
            return false;
        }

        switch (Repair.Of(text, heard))
        {
            case RepairMove.Cancel:
                Cancel(draft);
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

    private static void Cancel(Draft draft)
    {
        if (draft.Run is not null && draft.State.Open is not (Question.WhichTicket or Question.WhatToAdd or Question.WhetherToWithdraw))
        {
            draft.Say("cancelled");
            RunTalk.End(draft, "cancelled");
        }
        else
        {
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
        if (about is null && Sentences.Split(text).FirstOrDefault(part => IsMatter(draft, part)) is { } matter)
        {
            about = matter;
        }

        if (about is null)
        {
            draft.Say("human.what_about");
            draft.Ask(new Question.WhatAbout(EscalationReasons.CustomerRequest));
        }
        else
        {
            HumanTalk.HandOver(draft, about, EscalationReasons.CustomerRequest);
        }
    }

    private static bool IsMatter(Draft draft, string part)
    {
        var heard = draft.Handbook.Recognizer.Recognize(part, draft.Language);
        return heard.Category is not null && heard.Certainty != Certainty.Unsure && heard.Intent.Name != IntentNames.TalkToHuman;
    }
}
