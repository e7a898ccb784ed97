using NodaTime;
using ServiceBot.Improvement;
using ServiceBot.Storage;

namespace ServiceBot.Host.Content;

/// <summary>Brings versions of the understanding model into service, and back.</summary>
public sealed partial class Promotion(Desk desk, IImprovementQueries queries, IStore store, IClock clock, Settings settings, ILogger<Promotion> log) : IDisposable
{
    // Models beyond these can be learned again.
    private const int MostKept = 5;

    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>What the version in service learned.</summary>
    public async ValueTask<LearnedSamples> InServiceAsync(CancellationToken cancellation) =>
        (await queries.VersionsAsync(cancellation)).FirstOrDefault(version => version.State == ModelState.InService) is { } version
            ? await this.LearnedAsync(version, cancellation)
            : LearnedSamples.None;

    /// <summary>Brings a version into service.</summary>
    /// <param name="number">The version.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="reason">Why it is wanted in spite of what speaks against it; needed only then.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async ValueTask<PromotionOutcome> PromoteAsync(int number, string by, string? reason, CancellationToken cancellation)
    {
        await this.oneAtATime.WaitAsync(cancellation);
        try
        {
            var versions = await queries.VersionsAsync(cancellation);
            if (versions.FirstOrDefault(version => version.Number == number) is not { } wanted)
            {
                return PromotionOutcome.Unknown;
            }

            var current = versions.FirstOrDefault(version => version.State == ModelState.InService);
            if (wanted == current)
            {
                return PromotionOutcome.Refused($"Version {number} is in service already.");
            }

            var learned = await this.LearnedAsync(wanted, cancellation);
            var against = Against(wanted, current, this.HashOf(learned));
            if (against.Count > 0 && string.IsNullOrWhiteSpace(reason))
            {
                return PromotionOutcome.Refused($"{string.Join(" ", against)} Send a reason to promote it nevertheless.");
            }

            var promoted = wanted with { State = ModelState.InService, Replaced = current?.Number ?? 0 };
            await this.MoveAsync(current, promoted, learned, new Audited(clock.GetCurrentInstant(), by, "model.promoted", $"model {number}", reason));
            return PromotionOutcome.Done(promoted.Number);
        }
        finally
        {
            this.oneAtATime.Release();
        }
    }

    /// <summary>Brings the version back that was in service before.</summary>
    /// <param name="by">Who wants it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async ValueTask<PromotionOutcome> RollBackAsync(string by, string? reason, CancellationToken cancellation)
    {
        await this.oneAtATime.WaitAsync(cancellation);
        try
        {
            var versions = await queries.VersionsAsync(cancellation);
            if (versions.FirstOrDefault(version => version.State == ModelState.InService) is not { } current)
            {
                return PromotionOutcome.Refused("The model of the desk's files is in service; there is nothing to go back to.");
            }

            var before = versions.FirstOrDefault(version => version.Number == current.Replaced);
            var learned = before is null ? LearnedSamples.None : await this.LearnedAsync(before, cancellation);
            await this.MoveAsync(
                current, before is null ? null : before with { State = ModelState.InService }, learned,
                new Audited(clock.GetCurrentInstant(), by, "model.rolled_back", $"model {current.Number} to {learned.Version}", reason));
            return PromotionOutcome.Done(learned.Version);
        }
        finally
        {
            this.oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => this.oneAtATime.Dispose();

    private static List<string> Against(ModelVersion wanted, ModelVersion? current, string hash) =>
    [
        .. wanted.Comparison.Falls,
        .. wanted.ComparedWith != (current?.Number ?? 0) ? [$"It was compared with version {wanted.ComparedWith}, and {current?.Number ?? 0} is in service now."] : Array.Empty<string>(),
        .. wanted.DataHash != hash ? ["The desk's own examples have changed since it was learned."] : Array.Empty<string>(),
    ];

    private string HashOf(LearnedSamples learned) => Cli.ModelFolder.HashOf(desk.ExamplesWith(learned.Examples));

    private async ValueTask<LearnedSamples> LearnedAsync(ModelVersion version, CancellationToken cancellation) =>
        LearnedSamples.Of(version, await queries.SamplesAsync(version.Samples, cancellation), settings.Data);

    // Committed first: a crash before the model is taken over means only that the next start takes it.
    private async ValueTask MoveAsync(ModelVersion? old, ModelVersion? next, LearnedSamples learned, Audited audited)
    {
        Change[] changes =
        [
            .. old is null ? Array.Empty<Change>() : [new ModelVersionKept(old with { State = ModelState.Retired })],
            .. next is null ? Array.Empty<Change>() : [new ModelVersionKept(next)],
            audited,
        ];
        if (await store.CommitAsync(changes, CancellationToken.None) is { } conflict)
        {
            throw new InvalidOperationException($"The store refused the new version of the model: {conflict}.");
        }

        desk.Use(learned, this.LogProgress);
        this.Forget(next?.Number ?? 0);
    }

    private void Forget(int inService)
    {
        var folder = Path.Combine(settings.Data, "models");
        var kept = !Directory.Exists(folder) ? [] : Directory.GetDirectories(folder)
            .Select(path => (Path: path, Number: int.TryParse(Path.GetFileName(path), out var number) ? number : -1))
            .Where(model => model.Number >= 0 && model.Number != inService).OrderByDescending(model => model.Number).Skip(MostKept);
        foreach (var (path, _) in kept)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                this.LogProgress($"The old model {path} can't be removed: {fault.Message}");
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Progress}")]
    private partial void LogProgress(string progress);
}

/// <summary>What came of a promotion.</summary>
/// <param name="Version">The version now in service; null where nothing changed.</param>
/// <param name="Why">Why nothing changed; null with no version where there is no such version.</param>
public sealed record PromotionOutcome(int? Version, string? Why)
{
    internal static PromotionOutcome Unknown { get; } = new(null, null);

    internal static PromotionOutcome Done(int version) => new(version, null);

    internal static PromotionOutcome Refused(string why) => new(null, why);
}
