using System.Globalization;
using SQLitePCL;

namespace ServiceBot.Host.Storage.Sqlite.Native;

/// <summary>SQLite refused something.</summary>
internal sealed class SqliteFault(int code, string message)
    : IOException(string.Create(CultureInfo.InvariantCulture, $"SQLite: {message} (code {code})"))
{
    /// <summary>The extended result code.</summary>
    public int Code { get; } = code;

    /// <summary>True where the row itself is at fault, not the disk.</summary>
    public bool IsConstraint => (this.Code & 0xff) == raw.SQLITE_CONSTRAINT;

    public static SqliteFault Of(sqlite3 database) =>
        new(raw.sqlite3_extended_errcode(database), raw.sqlite3_errmsg(database).utf8_to_string());
}
