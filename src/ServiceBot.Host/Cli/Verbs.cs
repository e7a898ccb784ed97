using System.CommandLine;

namespace ServiceBot.Host.Cli;

/// <summary>The program's verbs.</summary>
public static class Verbs
{
    /// <summary>Runs what the words ask for.</summary>
    /// <returns>What the verb returns, or 2 where the words can't be understood.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = All(args).Parse(args is ["help", .. var verb] ? [.. verb, "--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            var verbs = parsed.CommandResult.Command is RootCommand ? string.Empty : $"{parsed.CommandResult.Command.Name} ";
            Console.Error.WriteLine($"{parsed.Errors[0].Message.TrimEnd('.')}. `{verbs}--help` says what there is.");
            return 2;
        }

        // The server hears of a stop from its host, and may take as long as it needs to finish what it began.
        var isServer = parsed.CommandResult.Command is RootCommand or { Name: "serve" };
        var running = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        running.ProcessTerminationTimeout = isServer ? null : running.ProcessTerminationTimeout;
        return await parsed.InvokeAsync(running);
    }

    /// <summary>All verbs; without one, <c>serve</c>.</summary>
    public static RootCommand All(string[] args)
    {
        // ASP.NET Core reads options of its own, such as --urls; to any other verb an unknown word is a mistake.
        var serves = args is [] or ["serve", ..] || args[0][..Math.Min(1, args[0].Length)] is "-" or "/" || args[0].Contains('=', StringComparison.Ordinal);
        var root = new RootCommand("ServiceBot – the front door of a service desk.") { TreatUnmatchedTokensAsErrors = !serves };
        root.SetAction((_, _) => ServeVerb.RunAsync(args));
        var serve = new Command("serve", "The web process (default). Options such as --urls are ASP.NET Core's.") { TreatUnmatchedTokensAsErrors = false };
        serve.SetAction((_, _) => ServeVerb.RunAsync([.. args.Where(word => word != "serve")]));
        root.Add(serve);
        root.Add(ChatVerb.Command());
        root.Add(Train());
        root.Add(Evaluate());
        root.Add(SearchEvalVerb.Command());
        root.Add(Stories.StoriesVerb.Command());
        root.Add(LoadTestVerb.Command(ConfiguredSettings));
        root.Add(CheckVerb.Command());
        root.Add(Import.ImportVerb.Command(ConfiguredSettings));
        root.Add(BackupVerb.Command(() => ConfiguredSettings().Data));
        root.Add(RestoreVerb.Command(() => ConfiguredSettings().Data));
        return root;
    }

    private static Command Train()
    {
        var data = new Option<string[]>("--data") { Description = "Files to learn from; default: models/training/*.tsv and the playbooks' examples.", AllowMultipleArgumentsPerToken = true };
        var folder = new Option<string?>("--out") { Description = "Folder of the model; default: models/understanding." };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var command = new Command("train", "Trains the understanding model; writes model, manifest and report.") { data, folder, json };
        command.SetAction(parsed =>
        {
            var settings = ConfiguredSettings();
            return TrainVerb.Run(new TrainVerb.Arguments(
                parsed.GetValue(data) ?? [], settings.Models, settings.Dialogs, parsed.GetValue(folder) ?? Path.Combine(settings.Models, "understanding"), parsed.GetValue(json)));
        });
        return command;
    }

    private static Command Evaluate()
    {
        var file = new Argument<string>("file") { Description = "Sentences with their labels (TSV: text, intent, and optionally category, lang)." };
        var model = new Option<string?>("--model") { Description = "Folder of the model; default: models/understanding." };
        var train = new Option<string?>("--train") { Description = "Trains from this file instead of reading a model." };
        var validation = new Option<string?>("--validation") { Description = "Sets the thresholds on this file; default: held-out folds of the training file." };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var command = new Command("evaluate", "Measures understanding on labelled sentences.") { file, model, train, validation, json };
        command.SetAction(parsed => EvaluateVerb.Run(new EvaluateVerb.Arguments(
            parsed.GetValue(file)!,
            parsed.GetValue(model) ?? Path.Combine(ConfiguredSettings().Models, "understanding"),
            parsed.GetValue(train),
            parsed.GetValue(validation),
            parsed.GetValue(json))));
        return command;
    }

    private static Settings ConfiguredSettings()
    {
        var builder = WebApplication.CreateSlimBuilder();
        return Settings.From(builder.Configuration, builder.Environment.IsDevelopment());
    }
}
