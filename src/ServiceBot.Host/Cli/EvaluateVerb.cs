using System.Diagnostics;
using System.Text.Json.Nodes;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Learning;

namespace ServiceBot.Host.Cli;

/// <summary>`evaluate`: how well a model, kept or trained on the spot, understands the examples of a file.</summary>
public static class EvaluateVerb
{
    private static readonly TimeSpan WarmingUp = TimeSpan.FromSeconds(1);

    /// <summary>Arguments of the verb.</summary>
    /// <param name="File">The examples to measure with.</param>
    /// <param name="Model">Folder of a model; ignored where <paramref name="Train"/> is given.</param>
    /// <param name="Train">Examples to train a model from first.</param>
    /// <param name="Validation">Examples to calibrate it with.</param>
    /// <param name="Json">One JSON object on standard output instead of a table.</param>
    public sealed record Arguments(string File, string Model, string? Train, string? Validation, bool Json);

    /// <summary>Runs the verb.</summary>
    /// <returns>0, or 2 where a file could not be used.</returns>
    public static int Run(Arguments arguments)
    {
        var measured = ExampleFiles.Read(arguments.File);
        var train = arguments.Train is null ? null : ExampleFiles.Read(arguments.Train);
        var validation = arguments.Validation is null ? null : ExampleFiles.Read(arguments.Validation);
        if (ExampleFiles.Report([.. measured.Faults, .. train?.Faults ?? [], .. validation?.Faults ?? []]))
        {
            return 2;
        }

        if (measured.Examples.Count == 0)
        {
            Console.Error.WriteLine($"{arguments.File}: The file has no rows. Write one sentence per line below the header.");
            return 2;
        }

        try
        {
            var clock = Stopwatch.StartNew();
            var classifier = train is null
                ? ModelFolder.Read(arguments.Model)
                : Training.Learn(train.Examples, validation?.Examples, Progress.ToStandardError);
            double? trainSeconds = train is null ? null : clock.Elapsed.TotalSeconds;
            Print(Measure(new Recognizer(classifier, classifier.Thresholds), measured.Examples), trainSeconds, arguments);
            return 0;
        }
        catch (Exception problem) when (problem is ModelFileException or ArgumentException)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }
    }

    /// <summary>Lets a recognizer understand each example.</summary>
    public static IReadOnlyList<Prediction> Predict(Recognizer recognizer, IReadOnlyList<Example> examples) =>
        [.. examples.Select(example =>
        {
            var found = recognizer.Recognize(example.Text, example.Language);
            return new Prediction(example, found.Intent.Name, found.Category?.Name, found.Intent.Confidence);
        })];

    // The just-in-time compiler compiles what is used much a second time, in the background; only then a round is timed, on one thread.
    private static (Evaluation Scores, double Microseconds) Measure(Recognizer recognizer, IReadOnlyList<Example> examples)
    {
        var clock = Stopwatch.StartNew();
        do
        {
            Predict(recognizer, examples);
        }
        while (clock.Elapsed < WarmingUp);

        clock.Restart();
        var predictions = Predict(recognizer, examples);
        var microseconds = clock.Elapsed.TotalMicroseconds / Math.Max(1, examples.Count);
        return (Evaluation.Of(predictions), microseconds);
    }

    private static void Print((Evaluation Scores, double Microseconds) measured, double? trainSeconds, Arguments arguments)
    {
        if (arguments.Json)
        {
            var json = EvaluationReport.Details(measured.Scores);
            json["trainSeconds"] = trainSeconds is null ? null : JsonValue.Create(Math.Round(trainSeconds.Value, 2));
            json["microsecondsPerUtterance"] = Math.Round(measured.Microseconds, 1);
            Console.Out.WriteLine(json.ToJsonString(ModelFolder.Json));
            return;
        }

        Console.Out.Write(EvaluationReport.Markdown(Path.GetFileName(arguments.File), measured.Scores));
        Console.Out.WriteLine($"{measured.Microseconds:0.0} µs per utterance{(trainSeconds is null ? "" : $", trained in {trainSeconds:0.0} s")}");
    }
}

/// <summary>Progress of training on standard error, so that standard output stays clean.</summary>
public static class Progress
{
    /// <summary>One line for each step.</summary>
    public static void ToStandardError(string step, double share) => Console.Error.WriteLine($"{share,4:0%} {step}");
}
