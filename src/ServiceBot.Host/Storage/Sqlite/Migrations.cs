using System.Globalization;
using System.Reflection;
using ServiceBot.Host.Storage.Sqlite.Native;
using SQLitePCL;

namespace ServiceBot.Host.Storage.Sqlite;

/// <summary>Brings a database to the schema of this program, by the numbered files in <c>Migrations/</c>.</summary>
internal static class Migrations
{
    private const string Prefix = "ServiceBot.Sqlite/";

    // 'SBot', as the first migration sets it.
    private const long ApplicationId = 1_396_862_836;

    private static readonly (long Number, string Resource)[] All =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => (long.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), name))
            .Order(),
    ];

    /// <summary>Applies what is missing, all of it or nothing.</summary>
    /// <exception cref="InvalidOperationException">The database is newer than this program, or not ours.</exception>
    public static void Apply(Connection connection, string file)
    {
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            if (connection.Number("SELECT count(*) FROM sqlite_master") > 0)
            {
                RefuseForeign(connection, file);
            }

            var present = connection.Number("PRAGMA user_version");
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

    /// <summary>Passes only a database that ServiceBot wrote, up to the schema of this program.</summary>
    /// <exception cref="InvalidOperationException">It is newer than this program, or not ours.</exception>
    public static void RefuseForeign(Connection connection, string file)
    {
        if (ApplicationIdOf(connection) != ApplicationId)
        {
            throw new InvalidOperationException($"{file} is no database of ServiceBot; choose another file.");
        }

        var (present, newest) = (connection.Number("PRAGMA user_version"), All[^1].Number);
        if (present > newest)
        {
            throw new InvalidOperationException(
                $"{file} has schema {present}, this program knows schemas up to {newest}. Use the newer ServiceBot that wrote it, or an older backup.");
        }
    }

    private static long ApplicationIdOf(Connection connection)
    {
        try
        {
            return connection.Number("PRAGMA application_id");
        }
        catch (SqliteFault fault) when (fault.Code == raw.SQLITE_NOTADB)
        {
            return 0;
        }
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
