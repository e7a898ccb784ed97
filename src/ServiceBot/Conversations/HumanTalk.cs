using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Offers a human, and hands over with everything that is known.</summary>
internal static class HumanTalk
{
    public static void Offer(Draft draft, string key, string about, string reason)
    {
        draft.Say(key);
        draft.Say("human.offer");
        AskWhether(draft, new Question.WhetherHuman(about, reason));
    }

    public static void AskWhether(Draft draft, Question question)
    {
        draft.Offer(Word(draft, "choice.yes"), Word(draft, "choice.no"));
        draft.Ask(question);
    }

    /// <summary>Whether words say what the matter is, and not only that a human is wanted or that somebody is angry.</summary>
    public static bool IsMatter(Draft draft, string words)
    {
        var heard = draft.Handbook.Recognizer.Recognize(words, draft.Language);
        return heard.Category is not null && heard.Certainty != Certainty.Unsure && heard.Intent.Name != IntentNames.TalkToHuman;
    }

    /// <summary>Hands over at once where the matter is known, else asks for it in a few words.</summary>
    public static void HandOverOrAsk(Draft draft, string about, string reason)
    {
        if (draft.Run is null && reason == EscalationReasons.NegativeMood && !IsMatter(draft, about))
        {
            draft.Say("human.what_about");
            draft.Ask(new Question.WhatAbout(reason));
        }
        else
        {
            HandOver(draft, about, reason);
        }
    }

    public static void HandOver(Draft draft, string about, string reason)
    {
        var ticket = TicketOpening.Open(draft, about, reason);
        draft.Say("human.handed_over", ("ticket", ticket.Number.ToString()), ("group", draft.Handbook.Routing.GroupName(ticket.Group, draft.Language)));
        draft.Trace = draft.Trace with { Handoff = "waiting" };
        if (draft.Run is null)
        {
            TicketOpening.EndMatter(draft, draft.Heard?.Intent.Name ?? "talk_to_human", ticket.Category, "ticket", ticket.Number.ToString());
            draft.CloseQuestion();
        }
        else
        {
            RunTalk.End(draft, "ticket");
        }
    }

    public static string Word(Draft draft, string key) => draft.Handbook.Wording.Of(key, draft.Language)[0];

    public static bool Is(Draft draft, string key, string text) =>
        LanguageTags.All.Any(language => draft.Handbook.Wording.Of(key, language).Contains(text.Trim(), StringComparer.OrdinalIgnoreCase));
}
