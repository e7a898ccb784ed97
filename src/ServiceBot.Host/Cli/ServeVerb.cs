using ServiceBot.Host.Api;
using ServiceBot.Host.Auth;
using ServiceBot.Host.Channels.BotFramework;
using ServiceBot.Host.Channels.DirectLine;

namespace ServiceBot.Host.Cli;

/// <summary><c>serve</c>: the web process.</summary>
public static class ServeVerb
{
    /// <summary>Where it listens unless <c>--urls</c> says otherwise.</summary>
    public const string StandardAddress = "http://localhost:3978";

    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>0, or 1 where the start was refused.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        // appsettings.json lies beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = Settings.From(builder.Configuration, builder.Environment.IsDevelopment());
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls(StandardAddress);
        }

        builder.Services.AddDesk(settings);
        builder.Services.AddDirectLine(DirectLineOptions.From(builder.Configuration.GetSection("ServiceBot"), settings.Data));
        builder.Services.AddBotConnector(BotOptions.From(builder.Configuration.GetSection("ServiceBot"), builder.Environment.IsDevelopment()));
        builder.Services.AddApi();
        await using var app = builder.Build();
        if (!await app.Services.LoadDeskAsync())
        {
            return 1;
        }

        app.MapPages();
        app.MapDirectLine();
        app.MapBotConnector();
        app.MapApi();
        app.MapProbes();
        await app.StartAsync();
        foreach (var address in app.Urls)
        {
            Console.Out.WriteLine($"ServiceBot is ready: {address}/");
        }

        if (app.Services.GetRequiredService<AdminKey>() is { IsNew: true, Key: var key })
        {
            Console.Out.WriteLine($"The administrator's key, shown this once and kept in the data folder: {key}");
        }

        await app.WaitForShutdownAsync();
        return 0;
    }
}
