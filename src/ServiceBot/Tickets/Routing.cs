using ServiceBot.Messages;

namespace ServiceBot.Tickets;

/// <summary>Which group gets what, and how groups and categories are called, from <c>dialogs/policies/routing.yaml</c>.</summary>
public sealed class Routing
{
    private readonly Dictionary<string, string> groupByCategory;
    private readonly string otherwise;
    private readonly Dictionary<string, LocalText> groups;
    private readonly Dictionary<string, LocalText> categories;

    private Routing(Dictionary<string, string> groupByCategory, string otherwise, Dictionary<string, LocalText> groups, Dictionary<string, LocalText> categories)
    {
        this.groupByCategory = groupByCategory;
        this.otherwise = otherwise;
        this.groups = groups;
        this.categories = categories;
    }

    /// <summary>The identifiers of all categories.</summary>
    public IReadOnlyCollection<string> Categories => categories.Keys;

    /// <summary>The identifiers of all groups.</summary>
    public IReadOnlyCollection<string> Groups => groups.Keys;

    /// <summary>Reads the policy.</summary>
    public static (Routing? Policy, IReadOnlyList<Fault> Faults) Parse(string file, string text)
    {
        var root = YamlSection.Read(file, text);
        var groups = Named(root, "groups");
        var categories = Named(root, "categories");
        var otherwise = root.Required("otherwise");
        var byCategory = new Dictionary<string, string>();
        var section = root.Section("by_category");
        foreach (var category in section?.Keys ?? [])
        {
            byCategory[category] = section!.Required(category);
            if (!categories.ContainsKey(category))
            {
                section.Fault(category, $"`{category}` is no category.", $"Use one of {string.Join(", ", categories.Keys)}.");
            }
        }

        foreach (var group in byCategory.Values.Append(otherwise).Where(group => group.Length > 0 && !groups.ContainsKey(group)))
        {
            root.Fault("by_category", $"`{group}` is no group.", "Name it below `groups:`.");
        }

        root.RefuseTheRest();
        return root.Faults.Count == 0 ? (new Routing(byCategory, otherwise, groups, categories), []) : (null, root.Faults);
    }

    /// <summary>The group of a category.</summary>
    public string GroupOf(string? category) => category is not null && groupByCategory.TryGetValue(category, out var group) ? group : otherwise;

    /// <summary>How a group is called.</summary>
    public string GroupName(string group, Language language) => groups.TryGetValue(group, out var name) ? name.In(language) : group;

    /// <summary>How a category is called.</summary>
    public string CategoryName(string category, Language language) => categories.TryGetValue(category, out var name) ? name.In(language) : category;

    private static Dictionary<string, LocalText> Named(YamlSection root, string key)
    {
        var section = root.Section(key);
        if (section is null)
        {
            root.Fault(null, $"`{key}` is missing.", $"Add `{key}:` with a name in both languages for each.");
        }

        return section?.Keys.ToDictionary(name => name, name => section.LocalText(name) ?? new LocalText(name, name)) ?? [];
    }
}
