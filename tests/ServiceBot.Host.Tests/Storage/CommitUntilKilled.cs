using System.Diagnostics;
using ServiceBot.Conversations;
using ServiceBot.Host.Storage.Sqlite;
using ServiceBot.Messages;

namespace ServiceBot.Host.Tests.Storage;

/// <summary>The test assembly as a program of its own: commits from several sides and says what was acknowledged, until it is killed.</summary>
internal static class CommitUntilKilled
{
    private const int Writers = 16;

    public static async Task Main(string[] args)
    {
        var store = SqliteStore.Open(args[0]);
        var run = args[1];
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var turn = 1; ; turn++)
            {
                var id = new ConversationId($"{run}-{writer}");
                if (await store.CommitAsync([new Spoken(Some.Said(turn, $"k{turn}", id)), new ConversationKept(Some.Conversation(turn, id))], default) is null)
                {
                    Console.WriteLine($"{id} {turn}");
                }
            }
        })));
    }

    /// <summary>Starts it on a folder and kills it after so many acknowledgements.</summary>
    /// <returns>Of each conversation, the last turn that was acknowledged.</returns>
    public static async Task<IReadOnlyDictionary<ConversationId, long>> Run(string folder, string run, int acknowledgements)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(CommitUntilKilled).Assembly.Location, folder, run])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var child = Process.Start(start)!;
        var acknowledged = new Dictionary<ConversationId, long>();
        for (var count = 1; await child.StandardOutput.ReadLineAsync() is { } line; count++)
        {
            // The last line may be cut short by the kill.
            if (line.Split(' ') is [var id, var turn] && count <= acknowledgements)
            {
                acknowledged[new ConversationId(id)] = long.Parse(turn);
            }

            if (count == acknowledgements)
            {
                child.Kill();
            }
        }

        await child.WaitForExitAsync();
        return acknowledged;
    }
}
