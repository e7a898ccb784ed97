using NodaTime;
using ServiceBot.Messages;

namespace ServiceBot.Dialogs;

/// <summary>How another system is called, as declared in <c>dialogs/policies/actions.yaml</c>.</summary>
public sealed record ActionDeclaration
{
    /// <summary>The name by which playbooks call it.</summary>
    public required string Name { get; init; }

    /// <summary><c>GET</c>, <c>POST</c>, <c>PUT</c>, <c>PATCH</c> or <c>DELETE</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Template of the address; scheme and host are fixed, inputs fill path and query only.</summary>
    public required string Url { get; init; }

    /// <summary>Templates of the headers; <c>{secret:Name}</c> is taken from the configuration key <c>ServiceBot:Secrets:Name</c>.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Members of the JSON body as templates; empty for no body.</summary>
    public required IReadOnlyDictionary<string, string> Body { get; init; }

    /// <summary>How long one try may take.</summary>
    public required Duration Timeout { get; init; }

    /// <summary>How often it is tried again where that can help.</summary>
    public required int Retries { get; init; }

    /// <summary>Slots filled from the JSON answer, by JSON pointer.</summary>
    public required IReadOnlyDictionary<string, string> Outputs { get; init; }

    /// <summary>Reads the policy.</summary>
    /// <returns>The actions by name; empty with faults.</returns>
    public static (IReadOnlyDictionary<string, ActionDeclaration> Actions, IReadOnlyList<Fault> Faults) Parse(string file, string text)
    {
        var root = YamlSection.Read(file, text);
        var actions = new Dictionary<string, ActionDeclaration>();
        var section = root.Section("actions");
        foreach (var name in section?.Keys ?? [])
        {
            if (section!.Section(name) is { } action)
            {
                actions[name] = One(name, action);
            }
        }

        root.RefuseTheRest();
        return root.Faults.Count == 0 ? (actions, []) : (new Dictionary<string, ActionDeclaration>(), root.Faults);
    }

    private static ActionDeclaration One(string name, YamlSection section)
    {
        var methods = new Dictionary<string, string> { ["GET"] = "GET", ["POST"] = "POST", ["PUT"] = "PUT", ["PATCH"] = "PATCH", ["DELETE"] = "DELETE" };
        var method = section.Has("method") && methods.TryGetValue(section.Text("method") ?? string.Empty, out var known) ? known : null;
        if (method is null)
        {
            section.Fault("method", "`method` is missing or not known.", $"Use one of {string.Join(", ", methods.Keys)}.");
        }

        var url = section.Required("url");
        var authority = url.Split('/', 4).Length > 2 ? url.Split('/', 4)[2] : string.Empty;
        if (!Uri.TryCreate(url.Replace('{', '_').Replace('}', '_'), UriKind.Absolute, out var parsed) || parsed.Scheme is not ("https" or "http") || authority.Contains('{', StringComparison.Ordinal))
        {
            section.Fault("url", $"`{url}` is no address with a fixed host.", "Write https://host/path; inputs may stand in path and query only.");
        }

        var declaration = new ActionDeclaration
        {
            Name = name,
            Method = method ?? "POST",
            Url = url,
            Headers = Templates(section, "headers"),
            Body = Templates(section, "body"),
            Timeout = Duration.FromSeconds(section.Number("timeout_seconds", 10, 1, 120)),
            Retries = section.Number("retries", 3, 0, 10),
            Outputs = Templates(section, "outputs"),
        };
        section.RefuseTheRest();
        return declaration;
    }

    private static Dictionary<string, string> Templates(YamlSection section, string key)
    {
        var templates = section.Section(key);
        return templates?.Keys.ToDictionary(name => name, name => templates.Text(name) ?? string.Empty) ?? [];
    }
}
