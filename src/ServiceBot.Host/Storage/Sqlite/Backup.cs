using ServiceBot.Host.Storage.Sqlite.Native;
using SQLitePCL;

namespace ServiceBot.Host.Storage.Sqlite;

/// <summary>Copies the embedded database out of and into its folder. A fault says what is wrong and how to mend it.</summary>
public static class Backup
{
    /// <summary>Saves the database of a folder as it is at one moment, also while a server writes to it.</summary>
    /// <returns>The size of the copy in bytes.</returns>
    /// <exception cref="IOException">There is no database, or the file can't be written.</exception>
    public static long Save(string folder, string file)
    {
        var database = DataFolder.DatabaseIn(folder);
        if (!File.Exists(database))
        {
            throw new FileNotFoundException($"There is no database in {folder}; set ServiceBot:Data to the server's folder.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var part = Copied(database, file + ".part");
        File.Move(part, file, overwrite: true);
        return new FileInfo(file).Length;
    }

    /// <summary>Puts a saved database in place of the one in a folder that no server uses.</summary>
    /// <exception cref="IOException">A server holds the folder, or the file can't be read.</exception>
    /// <exception cref="InvalidOperationException">The file is no database of ServiceBot, is newer than this program, or is damaged.</exception>
    public static void Restore(string folder, string file)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"There is no file {file}.");
        }

        using var held = DataFolder.Hold(folder);
        var part = Copied(file, held.Database + ".part");
        Settle(held.Database);

        // A write-ahead log that stayed behind would be applied to the database that it does not belong to.
        File.Delete(held.Database + "-wal");
        File.Delete(held.Database + "-shm");
        File.Move(part, held.Database, overwrite: true);
    }

    /// <summary>Copies what a database holds at one moment into one whole file, and proves the copy sound.</summary>
    private static string Copied(string from, string to)
    {
        File.Delete(to);
        try
        {
            using (var source = Connection.Open(from))
            using (var target = Connection.Open(to, mayCreate: true))
            {
                Migrations.RefuseForeign(source, from);
                CopyPages(source, target);

                // The copy says that it has a write-ahead log, as its original has; a backup is better one file.
                target.Run("PRAGMA journal_mode = DELETE");
                if (target.Text("PRAGMA integrity_check") is not "ok" and var damage)
                {
                    throw new InvalidOperationException($"{from} is damaged ({damage}); choose another backup.");
                }
            }

            using var written = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
            return to;
        }
        catch
        {
            File.Delete(to);
            throw;
        }
    }

    private static void CopyPages(Connection source, Connection target)
    {
        using var backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (raw.sqlite3_backup_step(backup, -1) != raw.SQLITE_DONE)
        {
            throw SqliteFault.Of(target.Handle);
        }
    }

    // If the machine stops between here and the move, the old database is whole without its log.
    private static void Settle(string database)
    {
        if (!File.Exists(database))
        {
            return;
        }

        try
        {
            using var old = Connection.Open(database);
            old.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteFault)
        {
            // It may be damaged beyond opening, which is why it is being replaced.
        }
    }
}
