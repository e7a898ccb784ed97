using System.Text;
using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Improvement;
using ServiceBot.Storage;

namespace ServiceBot.Host.Storage.Sqlite;

public sealed partial class SqliteQueries
{
    private const int MostSamples = 100_000;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Sample>> SamplesAsync(SampleFilter filter, CancellationToken cancellation)
    {
        var sql = new StringBuilder("SELECT json, decision FROM samples WHERE 1");
        sql.Append(filter.OpenOnly ? " AND verdict IS NULL" : "");
        sql.Append(filter.Verdict is null ? "" : " AND verdict = ?");
        sql.Append(filter.Reason is null ? "" : " AND reason = ?");
        sql.Append(filter.Language is null ? "" : " AND language = ?");
        sql.Append(filter.Since is null ? "" : " AND noted_at >= ?");
        using var lease = this.connections.Borrow();
        var found = lease.Connection.Prepare(sql.Append(" ORDER BY ordinal DESC LIMIT ?").ToString());
        _ = filter.Verdict is { } verdict ? found.Bind(verdict.ToString()) : found;
        _ = filter.Reason is { } reason ? found.Bind(reason.ToString()) : found;
        _ = filter.Language is { } language ? found.Bind(language.ToString()) : found;
        _ = filter.Since is { } since ? found.Bind(since) : found;
        return new(Many(found.Bind(Math.Clamp(filter.Top, 1, MostSamples)), SampleOf));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Sample>> SamplesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var find = lease.Connection.Prepare("SELECT json, decision FROM samples WHERE id = ?");
        return new([.. ids.SelectMany(id => Many(find.Bind(id), SampleOf))]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> SaidLatelyAsync(int top, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        var found = lease.Connection.Prepare("SELECT json FROM transcript WHERE deduplication_key IS NOT NULL ORDER BY ordinal DESC LIMIT ?").Bind(top);
        return new(Many(found, row => Parse(row.Utf8(0), StoredJson.TranscriptEntry).Text));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModelVersion>> VersionsAsync(CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        return new(Many(lease.Connection.Prepare("SELECT json FROM models ORDER BY number DESC"), StoredJson.ModelVersion));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Audited>> AuditAsync(int top, CancellationToken cancellation)
    {
        using var lease = this.connections.Borrow();
        return new(Many(lease.Connection.Prepare("SELECT json FROM audit ORDER BY ordinal DESC LIMIT ?").Bind(top), StoredJson.Audited));
    }

    private static Sample SampleOf(Statement row)
    {
        var sample = Parse(row.Utf8(0), StoredJson.Sample);
        return row.IsNull(1) ? sample : sample with { Decision = Parse(row.Utf8(1), StoredJson.SampleDecision) };
    }
}
