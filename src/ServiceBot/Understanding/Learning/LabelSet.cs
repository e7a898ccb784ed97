namespace ServiceBot.Understanding.Learning;

/// <summary>The intents and categories of the examples, sorted, and which categories go with which intent.</summary>
public sealed class LabelSet
{
    internal LabelSet(string[] intents, string[] categories, int[][] categoriesOf)
    {
        (Intents, Categories, CategoriesOf) = (intents, categories, categoriesOf);
        OutOfScope = Array.IndexOf(intents, IntentNames.OutOfScope);
    }

    /// <summary>The intents, sorted.</summary>
    public string[] Intents { get; }

    /// <summary>The categories, sorted; empty where the examples have none.</summary>
    public string[] Categories { get; }

    /// <summary>Where <c>out_of_scope</c> stands among the intents, or -1.</summary>
    public int OutOfScope { get; }

    /// <summary>For each intent the categories that its examples have; most playbooks have exactly one.</summary>
    internal int[][] CategoriesOf { get; }

    /// <summary>Collects the labels of the examples.</summary>
    public static LabelSet Of(IReadOnlyList<Example> examples)
    {
        var intents = examples.Select(example => example.Intent).Distinct().Order(StringComparer.Ordinal).ToArray();
        var categories = examples.Select(example => example.Category).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        var byIntent = examples.Where(example => example.Category is not null).ToLookup(example => example.Intent);
        var categoriesOf = intents.Select(intent => byIntent[intent]
            .Select(example => Array.BinarySearch(categories, example.Category, StringComparer.Ordinal)).Distinct().Order().ToArray());
        return new LabelSet(intents, categories, [.. categoriesOf]);
    }
}
