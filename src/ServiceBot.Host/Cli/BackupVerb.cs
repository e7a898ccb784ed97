using System.CommandLine;
using ServiceBot.Host.Storage.Sqlite;

namespace ServiceBot.Host.Cli;

/// <summary><c>backup</c>: saves the embedded database while the server runs.</summary>
public static class BackupVerb
{
    /// <summary>The verb with its argument.</summary>
    /// <param name="folder">Where the database is.</param>
    public static Command Command(Func<string> folder)
    {
        var file = new Argument<string>("file") { Description = "Where the copy goes; an older one there is replaced when the new one is whole." };
        var command = new Command("backup", "Saves the embedded database into one file, also while the server runs.") { file };
        command.SetAction(parsed => Run(folder(), parsed.GetValue(file)!));
        return command;
    }

    /// <summary>Saves the database of a folder.</summary>
    /// <returns>0, or 1 where it could not be saved.</returns>
    public static int Run(string folder, string file)
    {
        try
        {
            Console.Out.WriteLine($"Saved {file}, {Backup.Save(folder, file):N0} bytes.");
            return 0;
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(fault.Message);
            return 1;
        }
    }
}
