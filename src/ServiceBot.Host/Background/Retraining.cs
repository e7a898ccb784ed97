using System.Threading.Channels;
using NodaTime;
using ServiceBot.Host.Cli;
using ServiceBot.Host.Content;
using ServiceBot.Improvement;
using ServiceBot.Messages;
using ServiceBot.Storage;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Learning;

namespace ServiceBot.Host.Background;

/// <summary>Learns a new version of the understanding model while the desk goes on with the one in service, and compares the two.</summary>
public sealed partial class Retraining(
    Desk desk, IImprovementQueries queries, IStore store, IClock clock, Settings settings, IConfiguration configuration, ILogger<Retraining> log) : BackgroundService
{
    private const int Replayed = 2000;
    private const int ShortestReplayed = 6;

    private readonly Channel<string> wanted = Channel.CreateBounded<string>(1);
    private readonly PromotionLimits limits = LimitsOf(configuration);

    /// <summary>What it is doing.</summary>
    public RetrainingState State { get; private set; } = new("idle", 0, null, null, null, null);

    /// <summary>Begins; false where it is at it already.</summary>
    /// <param name="by">Who wants a new version.</param>
    public bool TryBegin(string by)
    {
        lock (this.wanted)
        {
            if (this.State.IsRunning)
            {
                return false;
            }

            this.State = new RetrainingState("waiting", 0, by, clock.GetCurrentInstant(), null, null);
            return this.wanted.Writer.TryWrite(by);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var by in this.wanted.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                var version = await this.LearnAsync(by, stoppingToken);
                this.State = this.State with { Stage = "ready", Progress = 1, Version = version.Number };
                this.LogReady(version.Number, version.Comparison.Falls.Count);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                this.State = this.State with { Stage = "failed", Fault = fault.Message };
                this.LogFailed(fault);
            }
        }
    }

    private async Task<ModelVersion> LearnAsync(string by, CancellationToken stopping)
    {
        // In the order in which they were noted, which new ones don't change.
        Sample[] samples = [.. (await queries.SamplesAsync(new SampleFilter { Verdict = SampleVerdict.Example, Top = int.MaxValue }, stopping)).Reverse()];
        var examples = desk.ExamplesWith([.. LearnedSamples.ExamplesOf(samples)]);
        var heldOut = await this.HeldOutAsync(stopping);
        var lately = await this.SaidLatelyAsync([.. samples.Select(sample => sample.Text)], stopping);
        var (before, comparedWith) = (desk.Handbook.Recognizer, desk.ModelVersion);
        var (classifier, comparison) = await Task.Factory.StartNew(Learn, stopping, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var number = (await queries.VersionsAsync(stopping)) is [var newest, ..] ? newest.Number + 1 : 1;
        var version = new ModelVersion(number, [.. samples.Select(sample => sample.Id)], ModelFolder.HashOf(examples), ModelState.Candidate, comparison, by, clock.GetCurrentInstant())
        {
            ComparedWith = comparedWith,
        };
        ModelFolder.Write(LearnedSamples.FolderOf(number, settings.Data), classifier, examples, null);
        if (await store.CommitAsync([new ModelVersionKept(version), new Audited(version.At, by, "model.trained", $"model {number}", null)], CancellationToken.None) is { } conflict)
        {
            throw new InvalidOperationException($"The store refused the new version: {conflict}.");
        }

        return version;

        // It takes all of a thread's time for seconds: one of its own, so that customers' turns find theirs.
        (NgramClassifier, ModelComparison) Learn()
        {
            var learned = Training.Learn(examples, validation: null, Note, cores: 1);
            this.State = this.State with { Stage = "comparing", Progress = 0.9 };
            return (learned, ModelComparison.Of(before, new Recognizer(learned, learned.Thresholds), heldOut, lately, this.limits));
        }

        void Note(string what, double share)
        {
            stopping.ThrowIfCancellationRequested();
            this.State = this.State with { Stage = what, Progress = Math.Round(share * 0.9, 2) };
        }
    }

    // What ships with the desk, and what people labelled since.
    private async ValueTask<IReadOnlyList<Example>> HeldOutAsync(CancellationToken cancellation)
    {
        var shipped = ExampleFiles.ReadAll(ExampleFiles.In(Path.Combine(settings.Models, "evaluation"), ExampleFiles.Utterances));
        var labelled = await queries.SamplesAsync(new SampleFilter { Verdict = SampleVerdict.Labelled, Top = int.MaxValue }, cancellation);
        return [.. shipped.Examples, .. LearnedSamples.ExamplesOf(labelled)];
    }

    // "Yes" and "the second one" say nothing of what is understood, and what people labelled is meant to be understood otherwise.
    private async ValueTask<IReadOnlyList<Heard>> SaidLatelyAsync(HashSet<string> labelled, CancellationToken cancellation) =>
    [
        .. (await queries.SaidLatelyAsync(Replayed, cancellation)).Where(text => text.Length >= ShortestReplayed).Distinct()
            .Select(text => (Text: text, Language: LanguageDetection.Detect(text) ?? Language.Japanese))
            .Select(said => new Heard(Masking.Hide(said.Text, Person.Unknown(string.Empty), said.Language), said.Language))
            .Where(heard => !labelled.Contains(heard.Text)),
    ];

    private static PromotionLimits LimitsOf(IConfiguration configuration)
    {
        var standard = PromotionLimits.Standard;
        return new PromotionLimits(Limit("LanguageLimit", standard.Language), Limit("IntentLimit", standard.Intent), Limit("ReplayLimit", standard.Replay));

        double Limit(string name, double otherwise) => configuration[$"ServiceBot:Improvement:{name}"] is not { Length: > 0 } given ? otherwise
            : double.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share
            : throw new InvalidOperationException($"ServiceBot:Improvement:{name} is '{given}'; give a share between 0 and 1, such as 0.01.");
    }

    [LoggerMessage(1, LogLevel.Information, "Version {Version} of the understanding model is learned; {Falls} things speak against it.")]
    private partial void LogReady(int version, int falls);

    [LoggerMessage(2, LogLevel.Error, "A new version of the understanding model could not be learned.")]
    private partial void LogFailed(Exception fault);
}

/// <summary>How far a retraining is.</summary>
/// <param name="Stage"><c>idle</c>, <c>ready</c>, <c>failed</c>, or what is being done.</param>
/// <param name="Progress">0..1.</param>
/// <param name="By">Who wanted it.</param>
/// <param name="StartedAt">When.</param>
/// <param name="Version">The version that came of it.</param>
/// <param name="Fault">Why nothing came of it.</param>
public sealed record RetrainingState(string Stage, double Progress, string? By, Instant? StartedAt, int? Version, string? Fault)
{
    /// <summary>Whether it is at work.</summary>
    public bool IsRunning => this.Stage is not ("idle" or "ready" or "failed");
}
