using NodaTime;
using ServiceBot.Messages;

namespace ServiceBot.Dialogs;

/// <summary>How a run goes on, from facts alone.</summary>
public static class PlaybookRules
{
    /// <summary>The first step that is neither done nor ruled out, or null where none is left.</summary>
    public static Step? NextStep(Playbook playbook, PlaybookRun run)
    {
        var facts = run.Facts;
        foreach (var step in playbook.Steps)
        {
            var isDone = step is Step.Collect collect ? run.Slots.ContainsKey(collect.Slot) : run.Done.Contains(step.Id);
            if (!isDone && (!run.IsTakenOver || step is Step.Collect) && step.When.All(condition => condition.Holds(facts)))
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

    /// <summary>Takes an answer away, so that it is asked again.</summary>
    public static PlaybookRun Forget(this PlaybookRun run, Playbook playbook, string slot) => run with
    {
        Answered = [.. run.Answered.Where(name => name != slot)],
        Slots = run.Slots.Where(known => known.Key != slot).ToDictionary(),
        Done = WithoutConfirmations(playbook, run.Done),
        Misses = 0,
    };

    /// <summary>Takes the last answer away, so that it is asked again; null where there is none.</summary>
    public static PlaybookRun? StepBack(this PlaybookRun run, Playbook playbook) => run.Answered.Count == 0 ? null : run.Forget(playbook, run.Answered[^1]);

    /// <summary>Fills what the profile and the customer's words say already, so that it is not asked.</summary>
    /// <param name="run">The run.</param>
    /// <param name="playbook">Its playbook.</param>
    /// <param name="customer">Whose profile is used.</param>
    /// <param name="said">The customer's words; the first ones also answer slots that ask for the matter itself.</param>
    /// <param name="today">The customer's day.</param>
    /// <param name="openingOnly">Where the run begins again: the first words, for slots that ask for the matter itself.</param>
    /// <param name="answered">What the same words have answered already: one day or one number fills no second slot.</param>
    public static PlaybookRun FillFrom(this PlaybookRun run, Playbook playbook, Person customer, string said, LocalDate today, string? openingOnly, string? answered = null)
    {
        var taken = new HashSet<string>(answered is null ? [] : [answered]);
        foreach (var slot in playbook.Slots.Values.Where(slot => !run.Slots.TryGetValue(slot.Name, out var value) || value.Source == SlotSource.Default))
        {
            if (slot.IsOpening)
            {
                run = run.Answer(playbook, slot.Name, openingOnly ?? said, SlotSource.Utterance);
            }
            else if (SlotReading.Spotted(slot, said, today) is { } spotted && (slot.Type == SlotType.Choice || taken.Add(spotted)))
            {
                run = run.Answer(playbook, slot.Name, spotted, SlotSource.Utterance);
            }
            else if (slot is { Type: SlotType.Person, Profile: Slot.Manager } && PersonReading.ManagerIn(said) is var (manager, _))
            {
                run = run.Answer(playbook, slot.Name, manager, SlotSource.Utterance);
            }
            else if (slot.Profile is { } fact && customer.Profile.TryGetValue(fact, out var known))
            {
                run = run.Answer(playbook, slot.Name, known, SlotSource.Profile);
            }
        }

        return run;
    }

    /// <summary>Fills what words hold that were said to something else than a slot: besides forms that can't be mistaken, a text slot that they name takes them whole.</summary>
    public static PlaybookRun FillNamed(this PlaybookRun run, Playbook playbook, Person customer, string said, LocalDate today)
    {
        var filled = run.FillFrom(playbook, customer, said, today, openingOnly: run.Opening);

        // "Still the same message" does not say what the message is.
        var named = playbook.Slots.Values.FirstOrDefault(slot =>
            slot is { Type: SlotType.Text, IsSensitive: false } && (!slot.IsOptional || said.Any(char.IsDigit)) && !filled.Slots.ContainsKey(slot.Name) && IsUsed(playbook, filled, slot.Name) && Correction.Names(slot, said));
        return named is null ? filled : filled.Answer(playbook, named.Name, said.Trim(), SlotSource.Utterance);
    }

    /// <summary>What templates may fill in: every slot as it is shown, and raw below <c>name.value</c>.</summary>
    public static Dictionary<string, string> Values(Playbook playbook, PlaybookRun run, Language language) =>
        run.Slots.ToDictionary(slot => slot.Key, slot => playbook.Slots.TryGetValue(slot.Key, out var known) ? SlotReading.Shown(known, slot.Value.Value, language) : slot.Value.Value);

    /// <summary>What actions get: every slot as it is stored.</summary>
    public static Dictionary<string, string> RawValues(PlaybookRun run) => run.Slots.ToDictionary(slot => slot.Key, slot => slot.Value.Value);

    /// <summary>What was collected, one line a slot, in the order of the playbook; what was left out, or is of no use on this way through it, is not shown.</summary>
    public static IEnumerable<(string Label, string Value)> Summary(Playbook playbook, PlaybookRun run, Language language) =>
        from slot in playbook.Slots.Values
        let value = run.Slots.GetValueOrDefault(slot.Name)?.Value
        where value is { Length: > 0 } && IsUsed(playbook, run, slot.Name)
        select (slot.Label.In(language), SlotReading.Shown(slot, value, language));

    /// <summary>Whether an action or an approval can't be done without a slot.</summary>
    public static bool Needs(Playbook playbook, string slot) => playbook.Steps.Any(step => IsInputOf(step, slot));

    private static bool IsUsed(Playbook playbook, PlaybookRun run, string slot)
    {
        var uses = playbook.Steps.Where(step => step is Step.Collect collect && collect.Slot == slot || IsInputOf(step, slot)).ToList();
        var facts = run.Facts;
        return uses.Count == 0 || uses.Exists(step => step.When.All(condition => condition.Holds(facts)));
    }

    private static bool IsInputOf(Step step, string slot) => step switch
    {
        Step.Approval approval => Template.Names(approval.Approver).Contains(slot),
        Step.CallAction call => call.With.Values.Any(input => Template.Names(input).Contains(slot)),
        _ => false,
    };

    // A confirmation whose action has run, or whose approver was asked, can't be taken back.
    private static List<string> WithoutConfirmations(Playbook playbook, IReadOnlyList<string> done)
    {
        var committed = playbook.Steps.ToList().FindLastIndex(step => step is Step.CallAction or Step.Approval && done.Contains(step.Id));
        var open = playbook.Steps.Skip(committed + 1).OfType<Step.Confirm>().Select(step => step.Id).ToList();
        return [.. done.Where(step => !open.Contains(step))];
    }
}
