using System.CommandLine;
using ServiceBot.Host.Storage.Sqlite;

namespace ServiceBot.Host.Cli;

/// <summary><c>restore</c>: puts a saved database back.</summary>
public static class RestoreVerb
{
    /// <summary>The verb with its argument.</summary>
    /// <param name="folder">Where the database is.</param>
    public static Command Command(Func<string> folder)
    {
        var file = new Argument<string>("file") { Description = "What `backup` saved." };
        var command = new Command("restore", "Puts a saved database in place of the present one; the server has to be stopped.") { file };
        command.SetAction(parsed => Run(folder(), parsed.GetValue(file)!));
        return command;
    }

    /// <summary>Restores the database of a folder.</summary>
    /// <returns>0, or 1 where nothing was changed.</returns>
    public static int Run(string folder, string file)
    {
        try
        {
            Backup.Restore(folder, file);
            Console.Out.WriteLine($"Restored {file} into {folder}.");
            return 0;
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(fault.Message);
            return 1;
        }
    }
}
