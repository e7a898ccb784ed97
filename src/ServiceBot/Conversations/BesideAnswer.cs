using ServiceBot.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Takes what stands beside an answer in the same words.</summary>
internal static class BesideAnswer
{
    /// <summary>Answers or keeps the question in "Kenji Mori. And what about my chair?"; what comes before it is the answer. Null where the words are not of that form.</summary>
    public static string? TakeQuestion(Draft draft, Slot slot, string text)
    {
        var parts = Sentences.Split(text);
        if (slot.IsSensitive || parts.Count < 2)
        {
            return null;
        }

        var (question, answer) = (parts[^1], string.Join(" ", parts.SkipLast(1)).TrimEnd('。', '.', ' '));
        if (!Phrasing.IsQuestion(question) || Phrasing.AsksWhy(question) || Sentences.BeginsAnother(question)
            || parts.SkipLast(1).Any(Phrasing.IsQuestion) || SlotReading.Asked(slot, answer, [], draft.Today) is not Reading.Answer)
        {
            return null;
        }

        if (draft.State.Later.Count > 0 && Phrasing.IsElliptical(question))
        {
            draft.Say("later.kept");
        }
        else
        {
            FollowUps.AnswerOrKeep(draft, question);
        }

        return answer;
    }

    /// <summary>Takes whom 「本社3階に、承認は田中部長で」 names, which is no part of where it goes; what is left of the words, or null where nobody is named.</summary>
    public static string? TakeManager(Draft draft, Playbook playbook, PlaybookRun run, Slot slot, string text)
    {
        if (slot is not { Type: SlotType.Text, IsSensitive: false } || PersonReading.ManagerIn(text) is not var (_, rest)
            || run.FillFrom(playbook, draft.State.Customer, text, draft.Today, openingOnly: run.Opening) is var named && named.Slots.Count == run.Slots.Count)
        {
            return null;
        }

        draft.SetRun(named);
        return rest;
    }
}
