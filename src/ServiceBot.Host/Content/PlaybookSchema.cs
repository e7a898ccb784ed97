using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Dialogs;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Content;

/// <summary>The JSON schema of playbooks for editors: what <see cref="PlaybookFile"/> reads, with the names of this desk's categories, groups, articles and actions.</summary>
/// <remarks>JSON Schema 2020-12. It helps while writing; <c>check</c> remains the judge.</remarks>
public static class PlaybookSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>schema/playbook.schema.json</c> below the desk's files, where it isn't there or has changed.</summary>
    public static void Write(string dialogs, DeskContent content)
    {
        var file = Path.Combine(dialogs, "schema", "playbook.schema.json");
        var text = Of(content).ToJsonString(Readable) + "\n";
        if (!File.Exists(file) || File.ReadAllText(file) != text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    /// <summary>The schema.</summary>
    public static JsonObject Of(DeskContent content)
    {
        var playbook = Mapping(
            "A service: examples of what customers write, what has to be known, and what is done.",
            ["id", "kind", "title", "steps"],
            new()
            {
                ["id"] = Text("The intent; equal to the file's name."),
                ["kind"] = OneOf("What its tickets are.", ["incident", "request", "question"]),
                ["category"] = OneOf("One of the desk's categories.", content.Routing.Categories),
                ["title"] = Local("How it is offered as a button and named in summaries."),
                ["group"] = OneOf("Who gets its tickets; by category where absent.", content.Routing.Groups),
                ["impact"] = OneOf("How many it hits; `one_person` where absent.", Prioritisation.Impacts.Keys),
                ["urgency"] = OneOf("How soon it is needed; `medium` where absent.", Prioritisation.Urgencies.Keys),
                ["subject"] = Local("The ticket's subject; the customer's words where absent."),
                ["retries"] = Number("So many answers in a row that don't fit, then a human is offered; 2 where absent.", 0, 10),
                ["interruptible"] = Flag("false: no side questions while it runs."),
                ["examples"] = Mapping("What customers write, 25 or more per language.", ["ja", "en"], new() { ["ja"] = Texts(null), ["en"] = Texts(null) }),
                ["slots"] = Members("What has to be known.", Reference("slot")),
                ["steps"] = Steps(),
            });
        playbook["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        playbook["$defs"] = new JsonObject
        {
            ["texts"] = Mapping(null, ["ja", "en"], new() { ["ja"] = Texts("Variants take turns."), ["en"] = Texts("Variants take turns.") }),
            ["slot"] = Slot(),
            ["choice"] = Mapping("A choice: its label, and other words for it.", ["ja", "en"], new()
            {
                ["ja"] = Text(null),
                ["en"] = Text(null),
                ["synonyms"] = Mapping("Other words for it.", [], new() { ["ja"] = Texts(null), ["en"] = Texts(null) }),
            }),
            ["step"] = Step(content),
        };
        return playbook;
    }

    private static JsonObject Slot() => Mapping("One thing that has to be known.", ["type", "label", "ask"], new()
    {
        ["type"] = OneOf("What kind of answer it takes.", Enum.GetNames<SlotType>().Select(name => name.ToLowerInvariant())),
        ["label"] = Local("In the summary and on the ticket."),
        ["ask"] = Local("The question; several variants take turns."),
        ["error"] = Local("Said when an answer doesn't fit."),
        ["choices"] = Members("The values of a choice.", Reference("choice")),
        ["pattern"] = Text("A regular expression for the whole answer."),
        ["min"] = Scalar("Smallest number or date; `today` for dates."),
        ["max"] = Scalar("Largest number or date; `today` for dates."),
        ["profile"] = Text("Not asked where the customer's profile knows this."),
        ["default"] = Scalar("Taken instead of asking, where nothing else was said; shown in the summary."),
        ["optional"] = Flag("\"skip\" is an answer."),
        ["opening"] = Flag("The customer's first words answer it."),
        ["sensitive"] = Flag("Masked in transcript, ticket and logs."),
        ["interruptible"] = Flag("false: no side questions while this is open."),
    });

    private static JsonObject Step(DeskContent content) => Mapping("One thing that is done; a step that is done is not done again.", [], new()
    {
        ["id"] = Text("A name of its own, where two steps would have the same."),
        ["when"] = Members("All must hold; `slot: value`, `[a, b]`, `{ not: a }`, `{ known: true }`, `{ at_least: 3 }`, `{ at_most: 3 }`.", new JsonObject()),
        ["steps"] = Steps(),
        ["say"] = Local("Says it."),
        ["collect"] = Texts("Asks for these slots where they are not known."),
        ["article"] = OneOf("Shows an article and asks whether that solved it; best: the one that surely answers what the customer said first, if any.", content.Articles.Select(article => article.Id).Distinct().Order(StringComparer.Ordinal).Prepend(Dialogs.Step.ShowArticle.Best)),
        ["ask_solved"] = Local("Asks whether it is solved; yes ends the run."),
        ["confirm"] = Local("Shows what was collected and asks whether it is right."),
        ["action"] = Text("Calls an action of policies/actions.yaml; where it is not configured or fails, a ticket is opened."),
        ["with"] = Members("The action's inputs.", Text(null)),
        ["done"] = Local("Said when the action has succeeded."),
        ["approval"] = Text("Opens the ticket and waits until this approver has decided."),
        ["ticket"] = Local("Opens the ticket, says this besides its number, and ends."),
        ["handoff"] = Local("The same, but a human is needed now."),
    });

    private static JsonObject Mapping(string? description, string[] required, Dictionary<string, JsonObject> properties)
    {
        var mapping = Described("object", description);
        mapping["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        mapping["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)property.Value)));
        mapping["additionalProperties"] = false;
        return mapping;
    }

    private static JsonObject Members(string description, JsonObject each)
    {
        var members = Described("object", description);
        members["additionalProperties"] = each;
        return members;
    }

    private static JsonObject Steps() => new() { ["type"] = "array", ["items"] = Reference("step") };

    private static JsonObject OneOf(string description, IEnumerable<string> values) =>
        new() { ["description"] = description, ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };

    private static JsonObject Number(string description, int min, int max)
    {
        var number = Described("integer", description);
        number["minimum"] = min;
        number["maximum"] = max;
        return number;
    }

    private static JsonObject Texts(string? description)
    {
        var texts = description is null ? new JsonObject() : new JsonObject { ["description"] = description };
        texts["anyOf"] = new JsonArray(Text(null), new JsonObject { ["type"] = "array", ["items"] = Text(null) });
        return texts;
    }

    private static JsonObject Local(string description)
    {
        var texts = Reference("texts");
        texts["description"] = description;
        return texts;
    }

    private static JsonObject Text(string? description) => Described("string", description);

    private static JsonObject Flag(string description) => Described("boolean", description);

    private static JsonObject Scalar(string description) => new() { ["description"] = description, ["type"] = new JsonArray("string", "number") };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    private static JsonObject Described(string type, string? description) =>
        description is null ? new() { ["type"] = type } : new() { ["type"] = type, ["description"] = description };
}
