using ServiceBot.Dialogs;
using ServiceBot.Improvement;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Takes an utterance as the answer to what was asked; false where it is something else.</summary>
internal static class Answers
{
    public static bool Take(Draft draft, Question question, Utterance utterance, Recognition heard)
    {
        var text = utterance.Text;
        var yes = Repair.YesOrNo(text, heard);
        switch (question)
        {
            case Question.ForSlot or Question.ToConfirm or Question.WhatToChange:
                return RunAnswers.Take(draft, question, utterance, heard, yes);
            case Question.WhetherSolved { Step: not null } when RunAnswers.TakeAnnouncedCorrection(draft, text):
                return true;
            case Question.WhetherSolved solved:
                return SolvedTalk.Take(draft, solved, text, heard, yes);
            case Question.WhichArticle article:
                return KnowledgeTalk.TakeWhich(draft, article, text, yes);
            case Question.WhichMeaning meaning:
                return TakeMeaning(draft, meaning, text, heard, yes);
            case Question.WhetherHuman human when yes == true || Repair.BeginsWithYes(text):
                HumanTalk.HandOverOrAsk(draft, human.About, human.Reason);
                return true;
            case Question.WhetherHuman human when yes is null && heard.Certainty != Certainty.Unsure && heard.Intent.Name is IntentNames.HurryTicket or IntentNames.Complain:
                HumanTalk.HandOver(draft, human.About, human.Reason);
                return true;
            case Question.WhetherHuman when yes == false && Repair.IsYesAndMore(text) && (Phrasing.IsRequest(text) || Phrasing.IsQuestion(text)):
                // "No, that's no fault. Please tell me where I can turn to."
                draft.CloseQuestion();
                return false;
            case Question.WhetherHuman when yes == false:
                draft.Say("human.declined");
                draft.CloseQuestion();
                draft.State = draft.State with { Misunderstood = 0 };
                if (draft.Run is { } stuck)
                {
                    draft.SetRun(stuck with { Misses = 0 });
                    RunTalk.GoOnIfAny(draft);
                }

                return true;
            case Question.WhatAbout what when heard.Intent.Name is not (IntentNames.Cancel or IntentNames.Thanks or IntentNames.Goodbye) && !Repair.IsGivingUp(text) && (yes != false || Repair.IsYesAndMore(text)):
                HumanTalk.HandOver(draft, text, what.Reason);
                return true;
            case Question.WhatAbout:
                draft.Say("human.declined");
                draft.CloseQuestion();
                return true;
            case Question.WhichTicket or Question.WhatToAdd or Question.WhetherToWithdraw:
                return TicketTalk.TakeAnswer(draft, question, utterance, heard, yes);
            case Question.WhetherToGoOn goOn:
                return TakeGoOn(draft, goOn, utterance, heard, yes);
            default:
                draft.CloseQuestion();
                return false;
        }
    }

    /// <summary>Asks what is open once more, in the language spoken now.</summary>
    public static void AskAgain(Draft draft)
    {
        switch (draft.State.Open)
        {
            case Question.ForSlot or Question.ToConfirm or Question.WhatToChange:
                RunAnswers.AskAgain(draft);
                break;
            case Question.WhetherSolved solved when draft.Run is { } run && draft.Handbook.PlaybookOf(run.Playbook) is { } playbook
                && playbook.Steps.OfType<Step.AskSolved>().FirstOrDefault(step => step.Id == solved.Step) is { } ask:
                RunTalk.AskSolved(draft, playbook, run, ask);
                break;
            case Question.WhetherSolved solved:
                SolvedTalk.Ask(draft, solved);
                break;
            case Question.WhichMeaning meaning:
                AskMeaning(draft, meaning);
                break;
            case Question.WhichArticle article:
                KnowledgeTalk.AskWhich(draft, article);
                break;
            case Question.WhetherHuman human:
                draft.Say("human.offer");
                HumanTalk.AskWhether(draft, human);
                break;
            case Question.WhetherToWithdraw withdraw:
                draft.Say("ticket.withdraw_ask", ("ticket", withdraw.Number));
                HumanTalk.AskWhether(draft, withdraw);
                break;
            case Question.WhetherToGoOn goOn:
                AskWhetherToGoOn(draft, goOn);
                break;
            case Question.WhatAbout:
                draft.Say("human.what_about");
                break;
            case { } other:
                draft.Ask(other);
                break;
            default:
                break;
        }
    }

    /// <summary>Offers the likely meanings; of a single one it asks whether that is it.</summary>
    public static void AskMeaning(Draft draft, Question.WhichMeaning meaning)
    {
        if (meaning.Intents is [var only])
        {
            draft.Say("meaning.ask_one", ("meaning", Title(draft, only)));
            HumanTalk.AskWhether(draft, meaning);
            return;
        }

        draft.Say("meaning.ask");
        draft.Offer([.. meaning.Intents.Select(intent => Title(draft, intent)), HumanTalk.Word(draft, "choice.none_of_these")]);
        draft.Ask(meaning);
    }

    /// <summary>How an intent is called to customers; null where it has no name.</summary>
    public static string? TitleOf(Draft draft, string intent) =>
        draft.Handbook.PlaybookOf(intent)?.Title.In(draft.Language) ?? (draft.Handbook.Wording.Has($"meaning.{intent}") ? HumanTalk.Word(draft, $"meaning.{intent}") : null);

    private static string Title(Draft draft, string intent) => TitleOf(draft, intent) ?? intent;

    private static bool TakeMeaning(Draft draft, Question.WhichMeaning meaning, string text, Recognition heard, bool? yes)
    {
        var choices = meaning.Intents.Select(intent => new SlotChoice(intent, Titles(draft, intent), [])).ToList();
        if (ChoiceReading.Asked(choices, text) is { } intent || yes == true && meaning.Intents is [_] && (intent = meaning.Intents[0]) is not null)
        {
            draft.CloseQuestion();
            Noticing.Note(draft, SampleReason.Chosen, meaning.Said, intent);
            Matters.BeginAs(draft, intent, meaning.Said, isChosen: true);
            return true;
        }

        var instead = Repair.AfterNoneOfThese(text);
        if (instead is { Length: > 0 })
        {
            draft.CloseQuestion();
            Noticing.Note(draft, SampleReason.Unsure, meaning.Said);
            draft.Heard = draft.Handbook.Recognizer.Recognize(instead, draft.Language);
            Matters.Begin(draft, draft.Utterance! with { Text = instead }, draft.Heard);
            return true;
        }

        if (yes == false || HumanTalk.Is(draft, "choice.none_of_these", text) || instead is not null)
        {
            draft.CloseQuestion();
            Matters.Rephrase(draft, meaning.Said);
            return true;
        }

        if (Fragment.Is(text) || Phrasing.IsBareTerm(text) && draft.Handbook.Recognizer.Recognize($"{meaning.Said} {text}", draft.Language) is { Certainty: not Certainty.Sure })
        {
            var unclear = meaning with { Said = $"{meaning.Said} {text}" };
            draft.State = draft.State with { Misunderstood = draft.State.Misunderstood + 1 };
            if (draft.State.Misunderstood > 1)
            {
                HumanTalk.Offer(draft, "not_understood_again", unclear.Said, EscalationReasons.LowConfidence);
            }
            else
            {
                AskMeaning(draft, unclear);
            }

            return true;
        }

        draft.CloseQuestion();
        Noticing.Note(draft, SampleReason.Unsure, meaning.Said);
        return false;
    }

    private static LocalText Titles(Draft draft, string intent)
    {
        var playbook = draft.Handbook.PlaybookOf(intent);
        var title = Title(draft, intent);
        return playbook?.Title ?? new LocalText(title, title);
    }

    private static bool TakeGoOn(Draft draft, Question.WhetherToGoOn goOn, Utterance utterance, Recognition heard, bool? yes)
    {
        if (!heard.IsCertainly(IntentNames.Affirm, IntentNames.Deny) && RunAnswers.TakeOnlyIfFits(draft, goOn.Before, utterance, heard, yes))
        {
            return true;
        }

        switch (yes)
        {
            case true:
                draft.State = draft.State with { Open = goOn.Before };
                AskAgain(draft);
                return true;
            case false:
                draft.Say("cancelled");
                draft.State = draft.State with { Open = null, Later = [] };
                RunTalk.End(draft, "cancelled");
                return true;
            case null when heard.Certainty == Certainty.Sure && heard.Category is not null:
                draft.State = draft.State with { Open = null, Runs = [], Later = [] };
                return false;
            default:
                AskWhetherToGoOn(draft, goOn);
                return true;
        }
    }

    private static void AskWhetherToGoOn(Draft draft, Question.WhetherToGoOn goOn)
    {
        var matter = draft.Run is { } run ? draft.Handbook.PlaybookOf(run.Playbook)?.Title.In(draft.Language) ?? run.Opening : draft.State.Ticket ?? HumanTalk.Word(draft, "matter.last");
        draft.Say("welcome_back", ("matter", matter));
        HumanTalk.AskWhether(draft, goOn);
    }
}
