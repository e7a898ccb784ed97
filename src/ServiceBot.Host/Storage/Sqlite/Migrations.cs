using System.Globalization;
using System.Reflection;
using ServiceBot.Host.Storage.Sqlite.Native;

namespace ServiceBot.Host.Storage.Sqlite;

/// <summary>Brings a database to the schema of this program, by the numbered files in <c>Migrations/</c>.</summary>
internal static class Migrations
{
    private const string Prefix = "ServiceBot.Sqlite/";

    private static readonly (long Number, string Resource)[] All =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => (long.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), name))
            .Order(),
    ];

    /// <summary>The schema of this program.</summary>
    public static long Newest => All[^1].Number;

    /// <summary>Applies what is missing, all of it or nothing.</summary>
    /// <exception cref="InvalidOperationException">The database is newer than this program, or no database of ours.</exception>
    public static void Apply(Connection connection, string file)
    {
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            var present = connection.Number("PRAGMA user_version");
            Refuse(connection, file, present);
            foreach (var (number, resource) in All.Where(migration => migration.Number > present))
            {
                connection.Run(Read(resource));
                connection.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number}"));
            }

            connection.Run("COMMIT");
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }

    private static void Refuse(Connection connection, string file, long present)
    {
        if (present > Newest)
        {
            throw new InvalidOperationException(
                $"{file} has schema {present}, this program knows schemas up to {Newest}. Start the newer ServiceBot that wrote it, or restore an older backup.");
        }

        var isEmpty = connection.Number("SELECT count(*) FROM sqlite_master") == 0;
        if (!isEmpty && connection.Number("PRAGMA application_id") != ApplicationId)
        {
            throw new InvalidOperationException($"{file} is no database of ServiceBot. Move it away, or choose another file.");
        }
    }

    /// <summary>'SBot', as the first migration sets it.</summary>
    private const long ApplicationId = 1_396_862_836;

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
