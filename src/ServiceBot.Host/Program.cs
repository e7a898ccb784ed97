using ServiceBot.Host.Cli;

try
{
    return await Verbs.All(args).Parse(args).InvokeAsync();
}
catch (InvalidOperationException refused) when (refused.Message.StartsWith("ServiceBot:", StringComparison.Ordinal))
{
    Console.Error.WriteLine(refused.Message);
    return 1;
}
