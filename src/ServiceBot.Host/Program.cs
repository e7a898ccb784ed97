using ServiceBot.Host.Cli;

try
{
    return await Verbs.RunAsync(args);
}
catch (Exception refused) when (refused is IOException || refused.Message.Contains("ServiceBot:", StringComparison.Ordinal))
{
    // Somebody can mend it; a stack trace would only hide how.
    Console.Error.WriteLine(refused.Message);
    return 1;
}
