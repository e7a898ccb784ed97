using ServiceBot.Dialogs;
using ServiceBot.Messages;

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
