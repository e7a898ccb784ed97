using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ServiceBot.Understanding;

namespace ServiceBot.Host.Cli;

/// <summary>Figures of an evaluation as JSON and Markdown; free of times, so that two runs differ only where understanding does.</summary>
public static class EvaluationReport
{
    private const int MostConfusions = 25;

    /// <summary>The figures by the names that `evaluate --json` prints.</summary>
    public static JsonObject Scores(Evaluation scores)
    {
        var json = new JsonObject
        {
            ["n"] = scores.N,
            ["intentAccuracy"] = Rounded(scores.IntentAccuracy),
            ["intentMacroF1"] = Rounded(scores.IntentMacroF1),
            ["categoryAccuracy"] = Rounded(scores.CategoryAccuracy),
            ["inScopeAccuracy"] = Rounded(scores.InScopeAccuracy),
            ["outOfScopeRecall"] = Rounded(scores.OutOfScopeRecall),
            ["outOfScopePrecision"] = Rounded(scores.OutOfScopePrecision),
            ["calibrationError"] = Rounded(scores.CalibrationError),
        };
        if (scores.ByLanguage.Count > 0)
        {
            json["byLanguage"] = new JsonObject(scores.ByLanguage.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)Scores(one.Value))));
        }

        return json;
    }

    /// <summary>Each intent with its scores, and the most frequent confusions.</summary>
    public static JsonObject Details(Evaluation scores)
    {
        var json = Scores(scores);
        json["byLanguage"] ??= new JsonObject();
        json["perLabel"] = new JsonObject(scores.PerLabel.Select(label => KeyValuePair.Create(label.Label, (JsonNode?)new JsonObject
        {
            ["n"] = label.N,
            ["precision"] = Rounded(label.Precision),
            ["recall"] = Rounded(label.Recall),
            ["f1"] = Rounded(label.F1),
        })));
        json["confusion"] = new JsonArray([.. scores.Confusions.Select(pair => (JsonNode?)new JsonObject
        {
            ["truth"] = pair.Truth,
            ["predicted"] = pair.Mistake,
            ["n"] = pair.Count,
        })]);
        return json;
    }

    /// <summary>The report that people read and compare.</summary>
    public static string Markdown(string title, Evaluation scores)
    {
        var text = new StringBuilder($"# {title}\n\n| | n | intent | macro-F1 | category | in scope | out-of-scope recall | precision | calibration error |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        AppendRow(text, "all", scores);
        foreach (var (tag, one) in scores.ByLanguage)
        {
            AppendRow(text, tag, one);
        }

        text.Append("\n## Intents, worst first\n\n| intent | n | precision | recall | F1 |\n|---|--:|--:|--:|--:|\n");
        foreach (var label in scores.PerLabel.OrderBy(label => label.F1).ThenBy(label => label.Label, StringComparer.Ordinal))
        {
            text.Append($"| `{label.Label}` | {label.N} | {Shown(label.Precision)} | {Shown(label.Recall)} | {Shown(label.F1)} |\n");
        }

        text.Append("\n## Taken for another\n\n| is | was taken for | n |\n|---|---|--:|\n");
        foreach (var pair in scores.Confusions.Take(MostConfusions))
        {
            text.Append($"| `{pair.Truth}` | `{pair.Mistake}` | {pair.Count} |\n");
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string name, Evaluation one) =>
        text.Append($"| {name} | {one.N} | {Shown(one.IntentAccuracy)} | {Shown(one.IntentMacroF1)} | {Shown(one.CategoryAccuracy)} | {Shown(one.InScopeAccuracy)} "
            + $"| {Shown(one.OutOfScopeRecall)} | {Shown(one.OutOfScopePrecision)} | {Shown(one.CalibrationError)} |\n");

    private static string Shown(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    private static double? Rounded(double? share) => share is null ? null : Math.Round(share.Value, 4);
}
