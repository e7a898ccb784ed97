using NodaTime;
using ServiceBot.Messages;

namespace ServiceBot.Dialogs;

/// <summary>How a run goes on, from facts alone.</summary>
public static class PlaybookRules
{
    /// <summary>The first step that is neither done nor ruled out, or null where none is left.</summary>
    public static Step? NextStep(Playbook playbook, PlaybookRun run)
    {
        foreach (var step in playbook.Steps)
        {
            var isDone = step is Step.Collect collect ? run.Slots.ContainsKey(collect.Slot) : run.Done.Contains(step.Id);
            if (!isDone && step.When.All(condition => condition.Holds(run.Slots)))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>Marks a step as done.</summary>
    public static PlaybookRun Finish(this PlaybookRun run, string step) => run with { Done = [.. run.Done, step] };

    /// <summary>Notes what was tried.</summary>
    public static PlaybookRun Note(this PlaybookRun run, string step, string outcome) => run with { Attempts = [.. run.Attempts, new Attempt(step, outcome)] };

    /// <summary>Takes an answer. What was confirmed before is asked again, because it no longer holds.</summary>
    public static PlaybookRun Answer(this PlaybookRun run, Playbook playbook, string slot, string value, SlotSource source) => run with
    {
        Slots = new Dictionary<string, SlotValue>(run.Slots) { [slot] = new SlotValue(value, source) },
        Answered = source == SlotSource.Answer ? [.. run.Answered.Where(name => name != slot), slot] : run.Answered,
        Done = WithoutConfirmations(playbook, run.Done),
        Misses = 0,
    };

    /// <summary>Takes the last answer away, so that it is asked again; null where there is none.</summary>
    public static PlaybookRun? StepBack(this PlaybookRun run, Playbook playbook) => run.Answered.Count == 0
        ? null
        : run with
        {
            Answered = [.. run.Answered.SkipLast(1)],
            Slots = run.Slots.Where(slot => slot.Key != run.Answered[^1]).ToDictionary(),
            Done = WithoutConfirmations(playbook, run.Done),
            Misses = 0,
        };

    /// <summary>Fills what the profile and the customer's words say already, so that it is not asked.</summary>
    /// <param name="run">The run.</param>
    /// <param name="playbook">Its playbook.</param>
    /// <param name="customer">Whose profile is used.</param>
    /// <param name="said">The customer's words; the first ones also answer slots that ask for the matter itself.</param>
    /// <param name="today">The customer's day.</param>
    /// <param name="openingOnly">Where the run begins again: the first words, for slots that ask for the matter itself.</param>
    public static PlaybookRun FillFrom(this PlaybookRun run, Playbook playbook, Person customer, string said, LocalDate today, string? openingOnly)
    {
        foreach (var slot in playbook.Slots.Values.Where(slot => !run.Slots.ContainsKey(slot.Name)))
        {
            if (slot.IsOpening)
            {
                run = run.Answer(playbook, slot.Name, openingOnly ?? said, SlotSource.Utterance);
            }
            else if (SlotReading.Spotted(slot, said, today) is { } spotted)
            {
                run = run.Answer(playbook, slot.Name, spotted, SlotSource.Utterance);
            }
            else if (slot.Profile is { } fact && customer.Profile.TryGetValue(fact, out var known))
            {
                run = run.Answer(playbook, slot.Name, known, SlotSource.Profile);
            }
        }

        return run;
    }

    /// <summary>Finds a slot that is answered already and that these words answer otherwise.</summary>
    /// <returns>The slot and its new value, or null where the words correct nothing.</returns>
    public static (Slot Slot, string Value)? Correction(Playbook playbook, PlaybookRun run, string said, LocalDate today)
    {
        foreach (var slot in playbook.Slots.Values)
        {
            if (run.Slots.TryGetValue(slot.Name, out var known) && SlotReading.Spotted(slot, said, today) is { } value && value != known.Value)
            {
                return (slot, value);
            }
        }

        return null;
    }

    /// <summary>What templates may fill in: every slot as it is shown, and raw below <c>name.value</c>.</summary>
    public static Dictionary<string, string> Values(Playbook playbook, PlaybookRun run, Language language) =>
        run.Slots.ToDictionary(slot => slot.Key, slot => playbook.Slots.TryGetValue(slot.Key, out var known) ? SlotReading.Shown(known, slot.Value.Value, language) : slot.Value.Value);

    /// <summary>What actions get: every slot as it is stored.</summary>
    public static Dictionary<string, string> RawValues(PlaybookRun run) => run.Slots.ToDictionary(slot => slot.Key, slot => slot.Value.Value);

    /// <summary>What was collected, one line a slot, in the order of the playbook; what was left out is not shown.</summary>
    public static IEnumerable<(string Label, string Value)> Summary(Playbook playbook, PlaybookRun run, Language language) =>
        from slot in playbook.Slots.Values
        let value = run.Slots.GetValueOrDefault(slot.Name)?.Value
        where value is { Length: > 0 }
        select (slot.Label.In(language), SlotReading.Shown(slot, value, language));

    private static List<string> WithoutConfirmations(Playbook playbook, IReadOnlyList<string> done)
    {
        var confirmations = playbook.Steps.OfType<Step.Confirm>().Select(step => step.Id).ToList();
        return [.. done.Where(step => !confirmations.Contains(step))];
    }
}
