using System.Globalization;
using System.Text;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Host.Cli;

/// <summary>What `train` leaves in <c>models/evaluation</c> for people to read: figures, confusions, bands, calibration, and sentences to look at.</summary>
internal static class TrainingReport
{
    private const int MostExamples = 25;

    // What the bands assume: acting on the wrong intent costs as much as three questions back.
    private const double CostOfWrongAct = 3;
    private const double CostOfAsking = 1;

    /// <summary>Writes <c>report.md</c>, <c>report.json</c> and <c>calibration.svg</c>.</summary>
    /// <param name="folder">The folder of the held-out sets.</param>
    /// <param name="predictions">What was made of the held-out utterances.</param>
    /// <param name="scores">How well.</param>
    /// <param name="thresholds">Where confidence turns into what to do.</param>
    /// <param name="knowledge">How well held-out questions were answered, by language.</param>
    /// <param name="readings">How well days, numbers, moods and the like were read.</param>
    public static void Write(
        string folder,
        IReadOnlyList<Prediction> predictions,
        Evaluation scores,
        Thresholds thresholds,
        IReadOnlyDictionary<string, AnswerEvaluation> knowledge,
        IReadOnlyList<ReadingScore> readings)
    {
        var text = new StringBuilder(EvaluationReport.Markdown("Understanding, measured on held-out sentences", scores));
        AppendBands(text, predictions, thresholds);
        text.Append("\n## Calibration\n\nConfidence means what it says where the dots lie on the line.\n\n![Confidence beside accuracy](calibration.svg)\n");
        AppendExamples(text, "Mistakes made with the most confidence", predictions.Where(one => one.Intent != one.Example.Intent).OrderByDescending(one => one.Confidence));
        AppendExamples(text, "Right, and hardly known", predictions.Where(one => one.Intent == one.Example.Intent && one.Intent != IntentNames.OutOfScope).OrderBy(one => one.Confidence));
        AppendReadings(text, readings);
        AppendKnowledge(text, knowledge);
        File.WriteAllText(Path.Combine(folder, "report.md"), text.ToString());
        File.WriteAllText(Path.Combine(folder, "calibration.svg"), Svg(scores));
        File.WriteAllText(Path.Combine(folder, "report.json"), EvaluationReport.Details(scores).ToJsonString(ModelFolder.Json) + "\n");
    }

    private static void AppendBands(StringBuilder text, IReadOnlyList<Prediction> predictions, Thresholds thresholds)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## Bands\n\nActs from {thresholds.Sure:0.00}, offers choices from {thresholds.NearlySure:0.00}, asks for other words below. ")
            .Append(CultureInfo.InvariantCulture, $"A wrong act is taken to cost {CostOfWrongAct:0} times a question back, so acting pays from 1 - 1/{CostOfWrongAct:0}.\n\n")
            .Append("| acts from | acted | of these right | asked back | cost per sentence |\n|--:|--:|--:|--:|--:|\n");
        foreach (var sure in new[] { 0.5, 0.6, thresholds.Sure, 0.75, 0.85, 0.95 }.Order().Distinct())
        {
            var acted = predictions.Where(one => one.Confidence >= sure).ToList();
            var wrong = acted.Count(one => one.Intent != one.Example.Intent);
            var asked = predictions.Count - acted.Count;
            var cost = ((wrong * CostOfWrongAct) + (asked * CostOfAsking)) / Math.Max(1, predictions.Count);
            text.Append(CultureInfo.InvariantCulture, $"| {sure:0.00} | {acted.Count} | {(double)(acted.Count - wrong) / Math.Max(1, acted.Count):0.000} | {asked} | {cost:0.000} |\n");
        }
    }

    private static void AppendExamples(StringBuilder text, string title, IEnumerable<Prediction> predictions)
    {
        text.Append($"\n## {title}\n\n| said | is | taken for | confidence |\n|---|---|---|--:|\n");
        foreach (var one in predictions.Take(MostExamples))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {one.Example.Text.Replace("|", "\\|", StringComparison.Ordinal)} | `{one.Example.Intent}` | `{one.Intent}` | {one.Confidence:0.00} |\n");
        }
    }

    private static void AppendReadings(StringBuilder text, IReadOnlyList<ReadingScore> readings)
    {
        if (readings.Count == 0)
        {
            return;
        }

        var languages = readings.Select(one => one.Language).Distinct().Order().ToList();
        text.Append($"\n## Readings\n\n| | {string.Join(" | ", languages.Select(language => language.Tag()))} |\n|---|{string.Concat(languages.Select(_ => "--:|"))}\n");
        foreach (var kind in readings.GroupBy(one => one.Kind))
        {
            text.Append($"| {kind.Key} | {string.Join(" | ", languages.Select(language => kind.FirstOrDefault(one => one.Language == language) is { } score ? $"{score.Right} of {score.N}" : "–"))} |\n");
        }
    }

    private static void AppendKnowledge(StringBuilder text, IReadOnlyDictionary<string, AnswerEvaluation> knowledge)
    {
        if (knowledge.Count == 0)
        {
            return;
        }

        text.Append("\n## Knowledge, asked held-out questions\n\n")
            .Append("| | answerable | right article first | among three | answered with it | offered it | answered wrongly | unanswerable | answered all the same | offered titles |\n")
            .Append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var (language, one) in knowledge)
        {
            text.Append($"| {language} | {one.Answerable} | {Shown(one.First)} | {Shown(one.AmongThree)} | {Shown(one.Answered)} | {Shown(one.Offered)} | {Shown(one.Wrong)} ")
                .Append($"| {one.Unanswerable} | {Shown(one.AnsweredAllTheSame)} | {Shown(one.OfferedAllTheSame)} |\n");
        }
    }

    private static string Shown(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    // Dots: mean confidence across, accuracy up, as large as there are sentences.
    private static string Svg(Evaluation scores)
    {
        const int Size = 320;
        const int Margin = 40;
        static string At(double share) => (Margin + (share * Size)).ToString("0.#", CultureInfo.InvariantCulture);
        static string Up(double share) => (Margin + ((1 - share) * Size)).ToString("0.#", CultureInfo.InvariantCulture);
        var svg = new StringBuilder($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Size + (2 * Margin)} {Size + (2 * Margin)}" font-family="sans-serif" font-size="11">
            <rect width="100%" height="100%" fill="#fff"/>
            <path d="M{At(0)} {Up(0)}H{At(1)}M{At(0)} {Up(0)}V{Up(1)}" stroke="#444" fill="none"/>
            <path d="M{At(0)} {Up(0)}L{At(1)} {Up(1)}" stroke="#999" stroke-dasharray="4 4" fill="none"/>
            <text x="{At(0.5)}" y="{Size + (2 * Margin) - 8}" text-anchor="middle">confidence</text>
            <text x="14" y="{Up(0.5)}" text-anchor="middle" transform="rotate(-90 14 {Up(0.5)})">accuracy</text>

            """);
        foreach (var tick in new[] { 0, 0.5, 1 })
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{At(tick)}\" y=\"{Size + Margin + 14}\" text-anchor=\"middle\">{tick}</text><text x=\"{Margin - 6}\" y=\"{Up(tick)}\" text-anchor=\"end\">{tick}</text>\n");
        }

        foreach (var bin in scores.Bins)
        {
            var radius = Math.Clamp(Math.Sqrt(bin.N) * 0.8, 2, 24);
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{At(bin.Confidence)}\" cy=\"{Up(bin.Accuracy)}\" r=\"{radius:0.#}\" fill=\"#0b6\" fill-opacity=\"0.6\"><title>{bin.N} sentences, confidence {bin.Confidence:0.00}, accuracy {bin.Accuracy:0.00}</title></circle>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }
}
