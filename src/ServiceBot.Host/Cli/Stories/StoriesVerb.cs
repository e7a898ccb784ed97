using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Host.Content;
using ServiceBot.Host.Storage.Sqlite;
using ServiceBot.Messages;

namespace ServiceBot.Host.Cli.Stories;

/// <summary><c>stories</c>: conversations that must go as written.</summary>
public static class StoriesVerb
{
    /// <summary>The verb with its arguments.</summary>
    public static Command Command()
    {
        var paths = new Argument<string[]>("path") { Description = "Story files or folders; default: dialogs/stories.", Arity = ArgumentArity.ZeroOrMore };
        var verbose = new Option<bool>("--verbose") { Description = "Prints every conversation, also those that went well." };
        var command = new Command("stories", "Runs conversation stories; exit code 1 when one breaks.") { paths, verbose };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(paths) ?? [], parsed.GetValue(verbose), Console.Out));
        return command;
    }

    /// <summary>Runs stories.</summary>
    /// <returns>0 where all went as written, else 1.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> paths, bool isVerbose, TextWriter output)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var settings = Settings.From(builder.Configuration, builder.Environment.IsDevelopment());
        var desk = new Desk(settings.Dialogs, settings.Models, NullLogger<Desk>.Instance);
        if (!desk.Load(Console.Error.WriteLine))
        {
            output.WriteLine("The desk's content can't be used; run `check`.");
            return 1;
        }

        var (stories, faults) = Read(paths.Count > 0 ? paths : [Path.Combine(settings.Dialogs, "stories")]);
        foreach (var fault in faults)
        {
            output.WriteLine(fault);
        }

        var broken = await PlayAsync(stories, WithStoryActions(desk), isVerbose, output);
        output.WriteLine($"{stories.Count - broken} of {stories.Count} stories went as written ({Count(stories, Language.Japanese)} ja, {Count(stories, Language.English)} en).");
        return broken + faults.Count == 0 ? 0 : 1;
    }

    /// <summary>Plays stories through a store in a temporary folder.</summary>
    /// <returns>How many broke.</returns>
    public static async Task<int> PlayAsync(IReadOnlyList<Story> stories, Handbook handbook, bool isVerbose, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("servicebot-stories-").FullName;
        var broken = 0;
        try
        {
            await using var store = SqliteStore.Open(folder);
            using var queries = new SqliteQueries(store.DatabaseFile);
            for (var i = 0; i < stories.Count; i++)
            {
                var twin = stories.Take(i).Count(earlier => earlier.Title == stories[i].Title);
                var play = new StoryPlay(stories[i], store, queries, handbook, twin == 0 ? stories[i].Title : $"{stories[i].Title} ({twin + 1})");
                var what = await play.RunAsync();
                if (what is not null || isVerbose)
                {
                    output.WriteLine($"{(what is null ? "as written" : "BROKEN")}: {stories[i].Title}");
                    play.Lines.ForEach(output.WriteLine);
                }

                if (what is not null)
                {
                    output.WriteLine($"  {what}");
                    broken++;
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return broken;
    }

    /// <summary>Reads stories from files and folders.</summary>
    public static (IReadOnlyList<Story> Stories, IReadOnlyList<Fault> Faults) Read(IEnumerable<string> paths)
    {
        var files = paths.SelectMany(path => Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Repeat(path, 1));
        var parsed = files.Select(Read).ToList();
        return ([.. parsed.Select(each => each.Story).OfType<Story>()], [.. parsed.SelectMany(each => each.Faults)]);
    }

    private static (Story? Story, IReadOnlyList<Fault> Faults) Read(string file)
    {
        try
        {
            return StoryFile.Parse(file, File.ReadAllText(file));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, [new Fault(file, 0, $"The file can't be read: {unreadable.Message}", "Give a story file, or a folder of them.")]);
        }
    }

    // Stories show how actions go on, whether or not this desk has configured them.
    private static Handbook WithStoryActions(Desk desk) => desk.Handbook with
    {
        Actions = desk.Handbook.Playbooks.Values.SelectMany(playbook => playbook.Steps).OfType<Step.CallAction>().Select(call => call.Action).ToHashSet(),
    };

    private static int Count(IReadOnlyList<Story> stories, Language language) => stories.Count(story => story.Language == language);
}
