using System.Text.RegularExpressions;
using ServiceBot.Messages;

namespace ServiceBot.Dialogs;

/// <summary>Reads <c>dialogs/playbooks/ID.yaml</c>; every field is described in <c>dialogs/README.md</c>.</summary>
public static class PlaybookFile
{
    private static readonly Dictionary<string, PlaybookKind> Kinds = new()
    {
        ["incident"] = PlaybookKind.Incident,
        ["request"] = PlaybookKind.Request,
        ["question"] = PlaybookKind.Question,
    };

    private static readonly Dictionary<string, SlotType> SlotTypes = Enum.GetValues<SlotType>().ToDictionary(type => type.ToString().ToLowerInvariant());

    /// <summary>Reads a playbook.</summary>
    /// <param name="file">Its path; the file's name without ending must be the id.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The playbook, or null with at least one fault.</returns>
    public static (Playbook? Playbook, IReadOnlyList<Fault> Faults) Parse(string file, string text)
    {
        var root = YamlSection.Read(file, text);
        if (root.Faults.Count > 0)
        {
            return (null, root.Faults);
        }

        var examples = root.Section("examples");
        var slots = Slots(root.Section("slots"));
        var playbook = new Playbook
        {
            Id = root.Required("id"),
            Kind = root.OneOf("kind", Kinds),
            Category = root.Text("category"),
            Title = Required(root, "title"),
            Group = root.Text("group"),
            Impact = root.Text("impact"),
            Urgency = root.Text("urgency"),
            Subject = root.LocalText("subject"),
            Retries = root.Number("retries", 2, 0, 10),
            IsInterruptible = root.Flag("interruptible", true),
            Examples = LanguageTags.All.ToDictionary(language => language, language => examples?.List(language.Tag()) ?? []),
            Slots = slots,
            Steps = StepList.Read(root, slots),
        };
        examples?.RefuseTheRest();
        root.RefuseTheRest();
        if (playbook.Id.Length > 0 && playbook.Id != Path.GetFileNameWithoutExtension(file))
        {
            root.Fault("id", $"The id `{playbook.Id}` is not the file's name.", $"Name the file `{playbook.Id}.yaml`, or change the id.");
        }

        return root.Faults.Count == 0 ? (playbook, []) : (null, root.Faults);
    }

    internal static LocalText Required(YamlSection section, string key)
    {
        if (!section.Has(key))
        {
            section.Fault(null, $"`{key}` is missing.", $"Add `{key}: {{ ja: …, en: … }}`.");
        }

        return section.LocalText(key) ?? new LocalText(string.Empty, string.Empty);
    }

    private static Dictionary<string, Slot> Slots(YamlSection? section)
    {
        var slots = new Dictionary<string, Slot>();
        foreach (var name in section?.Keys ?? [])
        {
            if (section!.Section(name) is { } slot)
            {
                slots.Add(name, SlotOf(name, slot));
            }
        }

        return slots;
    }

    private static Slot SlotOf(string name, YamlSection section)
    {
        var slot = new Slot
        {
            Name = name,
            Type = section.OneOf("type", SlotTypes),
            Label = Required(section, "label"),
            Ask = section.LocalTexts("ask") ?? new LocalTexts([], []),
            Error = section.LocalText("error"),
            Choices = Choices(section.Section("choices")),
            Pattern = Pattern(section),
            Min = section.Text("min"),
            Max = section.Text("max"),
            Profile = section.Text("profile"),
            Default = section.Text("default"),
            IsOptional = section.Flag("optional", false),
            IsOpening = section.Flag("opening", false),
            IsSensitive = section.Flag("sensitive", false),
            IsInterruptible = section.Flag("interruptible", true),
        };
        if (slot.Ask.Ja.Count == 0)
        {
            section.Fault(null, $"The slot `{name}` has no question.", "Add `ask: { ja: …, en: … }`.");
        }

        if (slot.Type == SlotType.Choice && slot.Choices.Count < 2)
        {
            section.Fault("choices", $"The choice `{name}` has fewer than two choices.", "Add `choices:` with at least two values.");
        }

        if (slot.Type == SlotType.Pattern && slot.Pattern is null)
        {
            section.Fault("pattern", $"The slot `{name}` has no pattern.", "Add `pattern: \"…\"`.");
        }

        if (slot.Default is { } assumed && (SlotReading.Asked(slot, assumed, [], default) is not Reading.Answer { Value: var value } || value != assumed))
        {
            section.Fault("default", $"`{assumed}` is no answer to the slot `{name}`.", "Give the value that an answer would have: a number within its bounds, the name of a choice, an ISO date.");
        }

        section.RefuseTheRest();
        return slot;
    }

    private static List<SlotChoice> Choices(YamlSection? section)
    {
        var choices = new List<SlotChoice>();
        foreach (var value in section?.Keys ?? [])
        {
            if (section!.Section(value) is not { } choice)
            {
                continue;
            }

            var synonyms = choice.Section("synonyms");
            choices.Add(new SlotChoice(
                value,
                new LocalText(choice.Required("ja"), choice.Required("en")),
                [.. synonyms?.List("ja") ?? [], .. synonyms?.List("en") ?? []]));
            synonyms?.RefuseTheRest();
            choice.RefuseTheRest();
        }

        return choices;
    }

    private static Regex? Pattern(YamlSection section)
    {
        if (section.Text("pattern") is not { } pattern)
        {
            return null;
        }

        try
        {
            // Without backtracking, so that no answer can make a pattern of a desk explode.
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            section.Fault("pattern", $"`{pattern}` is no pattern: {broken.Message}", "Use letters, classes such as [0-9], and counts such as {5}; no look-around or back-references.");
            return null;
        }
    }
}
