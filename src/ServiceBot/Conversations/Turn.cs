using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>The whole way of a turn, in order. Pure: the clock, chance and everything known are arguments.</summary>
public static class Turn
{
    /// <summary>Decides what an occasion comes to.</summary>
    /// <param name="conversation">The conversation as last committed.</param>
    /// <param name="occasion">What happened.</param>
    /// <param name="context">Everything else that may be known.</param>
    public static TurnResult Decide(Conversation conversation, Occasion occasion, TurnContext context)
    {
        var draft = new Draft(conversation, occasion, context);
        switch (occasion)
        {
            case Occasion.CustomerArrived:
                SmallTalk.Welcome(draft);
                break;
            case Occasion.CustomerSpoke spoke:
                Hear(draft, spoke.Utterance);
                break;
            case Occasion.ActionCameBack back:
                RunActions.TakeOutcome(draft, back.Job, back.Outcome);
                break;
            case Occasion.NewsCame:
                TicketNews.Tell(draft);
                break;
            case Occasion.SilenceLasted:
                Silence.Remind(draft);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(occasion), occasion, "Unknown occasion.");
        }

        return draft.Finish();
    }

    /// <summary>What is said when a turn failed by a fault of our own: an apology, and the utterance is kept.</summary>
    public static TurnResult Apologise(Conversation conversation, Occasion occasion, TurnContext context)
    {
        var draft = new Draft(conversation with { Open = null, Runs = [] }, occasion, context);
        if (occasion is Occasion.CustomerSpoke { Utterance: var utterance })
        {
            draft.State = draft.State with { LastHeardAt = draft.Now };
            TicketOpening.Open(draft, utterance.Text, Tickets.EscalationReasons.BotError);
            draft.Say("bot_error");
        }

        return draft.Finish();
    }

    private static void Hear(Draft draft, Utterance said)
    {
        // What nobody should keep is masked before anything is done with the words; only a slot that asks for a secret sees it.
        var before = draft.State;
        draft.Hidden = Secrets.In(said.Text);
        var utterance = draft.Hidden.Count == 0 || RunAnswers.AsksForSecret(draft) ? said : said with { Text = Secrets.Hide(said.Text, draft.Hidden) };

        // Understand: whose words, in which language, meaning what.
        var heard = draft.Handbook.Recognizer.Recognize(utterance.Text, before.Language);
        heard = draft.Handbook.Recognizer.Without(heard, TicketTalk.Impossible(draft));
        if (before is { Open: Question.ForSlot, Language: Language.Japanese } && heard.Language == Language.English && !LanguageDetection.IsSpokenEnglish(utterance.Text))
        {
            // An error message pasted as the answer is no wish to go on in its language.
            heard = heard with { Language = before.Language };
        }

        draft.Heard = heard;
        draft.State = before with
        {
            LastHeardAt = draft.Now,
            Language = heard.Language,
            Mood = (before.Runs.Count > 0 || before.Open is not null) && (heard.Mood == Mood.Neutral || before.Mood == Mood.Angry) ? before.Mood : heard.Mood,
            Files = [.. before.Files, .. utterance.Attachments],
            Ticket = before.Ticket,
        };

        // An approver's button, wherever the conversation stands.
        if (TicketTalk.TakeDecision(draft, utterance))
        {
            return;
        }

        // Nobody in danger is asked anything.
        if (DangerTalk.Take(draft, utterance.Text))
        {
            return;
        }

        // Back after a long time: what was open is offered, not insisted on.
        if (before.Open is { } open and not Question.WhetherToGoOn && Silence.WasLong(before, draft.Now))
        {
            draft.State = draft.State with { Open = new Question.WhetherToGoOn(open) };
        }

        // Steering the conversation itself comes before everything else.
        if (Steering.Take(draft, utterance.Text, heard))
        {
            return;
        }

        // Then an answer to what was asked, or to what the desk wrote; then whatever else is wanted.
        if (draft.State.Open is { } question && Answers.Take(draft, question, utterance, heard))
        {
            return;
        }

        // "Thanks, and how long will it take?" asks something.
        if (Repair.SaidAfterThanks(utterance.Text) is { } asked)
        {
            utterance = utterance with { Text = asked };
            draft.Heard = heard = draft.Handbook.Recognizer.Recognize(asked, draft.Language);
        }

        if (RunActions.IsBusy(draft, heard) || TicketReplies.Take(draft, utterance, heard))
        {
            return;
        }

        Matters.Begin(draft, utterance, heard);
    }
}
