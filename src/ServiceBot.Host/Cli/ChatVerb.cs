using System.CommandLine;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.Terminal;
using ServiceBot.Messages;

namespace ServiceBot.Host.Cli;

/// <summary><c>chat</c>: a conversation in the terminal.</summary>
public static class ChatVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Command()
    {
        var language = new Option<string?>("--lang") { Description = "Language of the greeting, ja or en; later the bot follows yours." };
        language.AcceptOnlyFromAmong("ja", "en");
        var user = new Option<string>("--user") { Description = "Who you are; the same user goes on where it stopped.", DefaultValueFactory = _ => Environment.UserName };
        var command = new Command("chat", "A conversation in the terminal, with the same engine and database as the server.") { language, user };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(user)!, LanguageTags.Parse(parsed.GetValue(language)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string user, Language? language, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddDesk(Settings.From(builder.Configuration, builder.Environment.IsDevelopment()));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        if (!await app.Services.LoadDeskAsync())
        {
            return 1;
        }

        await app.StartAsync(cancellation);
        await new TerminalChat(app.Services.GetRequiredService<FrontDoor>(), Console.In, Console.Out).RunAsync(user, language, cancellation);
        await app.StopAsync(CancellationToken.None);
        return 0;
    }
}
