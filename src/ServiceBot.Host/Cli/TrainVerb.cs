using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Host.Content;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Learning;

namespace ServiceBot.Host.Cli;

/// <summary>`train`: learns from the desk's examples, writes the model and, where there is something to measure with, the report.</summary>
public static class TrainVerb
{
    /// <summary>Arguments of the verb.</summary>
    /// <param name="Data">Files to learn from; none means all of <c>training/*.tsv</c> and the playbooks' examples.</param>
    /// <param name="Models">Folder with <c>training/</c> and <c>evaluation/</c>.</param>
    /// <param name="Dialogs">Folder with <c>playbooks/</c>.</param>
    /// <param name="Out">Folder that gets model and manifest.</param>
    /// <param name="Json">One JSON object on standard output instead of prose.</param>
    public sealed record Arguments(IReadOnlyList<string> Data, string Models, string Dialogs, string Out, bool Json);

    /// <summary>Runs the verb.</summary>
    /// <returns>0, or 2 where a file could not be used.</returns>
    public static int Run(Arguments arguments)
    {
        var files = arguments.Data.Count > 0 ? arguments.Data : DefaultFiles(arguments.Models, arguments.Dialogs);
        var table = ExampleFiles.ReadAll(files);
        var evaluation = Path.Combine(arguments.Models, "evaluation");
        var heldOut = ExampleFiles.ReadAll(ExampleFiles.In(evaluation, ExampleFiles.Utterances));
        if (ExampleFiles.Report([.. table.Faults, .. heldOut.Faults]))
        {
            return 2;
        }

        if (table.Examples.Select(example => example.Intent).Distinct().Take(2).Count() < 2)
        {
            Console.Error.WriteLine($"{(arguments.Data.Count > 0 ? string.Join(", ", arguments.Data) : arguments.Models)}: {files.Count} files hold no two intents to tell apart. Add examples to training/*.tsv or dialogs/playbooks/*.yaml.");
            return 2;
        }

        var classifier = Training.Learn(table.Examples, validation: null, Progress.ToStandardError);
        var recognizer = new Recognizer(classifier, classifier.Thresholds);
        var predictions = EvaluateVerb.Predict(recognizer, heldOut.Examples);
        var scores = predictions.Count == 0 ? null : Evaluation.Of(predictions);
        ModelFolder.Write(arguments.Out, classifier, table.Examples, scores);
        if (scores is not null)
        {
            TrainingReport.Write(evaluation, predictions, scores, classifier.Thresholds, Answers(evaluation, arguments.Dialogs), ReadingFiles.Measure(evaluation, recognizer));
        }

        Print(arguments, files.Count, table.Examples.Count, classifier, scores);
        return 0;
    }

    /// <summary>All that a desk's model is trained from by default, in a stable order.</summary>
    public static IReadOnlyList<string> DefaultFiles(string models, string dialogs) =>
        [.. ExampleFiles.In(Path.Combine(models, "training"), "*.tsv"), .. ExampleFiles.In(Path.Combine(dialogs, "playbooks"), "*.yaml")];

    private static Dictionary<string, AnswerEvaluation> Answers(string evaluation, string dialogs)
    {
        var questions = QuestionFiles.In(evaluation, []);
        var content = questions.Count == 0 ? null : new DeskFiles(dialogs).Read();
        return content is null ? [] : questions.ToDictionary(one => one.Key.Tag(), one => AnswerEvaluation.Of(one.Value, ArticleLibrary.Of(content.Articles, content.Synonyms)));
    }

    private static void Print(Arguments arguments, int files, int examples, NgramClassifier classifier, Evaluation? scores)
    {
        if (arguments.Json)
        {
            var json = new JsonObject
            {
                ["out"] = arguments.Out,
                ["files"] = files,
                ["examples"] = examples,
                ["intents"] = classifier.Labels.Intents.Length,
                ["categories"] = classifier.Labels.Categories.Length,
                ["thresholds"] = JsonSerializer.SerializeToNode(classifier.Thresholds, ModelFolder.Json),
                ["scores"] = scores is null ? null : EvaluationReport.Scores(scores),
            };
            Console.Out.WriteLine(json.ToJsonString(ModelFolder.Json));
            return;
        }

        Console.Out.WriteLine($"Learned {classifier.Labels.Intents.Length} intents from {examples} examples in {files} files; the model is in {arguments.Out}.");
        if (scores is not null)
        {
            Console.Out.WriteLine($"On {scores.N} held-out sentences: intent {scores.IntentAccuracy:0.000}, category {scores.CategoryAccuracy:0.000}, "
                + $"in scope {scores.InScopeAccuracy:0.000}, out-of-scope recall {scores.OutOfScopeRecall:0.000}.");
        }
    }
}
