using NodaTime;
using ServiceBot.Dialogs;

namespace ServiceBot.Conversations;

/// <summary>What silence means: one reminder while a question is open, and a welcome back after a long time.</summary>
internal static class Silence
{
    // ServiceNow reminds after 3 minutes and closes after 6; people who look for an error message need longer, and nothing is closed here.
    private static readonly Duration Reminder = Duration.FromMinutes(10);
    private static readonly Duration LongAway = Duration.FromHours(8);

    /// <summary>When to speak up next: only where the customer spoke last and a question is open, so it is said once.</summary>
    public static Instant? WakeAt(Conversation state, Instant now) => state.Open is not null && state.LastHeardAt == now ? now + Reminder : null;

    /// <summary>Whether the customer was away so long that the open question needs a word of welcome first.</summary>
    public static bool WasLong(Conversation state, Instant now) => now - state.LastHeardAt > LongAway;

    /// <summary>Whether news may be told although a question is open.</summary>
    public static bool IsNewsDue(Conversation state, Instant now) => state.Open is null || now - state.LastHeardAt >= Reminder;

    public static void Remind(Draft draft)
    {
        if (draft.State.Open is null or Question.WhetherToGoOn)
        {
            return;
        }

        draft.Say("silence.reminder");
        if (draft.Run is { } run && draft.Handbook.PlaybookOf(run.Playbook) is { } playbook)
        {
            draft.Trace = draft.Trace with { Playbook = playbook.Id };
        }
    }
}
