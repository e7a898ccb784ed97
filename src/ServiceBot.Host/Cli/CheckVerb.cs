using System.CommandLine;
using ServiceBot.Host.Content;
using ServiceBot.Understanding;

namespace ServiceBot.Host.Cli;

/// <summary><c>check</c>: every fault of the desk's files, with file, line and remedy.</summary>
public static class CheckVerb
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        var command = new Command("check", "Validates dialogs/, models/ and the configuration; names every fault with file, line and a remedy; writes the schema for editors.");
        command.SetAction(_ => Run(Console.Out));
        return command;
    }

    /// <summary>Checks and prints.</summary>
    /// <returns>0 without faults, else 1.</returns>
    public static int Run(TextWriter output)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var settings = Settings.From(builder.Configuration, builder.Environment.IsDevelopment());
        var files = new DeskFiles(settings.Dialogs);
        var content = files.Read();
        if (content is not null)
        {
            WriteSchema(settings.Dialogs, content, output);
        }

        var examples = ExampleFiles.ReadAll(TrainVerb.DefaultFiles(settings.Models, settings.Dialogs));
        var evaluation = ExampleFiles.ReadAll(ExampleFiles.In(Path.Combine(settings.Models, "evaluation"), ExampleFiles.Utterances));
        var unknown = content is null ? [] : UnknownLabels(settings.Models, content).Select(fault => fault.ToString());
        var questions = content is null ? [] : QuestionFiles.Unknown(Path.Combine(settings.Models, "evaluation"), content.Articles).Select(fault => fault.ToString());
        var faults = files.Faults.Select(fault => fault.ToString()).Concat(examples.Faults.Concat(evaluation.Faults).Select(fault => fault.ToString())).Concat(unknown).Concat(questions).Concat(ReadingFiles.Unknown(Path.Combine(settings.Models, "evaluation")).Select(fault => fault.ToString())).Distinct().ToList();
        foreach (var fault in faults)
        {
            output.WriteLine(Path.IsPathRooted(fault) ? Path.GetRelativePath(Directory.GetCurrentDirectory(), fault) : fault);
        }

        output.WriteLine(faults.Count == 0
            ? $"No faults: {content!.Playbooks.Count} playbooks, {content.Articles.Count} articles, {examples.Examples.Count} examples."
            : $"{faults.Count} faults.");
        return faults.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<ExampleFault> UnknownLabels(string models, DeskContent content)
    {
        string[] intents = [.. IntentNames.All, .. content.Playbooks.Keys];
        return ExampleFiles.In(Path.Combine(models, "training"), "*.tsv").Concat(ExampleFiles.In(Path.Combine(models, "evaluation"), ExampleFiles.Utterances))
            .SelectMany(file => ExampleFiles.UnknownLabels(file, intents, [.. content.Routing.Categories]));
    }

    // The schema is a help for editors; where the content can't be written to, the check is none the worse.
    private static void WriteSchema(string dialogs, DeskContent content, TextWriter output)
    {
        try
        {
            PlaybookSchema.Write(dialogs, content);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            output.WriteLine($"The schema for editors was not written: {refused.Message}");
        }
    }
}
