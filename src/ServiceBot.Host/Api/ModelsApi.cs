using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Host.Background;
using ServiceBot.Host.Content;
using ServiceBot.Improvement;
using ServiceBot.Messages;

namespace ServiceBot.Host.Api;

/// <summary>Versions of the understanding model over REST: learned, compared, promoted, rolled back; and the steps that somebody answers for.</summary>
internal static class ModelsApi
{
    private const int MostAudited = 200;
    private const int LongestReason = 2000;

    public static void MapModels(this IEndpointRouteBuilder api)
    {
        var models = api.MapGroup("/models").WithTags("Models");
        models.MapGet("/", ListAsync).WithSummary("The versions, newest first, and which is in service; 0 is the desk's files alone.");
        models.MapGet("/{number}", FindAsync).WithSummary("A version beside the one that was in service: held-out sentences by language and intent, and what was said lately.");
        models.MapPost("/training", Train).WithSummary("Learns a new version in the background; it serves nobody until it is promoted.");
        models.MapGet("/training", (Retraining training) => TypedResults.Ok(TrainingShape.Of(training.State))).WithSummary("How far the training is.");
        models.MapPost("/{number}/promotion", PromoteAsync).WithSummary("Brings a version into service; where anything fell beyond its limit, only with a reason.");
        models.MapPost("/rollback", RollBackAsync).WithSummary("Brings back the version that was in service before.");
        api.MapGet("/audit", AuditAsync).WithTags("Audit").WithSummary("Steps that somebody answers for, newest first.");
    }

    internal static string By(string? name) => string.IsNullOrWhiteSpace(name) ? "api" : name.Trim();

    private static async Task<Ok<VersionsShape>> ListAsync(IImprovementQueries queries, Desk desk, CancellationToken cancellation) =>
        TypedResults.Ok(new VersionsShape(desk.ModelVersion, [.. (await queries.VersionsAsync(cancellation)).Select(VersionShape.Of)]));

    private static async Task<Results<Ok<ComparedShape>, ProblemHttpResult>> FindAsync(IImprovementQueries queries, int number, CancellationToken cancellation) =>
        (await queries.VersionsAsync(cancellation)).FirstOrDefault(version => version.Number == number) is { } found
            ? TypedResults.Ok(ComparedShape.Of(found))
            : Problems.NotFound($"There is no version {number}.");

    private static Results<Accepted<TrainingShape>, ProblemHttpResult> Train(Retraining training, StepAsked asked) =>
        Fault(asked) is { } fault ? fault
        : training.TryBegin(By(asked.By)) ? TypedResults.Accepted("/api/v1/models/training", TrainingShape.Of(training.State))
        : Problems.Refused("A version is being learned already; GET /api/v1/models/training tells how far it is.");

    private static async Task<Results<Ok<InServiceShape>, ProblemHttpResult>> PromoteAsync(Promotion promotion, int number, StepAsked asked, CancellationToken cancellation) =>
        Fault(asked) is { } fault ? fault : Shape(await promotion.PromoteAsync(number, By(asked.By), asked.Reason, cancellation), number);

    private static async Task<Results<Ok<InServiceShape>, ProblemHttpResult>> RollBackAsync(Promotion promotion, StepAsked asked, CancellationToken cancellation) =>
        Fault(asked) is { } fault ? fault : Shape(await promotion.RollBackAsync(By(asked.By), asked.Reason, cancellation), 0);

    private static async Task<Ok<AuditShape>> AuditAsync(IImprovementQueries queries, CancellationToken cancellation) =>
        TypedResults.Ok(new AuditShape([.. (await queries.AuditAsync(MostAudited, cancellation)).Select(step => new AuditedShape(TicketShape.At(step.At), step.By, step.Action, step.Subject, step.Why))]));

    private static Results<Ok<InServiceShape>, ProblemHttpResult> Shape(PromotionOutcome outcome, int asked) => outcome switch
    {
        { Version: { } version } => TypedResults.Ok(new InServiceShape(version)),
        { Why: { } why } => Problems.Refused(why),
        _ => Problems.NotFound($"There is no version {asked}."),
    };

    private static ProblemHttpResult? Fault(StepAsked asked) =>
        asked.Reason?.Length > LongestReason || asked.By?.Length > LongestReason ? Problems.Invalid($"by and reason have up to {LongestReason} characters.") : null;
}

/// <summary>Who wants a step, and why.</summary>
internal sealed record StepAsked(string? By, string? Reason);

/// <summary>The version in service.</summary>
internal sealed record InServiceShape(int InService);

/// <summary>All versions.</summary>
internal sealed record VersionsShape(int InService, IReadOnlyList<VersionShape> Items);

/// <summary>A version; <paramref name="Falls"/> say what speaks against promoting it.</summary>
internal sealed record VersionShape(int Number, string State, string By, string At, int Samples, int ComparedWith, IReadOnlyList<string> Falls)
{
    public static VersionShape Of(ModelVersion version) => new(
        version.Number, ImprovementApi.Name(version.State), version.By, TicketShape.At(version.At), version.Samples.Count, version.ComparedWith, version.Comparison.Falls);
}

/// <summary>A version with its whole comparison.</summary>
internal sealed record ComparedShape(VersionShape Version, IReadOnlyList<ScoreShape> Languages, IReadOnlyList<ScoreShape> Intents, IReadOnlyList<ReplayShape> Replay)
{
    public static ComparedShape Of(ModelVersion version) => new(
        VersionShape.Of(version),
        [.. version.Comparison.Languages.Select(ScoreShape.Of)],
        [.. version.Comparison.Intents.Select(ScoreShape.Of)],
        [.. version.Comparison.Replay.Select(replay => new ReplayShape(replay.Language.Tag(), replay.N, replay.Changed, replay.Examples))]);
}

/// <summary>Shares of right intents.</summary>
internal sealed record ScoreShape(string Language, string? Intent, int N, double Before, double After)
{
    public static ScoreShape Of(ScoreChange score) => new(score.Language.Tag(), score.Intent, score.N, Math.Round(score.Before, 4), Math.Round(score.After, 4));
}

/// <summary>What would be understood otherwise of what was said lately.</summary>
internal sealed record ReplayShape(string Language, int N, int Changed, IReadOnlyList<ReplayedSentence> Examples);

/// <summary>How far a training is.</summary>
internal sealed record TrainingShape(string Stage, double Progress, string? By, string? StartedAt, int? Version, string? Fault)
{
    public static TrainingShape Of(RetrainingState state) =>
        new(state.Stage, state.Progress, state.By, state.StartedAt is { } at ? TicketShape.At(at) : null, state.Version, state.Fault);
}

/// <summary>Steps that somebody answers for.</summary>
internal sealed record AuditShape(IReadOnlyList<AuditedShape> Items);

/// <summary>A step.</summary>
internal sealed record AuditedShape(string At, string By, string Action, string Subject, string? Why);
