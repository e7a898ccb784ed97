using ServiceBot.Messages;

namespace ServiceBot.Dialogs;

/// <summary>Reads the <c>steps</c> of a playbook into one flat list: a group's condition is carried by each of its steps.</summary>
internal static class StepList
{
    private static readonly string[] Kinds = ["say", "collect", "article", "ask_solved", "confirm", "action", "approval", "ticket", "handoff", "steps"];

    private static readonly Dictionary<string, Comparison> Comparisons = new()
    {
        ["not"] = Comparison.NoneOf,
        ["known"] = Comparison.Known,
        ["at_least"] = Comparison.AtLeast,
        ["at_most"] = Comparison.AtMost,
    };

    public static IReadOnlyList<Step> Read(YamlSection root, IReadOnlyDictionary<string, Slot> slots)
    {
        var steps = new List<Step>();
        Add(steps, root, slots, []);
        if (steps.Count == 0)
        {
            root.Fault("steps", "The playbook has no steps.", "Add `steps:` with at least one.");
        }

        foreach (var twice in steps.GroupBy(step => step.Id).Where(group => group.Count() > 1))
        {
            root.Fault("steps", $"Two steps have the id `{twice.Key}`.", "Give one of them an `id: …` of its own.");
        }

        return steps;
    }

    private static void Add(List<Step> steps, YamlSection parent, IReadOnlyDictionary<string, Slot> slots, IReadOnlyList<Condition> outer)
    {
        foreach (var section in parent.Sections("steps"))
        {
            IReadOnlyList<Condition> when = [.. outer, .. Conditions(section.Section("when"), slots)];
            var kinds = Kinds.Where(section.Has).ToList();
            if (kinds is not [var kind])
            {
                section.Fault(null, "A step does exactly one thing.", $"Give it one of {string.Join(", ", Kinds)}.");
                continue;
            }

            if (kind == "steps")
            {
                Add(steps, section, slots, when);
            }
            else
            {
                AddOne(steps, section, kind, slots, when);
            }

            section.RefuseTheRest();
        }
    }

    private static void AddOne(List<Step> steps, YamlSection section, string kind, IReadOnlyDictionary<string, Slot> slots, IReadOnlyList<Condition> when)
    {
        // Without an id of its own, a step is known by its kind, its object and how many such steps came before.
        string Id(string what)
        {
            var ordinal = steps.Count(step => step.Id == what || step.Id.StartsWith(what + "#", StringComparison.Ordinal));
            return section.Text("id") ?? (ordinal == 0 ? what : $"{what}#{ordinal + 1}");
        }

        LocalTexts Texts() => section.LocalTexts(kind) ?? new LocalTexts([string.Empty], [string.Empty]);
        switch (kind)
        {
            case "collect":
                foreach (var slot in section.List("collect"))
                {
                    if (!slots.ContainsKey(slot))
                    {
                        section.Fault("collect", $"There is no slot `{slot}`.", $"Define it below `slots:`, or use one of {string.Join(", ", slots.Keys)}.");
                    }

                    steps.Add(new Step.Collect(Id($"collect:{slot}"), when, slot));
                }

                break;
            case "article":
                steps.Add(new Step.ShowArticle(Id($"article:{section.Required("article")}"), when, section.Required("article")));
                break;
            case "action":
                var with = section.Section("with");
                var inputs = with?.Keys.ToDictionary(key => key, with.Required) ?? [];
                steps.Add(new Step.CallAction(Id($"action:{section.Required("action")}"), when, section.Required("action"), inputs, section.LocalTexts("done")));
                break;
            case "approval":
                steps.Add(new Step.Approval(Id("approval"), when, section.Required("approval")));
                break;
            case "say":
                steps.Add(new Step.Say(Id("say"), when, Texts()));
                break;
            case "ask_solved":
                steps.Add(new Step.AskSolved(Id("ask_solved"), when, Texts()));
                break;
            case "confirm":
                steps.Add(new Step.Confirm(Id("confirm"), when, Texts()));
                break;
            case "ticket":
                steps.Add(new Step.Ticket(Id("ticket"), when, Texts()));
                break;
            default:
                steps.Add(new Step.HandOff(Id("handoff"), when, Texts()));
                break;
        }
    }

    private static List<Condition> Conditions(YamlSection? section, IReadOnlyDictionary<string, Slot> slots)
    {
        var conditions = new List<Condition>();
        foreach (var name in section?.Keys ?? [])
        {
            if (!slots.TryGetValue(name, out var slot) && name != PlaybookRun.CategoryFact)
            {
                section!.Fault(name, $"The condition names no slot: `{name}`.", $"Use one of {string.Join(", ", slots.Keys)}.");
            }

            var condition = ConditionOn(name, section!);
            foreach (var value in condition.Values.Where(value => slot?.Type == SlotType.Choice && slot.Choices.All(choice => choice.Value != value)))
            {
                section!.Fault(name, $"`{value}` is no choice of `{name}`.", $"Use one of {string.Join(", ", slot!.Choices.Select(choice => choice.Value))}.");
            }

            conditions.Add(condition);
        }

        return conditions;
    }

    private static Condition ConditionOn(string slot, YamlSection section)
    {
        if (!section.IsSection(slot))
        {
            return new Condition(slot, Comparison.OneOf, section.List(slot));
        }

        var comparison = section.Section(slot)!;
        var key = comparison.Keys.FirstOrDefault() ?? string.Empty;
        var values = comparison.List(key);
        if (comparison.Keys.Count != 1 || !Comparisons.TryGetValue(key, out var kind) || values.Count == 0)
        {
            comparison.Fault(null, $"The condition on `{slot}` is not understood.", $"Write `{slot}: value` or one of {string.Join(", ", Comparisons.Keys)} below it.");
            return new Condition(slot, Comparison.OneOf, []);
        }

        return kind == Comparison.Known ? new Condition(slot, values[0] == "true" ? Comparison.Known : Comparison.Unknown, []) : new Condition(slot, kind, values);
    }
}
