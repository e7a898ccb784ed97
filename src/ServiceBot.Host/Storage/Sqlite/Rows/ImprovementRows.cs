using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Improvement;
using ServiceBot.Storage;

namespace ServiceBot.Host.Storage.Sqlite.Rows;

internal sealed class SampleNoting(Connection connection) : IWrites<SampleNoted>
{
    private readonly Statement add = connection.Prepare("INSERT INTO samples (id, reason, language, noted_at, json) VALUES (?, ?, ?, ?, ?)");

    public void Serialize(SampleNoted change, CommitText text) => text.Add(change.Sample, StoredJson.Sample);

    public void Apply(SampleNoted change, CommitText text) =>
        this.add.Bind(change.Sample.Id).Bind(change.Sample.Reason.ToString()).Bind(change.Sample.Language.ToString()).Bind(change.Sample.At).Bind(text.Next()).Run();
}

internal sealed class SampleDeciding(Connection connection) : IWrites<SamplesDecided>
{
    private readonly Statement decide = connection.Prepare("UPDATE samples SET verdict = ?, decision = ? WHERE id = ?");

    public void Serialize(SamplesDecided change, CommitText text) => text.Add(change.Decision, StoredJson.SampleDecision);

    public void Apply(SamplesDecided change, CommitText text)
    {
        var decision = text.Next();
        foreach (var sample in change.Samples)
        {
            this.decide.Bind(change.Decision.Verdict.ToString()).Bind(decision).Bind(sample).Run();
        }
    }
}

internal sealed class ModelVersionKeeping(Connection connection) : IWrites<ModelVersionKept>
{
    private readonly Statement keep = connection.Prepare("INSERT INTO models (number, json) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET json = excluded.json");

    public void Serialize(ModelVersionKept change, CommitText text) => text.Add(change.Version, StoredJson.ModelVersion);

    public void Apply(ModelVersionKept change, CommitText text) => this.keep.Bind(change.Version.Number).Bind(text.Next()).Run();
}

internal sealed class Auditing(Connection connection) : IWrites<Audited>
{
    private readonly Statement add = connection.Prepare("INSERT INTO audit (at, json) VALUES (?, ?)");

    public void Serialize(Audited change, CommitText text) => text.Add(change, StoredJson.Audited);

    public void Apply(Audited change, CommitText text) => this.add.Bind(change.At).Bind(text.Next()).Run();
}
