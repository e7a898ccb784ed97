using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Takes words that are no answer to a slot's question, nor anything else: keeps what they tell, says what is needed, in the end offers a human.</summary>
internal static class SlotMiss
{
    private const int ShortestName = 3;

    public static void Take(SlotReply reply)
    {
        var (draft, playbook, run, slot) = (reply.Draft, reply.Playbook, reply.Run, reply.Slot);
        var tellsMore = TellsMore(reply);
        if (tellsMore)
        {
            run = run.Note(reply.Text, Attempt.Said);
            draft.SetRun(run);
            if (run.Misses > 0 && playbook.Kind == PlaybookKind.Incident && slot.Type == SlotType.Choice && !PlaybookRules.Needs(playbook, slot.Name))
            {
                // The human who goes on reads the words; to ask a third time would only annoy.
                draft.Say("slot.early");
                draft.SetRun(run.Answer(playbook, slot.Name, string.Empty, SlotSource.Answer));
                RunAnswers.GoOn(draft);
                return;
            }
        }

        draft.SetRun(run with { Misses = run.Misses + 1 });
        if (run.Misses >= playbook.Retries)
        {
            HumanTalk.Offer(draft, "slot.stuck", run.Opening, EscalationReasons.RepeatedFailure);
            return;
        }

        if (tellsMore || Repeats(playbook, run, reply.Text, draft.Today))
        {
            // "Windows is fine", where that is known already.
            draft.Say("slot.early");
        }
        else if (slot.Type == SlotType.Number && NumberReading.Find(reply.Text) is null)
        {
            // The slot's own words are about numbers that don't fit.
            draft.Say("slot.unfit_number");
        }
        else if (slot is { Type: SlotType.Date, Min: "today" } && DateReading.Find(reply.Text, draft.Today) < draft.Today)
        {
            draft.Say("slot.past_date");
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

    /// <summary>Whether the words are no answer, but what the human who takes over has to know: "it says 550", "in Salesforce", said to "since when?".</summary>
    public static bool TellsMore(SlotReply reply) =>
        reply.Slot is { IsSensitive: false, Type: SlotType.Choice or SlotType.Date } && (Phrasing.TellsSomething(reply.Text) || IsName(reply.Text))
        && !(reply.Slot.Type == SlotType.Date && DateReading.Find(reply.Text, reply.Draft.Today) is not null)
        && !Sentences.BeginsAnother(reply.Text) && reply.Heard.Intent.Name != IntentNames.Complain && !SlotReading.IsNotKnown(reply.Text);

    // "Dell", "hdmi".
    private static bool IsName(string text) => text.Trim().Length >= ShortestName && Phrasing.IsBareTerm(text) && !Repair.IsYesOrNo(text) && !Gibberish.Is(text) && !Phrasing.IsQuestion(text);

    private static bool Repeats(Playbook playbook, PlaybookRun run, string text, LocalDate today) => playbook.Slots.Values.Any(slot =>
        slot.Type == SlotType.Choice && run.Slots.TryGetValue(slot.Name, out var known) && SlotReading.Spotted(slot, text, today) == known.Value);
}
