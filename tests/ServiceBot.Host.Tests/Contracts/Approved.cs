using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Contracts;

/// <summary>
/// Compares a shape that others rely on with its approved file, to the letter. Values that differ from run to run are named instead. Where it
/// differs, the new shape lies beside the approved one as <c>NAME.received.json</c>: rename it to accept it.
/// </summary>
public static class Approved
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Measured = ["confidence", "score", "weight"];

    // What is said is the desk's to change, on buttons too.
    private static readonly string[] Worded = ["text", "value"];
    private static readonly string[] Generated = ["traceId", "replyToId"];

    private static readonly (Regex Pattern, string Name)[] Volatile =
    [
        (new Regex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", RegexOptions.None, Limit), "<instant>"),
        (new Regex(@"\b(INC|REQ|QUE)-\d{6,}\b", RegexOptions.None, Limit), "$1-<serial>"),
        (new Regex(@"\bdl_[0-9a-f]{32}\b", RegexOptions.None, Limit), "<customer>"),
        (new Regex(@"\b[0-9a-f]{32}(\|\d+)?\b", RegexOptions.None, Limit), "<id>"),
        (new Regex(@"127\.0\.0\.1:\d+", RegexOptions.None, Limit), "<host>"),
    ];

    public static void Is(string name, JsonNode? received)
    {
        var file = Path.Combine(Repository.Tests, "Contracts", $"{name}.approved.json");
        var actual = Steady(null, received)!.ToJsonString(Readable) + "\n";
        var approved = File.Exists(file) ? File.ReadAllText(file) : "";
        var beside = file.Replace(".approved.", ".received.", StringComparison.Ordinal);
        File.Delete(beside);
        if (actual != approved)
        {
            File.WriteAllText(beside, actual);
        }

        Assert.Equal(approved, actual);
    }

    private static JsonNode? Steady(string? name, JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(
            member.Key, Steady(member.Key == "title" && members.ContainsKey("value") ? "text" : member.Key, member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => Steady(name, item))]),
        JsonValue value when Measured.Contains(name) || Worded.Contains(name) => $"<{value.GetValueKind().ToString().ToLowerInvariant()}>",
        JsonValue when Generated.Contains(name) => "<id>",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Volatile.Aggregate(value.GetValue<string>(), (text, one) => one.Pattern.Replace(text, one.Name)),
        _ => node?.DeepClone(),
    };
}
