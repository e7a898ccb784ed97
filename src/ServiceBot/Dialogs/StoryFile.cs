using ServiceBot.Messages;

namespace ServiceBot.Dialogs;

/// <summary>Reads stories; the fields are described in <c>dialogs/README.md</c>.</summary>
public static class StoryFile
{
    private static readonly string[] Expectable =
        ["playbook", "step", "intent", "category", "article", "handoff", "proactive", "language", "says", "not_says", "choices", "silent"];

    private static readonly string[] TicketMembers =
        ["type", "status", "priority", "urgency", "category", "group", "playbook", "reason", "language", "subject", "mood", "slots", "attachments", "count"];

    private static readonly Dictionary<string, Language> Languages = LanguageTags.All.ToDictionary(language => language.Tag());

    /// <summary>Reads a story.</summary>
    /// <returns>The story, or null with at least one fault.</returns>
    public static (Story? Story, IReadOnlyList<Fault> Faults) Parse(string file, string text)
    {
        var root = YamlSection.Read(file, text);
        if (root.Faults.Count > 0)
        {
            return (null, root.Faults);
        }

        var title = root.Required("story");
        var language = root.OneOf("language", Languages);
        var customer = CustomerOf(root.Section("customer"));
        var steps = root.Sections("steps").Select(StepOf).ToList();
        if (steps.Count == 0)
        {
            root.Fault("steps", "The story has no steps.", "Add `steps:`.");
        }

        root.RefuseTheRest();
        return root.Faults.Count == 0 ? (new Story(file, title, language, customer, steps), []) : (null, root.Faults);
    }

    private static Person CustomerOf(YamlSection? section)
    {
        var name = section?.Text("name");
        var profile = section?.Section("profile");
        var known = profile?.Keys.ToDictionary(key => key, key => profile.Text(key) ?? string.Empty) ?? [];
        section?.RefuseTheRest();
        return new Person(new PersonId("dl_customer"), name, known);
    }

    private static StoryStep StepOf(YamlSection section)
    {
        var move = MoveOf(section);
        var bot = section.Section("bot");
        var ticket = section.Section("ticket");
        var step = new StoryStep(section.Line, move, Expected(bot), TicketOf(ticket));
        section.RefuseTheRest();
        return step;
    }

    private static StoryMove MoveOf(YamlSection section)
    {
        if (section.Text("customer") is { } said)
        {
            return section.Text("file") is { } file ? new StoryMove.Sends(file, said) : new StoryMove.Says(said);
        }

        if (section.Has("opens"))
        {
            _ = section.Flag("opens", true);
            return new StoryMove.Opens();
        }

        if (section.Has("wait_minutes"))
        {
            return new StoryMove.Waits(section.Number("wait_minutes", 0, 1, 60 * 24 * 60));
        }

        if (section.Section("desk") is { } desk)
        {
            bool? approves = desk.Has("approves") ? desk.Flag("approves", true) : null;
            var move = new StoryMove.DeskDoes(desk.Text("comment"), desk.Text("status"), desk.Text("text"), approves);
            desk.RefuseTheRest();
            return move;
        }

        if (section.Section("action") is { } action)
        {
            var outputs = action.Section("outputs");
            var move = new StoryMove.ActionEnds(action.Flag("succeeds", true), outputs?.Keys.ToDictionary(key => key, key => outputs.Text(key) ?? string.Empty) ?? []);
            action.RefuseTheRest();
            return move;
        }

        section.Fault(null, "Nothing happens in this step.", "Give it one of customer, opens, wait_minutes, desk, action.");
        return new StoryMove.Opens();
    }

    private static Dictionary<string, IReadOnlyList<string>>? Expected(YamlSection? bot)
    {
        foreach (var key in bot?.Keys.Where(key => !Expectable.Contains(key)) ?? [])
        {
            bot!.Fault(key, $"`{key}` can't be expected of a reply.", $"Use one of {string.Join(", ", Expectable)}.");
        }

        return bot?.Keys.ToDictionary(key => key, bot.List);
    }

    private static Dictionary<string, string>? TicketOf(YamlSection? ticket)
    {
        if (ticket is null)
        {
            return null;
        }

        var expected = new Dictionary<string, string>();
        foreach (var key in ticket.Keys)
        {
            if (!TicketMembers.Contains(key))
            {
                ticket.Fault(key, $"`{key}` can't be expected of a ticket.", $"Use one of {string.Join(", ", TicketMembers)}.");
            }
            else if (key == "slots" && ticket.Section("slots") is { } slots)
            {
                foreach (var slot in slots.Keys)
                {
                    expected[$"slots.{slot}"] = slots.Text(slot) ?? string.Empty;
                }
            }
            else
            {
                expected[key] = ticket.Text(key) ?? string.Empty;
            }
        }

        return expected;
    }
}
