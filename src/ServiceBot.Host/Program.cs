using ServiceBot.Host.Cli;

static string? Option(string[] args, string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

var json = args.Contains("--json");
return args switch
{
    ["evaluate", var file, ..] => EvaluateVerb.Run(new EvaluateVerb.Arguments(
        file, Option(args, "--model") ?? "models/understanding", Option(args, "--train"), Option(args, "--validation"), json)),
    ["train", ..] => TrainVerb.Run(new TrainVerb.Arguments(
        [.. args.SkipWhile(word => word != "--data").Skip(1).TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal))],
        "models", "dialogs", Option(args, "--out") ?? "models/understanding", json)),
    _ => 2,
};
