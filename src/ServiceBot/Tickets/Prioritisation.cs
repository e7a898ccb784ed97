using ServiceBot.Messages;

namespace ServiceBot.Tickets;

/// <summary>Impact × urgency → priority, from <c>dialogs/policies/priority.yaml</c>.</summary>
public sealed class Prioritisation
{
    private readonly Dictionary<(Impact Impact, Urgency Urgency), Priority> matrix;
    private readonly Dictionary<string, Urgency> atLeast;

    private Prioritisation(Dictionary<(Impact Impact, Urgency Urgency), Priority> matrix, Dictionary<string, Urgency> atLeast) => (this.matrix, this.atLeast) = (matrix, atLeast);

    /// <summary>Identifiers of the impacts.</summary>
    public static IReadOnlyDictionary<string, Impact> Impacts { get; } = new Dictionary<string, Impact>
    {
        ["one_person"] = Impact.OnePerson,
        ["team"] = Impact.Team,
        ["site"] = Impact.Site,
        ["everyone"] = Impact.Everyone,
    };

    /// <summary>Identifiers of the urgencies.</summary>
    public static IReadOnlyDictionary<string, Urgency> Urgencies { get; } = new Dictionary<string, Urgency>
    {
        ["low"] = Urgency.Low,
        ["medium"] = Urgency.Medium,
        ["high"] = Urgency.High,
        ["critical"] = Urgency.Critical,
    };

    private static readonly Dictionary<string, Priority> Priorities = Enum.GetValues<Priority>().ToDictionary(priority => priority.ToString());

    /// <summary>Reads the policy.</summary>
    public static (Prioritisation? Policy, IReadOnlyList<Fault> Faults) Parse(string file, string text)
    {
        var root = YamlSection.Read(file, text);
        var matrix = new Dictionary<(Impact Impact, Urgency Urgency), Priority>();
        foreach (var (impactName, impact) in Impacts)
        {
            var row = root.Section(impactName);
            if (row is null)
            {
                root.Fault(null, $"`{impactName}` is missing.", $"Add `{impactName}:` with a priority for each of {string.Join(", ", Urgencies.Keys)}.");
                continue;
            }

            foreach (var (urgencyName, urgency) in Urgencies)
            {
                matrix[(impact, urgency)] = row.OneOf(urgencyName, Priorities);
            }

            row.RefuseTheRest();
        }

        var atLeast = new Dictionary<string, Urgency>();
        if (root.Section("at_least") is { } least)
        {
            foreach (var category in least.Keys)
            {
                atLeast[category] = least.OneOf(category, Urgencies);
            }
        }

        root.RefuseTheRest();
        return root.Faults.Count == 0 ? (new Prioritisation(matrix, atLeast), []) : (null, root.Faults);
    }

    /// <summary>The priority of a matter.</summary>
    public Priority Of(Impact impact, Urgency urgency) => matrix[(impact, urgency)];

    /// <summary>The least urgency of a category's incidents, whatever is usual for their playbook.</summary>
    public Urgency LeastOf(string category) => atLeast.GetValueOrDefault(category, Urgency.Low);

    /// <summary>The identifier of an impact.</summary>
    public static string Name(Impact impact) => Impacts.First(entry => entry.Value == impact).Key;

    /// <summary>The identifier of an urgency.</summary>
    public static string Name(Urgency urgency) => Urgencies.First(entry => entry.Value == urgency).Key;
}
