using System.Runtime.InteropServices;
using System.Text;
using NodaTime;
using SQLitePCL;

namespace ServiceBot.Host.Storage.Sqlite.Native;

/// <summary>A prepared statement. Parameters are bound in order of their appearance: <c>Bind(…).Bind(…).Run()</c>.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt handle;
    private int bound;

    public Statement(sqlite3 database, string sql)
    {
        this.database = database;
        if (raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out this.handle) != raw.SQLITE_OK)
        {
            throw SqliteFault.Of(database);
        }
    }

    public Statement Bind(long value) => this.Bound(raw.sqlite3_bind_int64(this.handle, ++this.bound, value));

    public Statement Bind(long? value) => value is { } number ? this.Bind(number) : this.Null();

    public Statement Bind(Instant value) => this.Bind(value.ToUnixTimeTicks());

    public Statement Bind(Instant? value) => this.Bind(value?.ToUnixTimeTicks());

    public Statement Bind(string? value)
    {
        if (value is null)
        {
            return this.Null();
        }

        // A pointer to an empty span is null, which would bind NULL.
        if (value.Length == 0)
        {
            return this.Bound(raw.sqlite3_bind_text(this.handle, ++this.bound, ""));
        }

        if (value.Length <= 256)
        {
            Span<byte> utf8 = stackalloc byte[768];
            return this.Bind(utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
        }

        return this.Bind(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Binds text that is UTF-8 already and not empty.</summary>
    public Statement Bind(ReadOnlySpan<byte> utf8) => this.Bound(raw.sqlite3_bind_text(this.handle, ++this.bound, utf8));

    /// <summary>Runs a statement that returns no rows.</summary>
    public void Run()
    {
        using (this.Rows())
        {
            this.Step();
        }
    }

    /// <summary>Runs a statement that must change one row.</summary>
    /// <exception cref="SqliteFault">It changed none; counts as a constraint broken.</exception>
    public void RunOnOne()
    {
        this.Run();
        if (raw.sqlite3_changes(this.database) != 1)
        {
            throw new SqliteFault(raw.SQLITE_CONSTRAINT, "no row fits the change");
        }
    }

    /// <summary>Guards reading: when disposed, the statement can be bound again and holds no snapshot.</summary>
    public Reading Rows() => new(this);

    /// <summary>Goes to the next row.</summary>
    public bool Step() => raw.sqlite3_step(this.handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        _ => throw SqliteFault.Of(this.database),
    };

    public bool IsNull(int column) => raw.sqlite3_column_type(this.handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(this.handle, column);

    public Instant Instant(int column) => NodaTime.Instant.FromUnixTimeTicks(this.Int64(column));

    public string Text(int column) => Encoding.UTF8.GetString(this.Utf8(column));

    /// <summary>The bytes of a text, valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(this.handle, column);

    public void Dispose() => this.handle.Dispose();

    private Statement Null() => this.Bound(raw.sqlite3_bind_null(this.handle, ++this.bound));

    private Statement Bound(int code)
    {
        if (code == raw.SQLITE_OK)
        {
            return this;
        }

        var fault = SqliteFault.Of(this.database);
        this.Reset();
        throw fault;
    }

    private void Reset()
    {
        this.bound = 0;
        raw.sqlite3_reset(this.handle);
        raw.sqlite3_clear_bindings(this.handle);
    }

    /// <summary>See <see cref="Rows"/>.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly ref struct Reading(Statement statement)
    {
        public void Dispose() => statement.Reset();
    }
}
