using ServiceBot.Host.Cli;

if (args is ["search-eval", ..])
{
    return SearchEvalVerb.Command().Parse(args[1..]).Invoke();
}

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.Run();
return 0;
