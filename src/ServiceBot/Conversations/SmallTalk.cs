using ServiceBot.Dialogs;
using ServiceBot.Improvement;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Greetings, thanks, complaints, and what is none of a service desk's business.</summary>
internal static class SmallTalk
{
    private static readonly string[] Asides =
        [IntentNames.Greet, IntentNames.Thanks, IntentNames.Praise, IntentNames.Smalltalk, IntentNames.OutOfScope];

    // After so many in a row, the bot may be the one who doesn't see what is meant.
    private const int MostOutOfScope = 2;

    private const double BeyondDoubt = 0.9;

    // An article that surely answers speaks against turning away: on held-out sentences (models/evaluation), 14 of 400 answerable questions are then
    // answered, all rightly, and 2 of 260 sentences that no desk deals with get an article.
    private const double BeyondArticles = 0.95;

    // To turn somebody away wrongly costs more than to ask for other words. Chosen; of 2,170 held-out sentences in scope 4 are above it, of 260 others 228.
    public const double SureEnoughToDecline = 0.75;

    // What people come with most.
    private static readonly string[] Offered = ["password_reset", "vpn_trouble", "pc_slow", "software_install"];

    public static void Welcome(Draft draft)
    {
        if (draft.State.Sequence > 0)
        {
            return;
        }

        draft.Say("welcome");
        OfferServices(draft);
    }

    public static void Help(Draft draft)
    {
        draft.Say("help");
        if (draft.State.Open is null)
        {
            OfferServices(draft);
        }
    }

    /// <summary>A kind word while something is asked; false where the words are none of that.</summary>
    public static bool Aside(Draft draft, Recognition heard)
    {
        if (heard.Certainty != Certainty.Sure || !Asides.Contains(heard.Intent.Name) || heard.IsOutOfScope && heard.Intent.Confidence < SureEnoughToDecline)
        {
            return false;
        }

        // "Come back any time" is for the end.
        draft.Say(heard.Intent.Name == IntentNames.Thanks ? "thanks.aside" : Key(heard.Intent.Name));
        return true;
    }

    /// <summary>Takes an utterance that is only a dialog act; false where it is a matter.</summary>
    public static bool Take(Draft draft, string text, Recognition heard)
    {
        if (VerdictReading.SaysItDidNotHelp(text) && (heard.Certainty == Certainty.Unsure || heard.Intent.Name is IntentNames.Deny or IntentNames.Help))
        {
            HumanTalk.Offer(draft, "solved.no", text, EscalationReasons.NotHelped);
            return true;
        }

        if (heard.Certainty == Certainty.Unsure || Gibberish.Is(text) && (heard.IsOutOfScope || !heard.IsCertainly(heard.Intent.Name)))
        {
            return false;
        }

        switch (heard.Intent.Name)
        {
            case IntentNames.Complain:
                HumanTalk.Offer(draft, "complain", text, EscalationReasons.NegativeMood);
                return true;
            case IntentNames.Affirm or IntentNames.Deny when Repair.IsYesAndMore(text):
                return false;
            case IntentNames.Affirm or IntentNames.Deny:
                draft.Say("nothing_asked");
                return true;
            case IntentNames.Greet or IntentNames.Help:
                draft.Say(Key(heard.Intent.Name));
                if (draft.State.Open is null)
                {
                    OfferServices(draft);
                }

                return true;
            case IntentNames.OutOfScope when heard.Intent.Confidence < SureEnoughToDecline:
                return false;
            case IntentNames.OutOfScope when heard.Intent.Confidence < BeyondArticles && KnowledgeTalk.TryAnswer(draft, text):
                draft.Trace = draft.Trace with { Intent = IntentNames.AskQuestion };
                return true;
            case IntentNames.OutOfScope when draft.State.OutOfScope >= MostOutOfScope:
                NoteIfInDoubt(draft, text, heard);
                draft.State = draft.State with { OutOfScope = 0 };
                HumanTalk.Offer(draft, Key(heard.Intent.Name), text, EscalationReasons.LowConfidence);
                return true;
            case IntentNames.OutOfScope:
                NoteIfInDoubt(draft, text, heard);
                draft.State = draft.State with { OutOfScope = draft.State.OutOfScope + 1 };
                draft.Say(Key(heard.Intent.Name));
                return true;
            case IntentNames.Goodbye or IntentNames.Thanks or IntentNames.Praise or IntentNames.Smalltalk:
                draft.Say(Key(heard.Intent.Name));
                return true;
            case IntentNames.Cancel or IntentNames.Restart or IntentNames.Repeat:
                draft.Say("cancel.nothing");
                return true;
            default:
                return false;
        }
    }

    // What the desk turned away wrongly is among these.
    private static void NoteIfInDoubt(Draft draft, string text, Recognition heard)
    {
        if (heard.Intent.Confidence < BeyondDoubt)
        {
            Noticing.Note(draft, SampleReason.Unsure, text);
        }
    }

    private static string Key(string intent) => intent;

    private static void OfferServices(Draft draft) => draft.Offer(
        Offered.Select(intent => draft.Handbook.PlaybookOf(intent)?.Title.In(draft.Language))
            .OfType<string>()
            .Concat(draft.Context.Tickets.Count > 0 ? [HumanTalk.Word(draft, "choice.my_tickets")] : []));
}
