using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>People in danger: told what to do at once, asked nothing, and handed to a human, whatever else was being spoken of.</summary>
internal static class DangerTalk
{
    // Whoever looks after the building.
    private const string Category = "facilities";

    // What is said so soon after it belongs to the same danger.
    private static readonly Duration Same = Duration.FromHours(2);

    /// <summary>Takes words that tell of it; false where they don't.</summary>
    public static bool Take(Draft draft, string text)
    {
        if (!DangerReading.IsTold(text) || RunAnswers.Chooses(draft, text))
        {
            return false;
        }

        if (draft.Context.Tickets.FirstOrDefault(ticket => ticket is { IsOver: false, Urgency: Urgency.Critical, Category: Category } && ticket.Customer.Id == draft.State.Customer.Id && draft.Now - ticket.CreatedAt < Same) is { } told)
        {
            draft.Say("danger");
            TicketActs.Add(draft, told, text);
            return true;
        }

        var certain = new Recognition(draft.Language, new Scored(IntentNames.ReportIncident, 1), new Scored(Category, 1), [], Certainty.Sure, draft.State.Mood);
        var run = new PlaybookRun { Playbook = IntentNames.ReportIncident, Opening = text, Understanding = certain, Category = Category, StartedAt = draft.Now };
        draft.State = draft.State with { Runs = [run], Later = [], MatterSince = draft.State.Sequence };
        draft.CloseQuestion();
        draft.Trace = draft.Trace with { Intent = IntentNames.ReportIncident, Category = Category, Playbook = IntentNames.ReportIncident };
        draft.Say("danger");
        HumanTalk.HandOver(draft, text, EscalationReasons.Policy);
        draft.Say("danger.where");
        return true;
    }
}
