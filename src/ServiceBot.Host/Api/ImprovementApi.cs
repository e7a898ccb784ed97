using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;
using ServiceBot.Host.Content;
using ServiceBot.Improvement;
using ServiceBot.Messages;
using ServiceBot.Storage;
using ServiceBot.Understanding;

namespace ServiceBot.Host.Api;

/// <summary>What the desk may learn from, over REST: looked at, and decided upon.</summary>
internal static class ImprovementApi
{
    private const int MostShown = 10;
    private const int MostDecided = 1000;
    private const int LongestNote = 2000;
    private static readonly Period NextReview = Period.FromMonths(6);

    private static readonly Dictionary<string, SampleReason> Reasons = Enum.GetValues<SampleReason>().ToDictionary(Name);
    private static readonly Dictionary<string, SampleVerdict> Verdicts = Enum.GetValues<SampleVerdict>().ToDictionary(Name);

    // These three have a category that nothing but the words tells.
    private static readonly string[] General = [IntentNames.ReportIncident, IntentNames.RequestService, IntentNames.AskQuestion];

    public static void MapImprovement(this IEndpointRouteBuilder api)
    {
        var improvement = api.MapGroup("/improvement").WithTags("Improvement");
        improvement.MapGet("/samples", SamplesAsync).WithSummary("What customers said that the desk may learn from, masked, newest first.");
        improvement.MapGet("/groups", GroupsAsync).WithSummary("The samples that nobody has looked at, grouped by likeness, the most frequent first.");
        improvement.MapPost("/decisions", DecideAsync).WithSummary("Ignores or labels samples, makes examples of them, or asks for an article or a playbook.");
        improvement.MapGet("/examples", ExamplesAsync).WithSummary("Samples that became examples, as a table for models/training.").Produces<string>(contentType: "text/tab-separated-values");
    }

    private static async Task<Results<Ok<SamplesShape>, ProblemHttpResult>> SamplesAsync(
        IImprovementQueries queries, string? verdict, string? reason, string? lang, string? since, CancellationToken cancellation) =>
        Filter(verdict, reason, lang, since) is var (filter, fault) && fault is not null ? fault
            : TypedResults.Ok(new SamplesShape([.. (await queries.SamplesAsync(filter, cancellation)).Select(SampleShape.Of)]));

    private static async Task<Results<Ok<GroupsShape>, ProblemHttpResult>> GroupsAsync(
        IImprovementQueries queries, string? verdict, string? reason, string? lang, string? since, CancellationToken cancellation) =>
        Filter(verdict ?? "none", reason, lang, since) is var (filter, fault) && fault is not null ? fault
            : TypedResults.Ok(new GroupsShape([.. SampleGroup.Of(await queries.SamplesAsync(filter, cancellation)).Select(ShapeOf)]));

    private static async Task<Results<Ok<DecidedShape>, ProblemHttpResult>> DecideAsync(
        IImprovementQueries queries, IStore store, Desk desk, IClock clock, DecisionAsked asked, CancellationToken cancellation)
    {
        if (asked.Verdict is null || !Verdicts.TryGetValue(asked.Verdict, out var verdict))
        {
            return Problems.Invalid($"verdict is '{asked.Verdict}'; use one of {string.Join(", ", Verdicts.Keys)}.");
        }

        if (asked.Samples is not { Count: > 0 and <= MostDecided } ids || asked.Note?.Length > LongestNote)
        {
            return Problems.Invalid($"samples names 1 to {MostDecided} samples by their ids; note has up to {LongestNote} characters.");
        }

        var samples = await queries.SamplesAsync([.. ids.Distinct()], cancellation);
        if (ids.Except(samples.Select(sample => sample.Id)).FirstOrDefault() is { } missing)
        {
            return Problems.Invalid($"There is no sample {missing}; nothing was decided.");
        }

        if (MeaningOf(asked, verdict, desk, out var meant) is { } fault)
        {
            return Problems.Invalid(fault);
        }

        if (ArticleFault(asked, verdict, samples, desk) is { } unfit)
        {
            return Problems.Invalid(unfit);
        }

        var now = clock.GetCurrentInstant();
        var by = ModelsApi.By(asked.By);
        var note = asked.Article is { } article ? string.Join(": ", new[] { article, asked.Note }.OfType<string>()) : asked.Note;
        await store.CommitAsync(
            [
                new SamplesDecided([.. samples.Select(sample => sample.Id)], new SampleDecision(verdict, meant, note, by, now)),
                new Audited(now, by, $"samples.{Name(verdict)}", string.Join(' ', samples.Select(sample => sample.Id)), note),
            ],
            CancellationToken.None);
        return TypedResults.Ok(new DecidedShape(samples.Count, DraftOf(verdict, samples, asked, desk, now)));
    }

    private static async Task<ContentHttpResult> ExamplesAsync(IImprovementQueries queries, CancellationToken cancellation)
    {
        var rows = LearnedSamples.ExamplesOf(await queries.SamplesAsync(new SampleFilter { Verdict = SampleVerdict.Example, Top = int.MaxValue }, cancellation))
            .Select(example => $"{example.Text}\t{example.Intent}\t{example.Category}\t{example.Language?.Tag()}\n").Distinct().Order(StringComparer.Ordinal);
        return TypedResults.Text($"text\tintent\tcategory\tlang\n{string.Concat(rows)}", "text/tab-separated-values", Encoding.UTF8);
    }

    // An example and a label say what was meant; the others need not.
    private static string? MeaningOf(DecisionAsked asked, SampleVerdict verdict, Desk desk, out Meaning? meant)
    {
        meant = null;
        var content = desk.Handbook;
        if (asked.Category is { } category && !content.Routing.Categories.Contains(category))
        {
            return $"category is '{category}'; use one of {string.Join(", ", content.Routing.Categories)}.";
        }

        if (asked.Intent is not { } intent)
        {
            return verdict is SampleVerdict.Example or SampleVerdict.Labelled ? "intent is missing: say what the words mean." : null;
        }

        if (!content.Playbooks.ContainsKey(intent) && !IntentNames.All.Contains(intent))
        {
            return $"intent is '{intent}'; use the id of a playbook, or one of {string.Join(", ", IntentNames.All)}.";
        }

        if (General.Contains(intent) && asked.Category is null)
        {
            return $"category is missing: {intent} needs one of {string.Join(", ", content.Routing.Categories)}.";
        }

        meant = new Meaning(intent, General.Contains(intent) ? asked.Category : content.PlaybookOf(intent)?.Category);
        return null;
    }

    private static string? ArticleFault(DecisionAsked asked, SampleVerdict verdict, IReadOnlyList<Sample> samples, Desk desk) =>
        asked.Article is not { } article ? null
            : verdict != SampleVerdict.Article ? $"article goes with the verdict {Name(SampleVerdict.Article)}: the words are sayings of it."
            : samples.FirstOrDefault(sample => desk.Handbook.Library.Find(article, sample.Language) is null) is { } other ? $"There is no article '{article}' in {other.Language.Tag()}; nothing was decided."
            : null;

    private static string? DraftOf(SampleVerdict verdict, IReadOnlyList<Sample> samples, DecisionAsked asked, Desk desk, Instant now)
    {
        var texts = samples.Select(sample => sample.Text).Distinct().ToList();
        var (language, about) = (samples[0].Language, asked.Category ?? samples.Select(sample => sample.Category).OfType<string>().FirstOrDefault() ?? desk.Handbook.Routing.Categories.First());
        return verdict switch
        {
            SampleVerdict.Article when asked.Article is { } article => ContentDraft.Sayings(texts, article),
            SampleVerdict.Article => ContentDraft.Article(texts, language, about, desk.Handbook.Routing.GroupOf(about), now.InZone(desk.Handbook.TimeZone).Date + NextReview),
            SampleVerdict.Playbook => ContentDraft.Playbook(texts, language, about),
            _ => null,
        };
    }

    private static (SampleFilter Filter, ProblemHttpResult? Fault) Filter(string? verdict, string? reason, string? lang, string? since)
    {
        var from = since is null ? null : InstantPattern.ExtendedIso.Parse(since);
        return (
            new SampleFilter
            {
                OpenOnly = verdict == "none",
                Verdict = verdict is not null && Verdicts.TryGetValue(verdict, out var decided) ? decided : null,
                Reason = reason is not null && Reasons.TryGetValue(reason, out var why) ? why : null,
                Language = LanguageTags.Parse(lang),
                Since = from is { Success: true } ? from.Value : null,
            },
            verdict is not (null or "none") && !Verdicts.ContainsKey(verdict) ? Problems.Invalid($"verdict is '{verdict}'; use none or one of {string.Join(", ", Verdicts.Keys)}.")
                : reason is not null && !Reasons.ContainsKey(reason) ? Problems.Invalid($"reason is '{reason}'; use one of {string.Join(", ", Reasons.Keys)}.")
                : from is { Success: false } ? Problems.Invalid("since is an instant such as 2026-11-20T01:02:03Z.")
                : Problems.OfLanguage("lang", lang));
    }

    private static GroupShape ShapeOf(SampleGroup group) => new(
        group.Id,
        group.Language.Tag(),
        group.Samples.Count,
        group.Conversations,
        group.Samples.GroupBy(sample => Name(sample.Reason)).ToDictionary(reason => reason.Key, reason => reason.Count()),
        [.. group.Samples.Select(sample => sample.Text).Distinct().Take(MostShown)],
        [.. group.Samples.GroupBy(sample => sample.Intent).OrderByDescending(taken => taken.Count()).Select(taken => taken.Key)],
        group.Meant,
        [.. group.Samples.Select(sample => sample.Article).OfType<string>().Distinct()],
        [.. group.Samples.Select(sample => sample.Ticket).OfType<string>().Distinct()],
        TicketShape.At(group.Samples[0].At),
        TicketShape.At(group.Samples[^1].At),
        [.. group.Samples.Select(sample => sample.Id)]);

    internal static string Name<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

/// <summary>Samples.</summary>
internal sealed record SamplesShape(IReadOnlyList<SampleShape> Items);

/// <summary>A sample.</summary>
internal sealed record SampleShape(
    string Id, string Reason, string Text, string Language, string Intent, double Confidence, string? Category, Meaning? Meant, string? Article, string? Ticket, string At, DecisionShape? Decision)
{
    public static SampleShape Of(Sample sample) => new(
        sample.Id, ImprovementApi.Name(sample.Reason), sample.Text, sample.Language.Tag(), sample.Intent, sample.Confidence, sample.Category, sample.Meant, sample.Article, sample.Ticket,
        TicketShape.At(sample.At),
        sample.Decision is { } decision ? new DecisionShape(ImprovementApi.Name(decision.Verdict), decision.Meant, decision.Note, decision.By, TicketShape.At(decision.At)) : null);
}

/// <summary>What a person made of a sample.</summary>
internal sealed record DecisionShape(string Verdict, Meaning? Meant, string? Note, string By, string At);

/// <summary>Groups of samples.</summary>
internal sealed record GroupsShape(IReadOnlyList<GroupShape> Items);

/// <summary>Samples that say about the same; <paramref name="Meant"/> is what most of those who showed it meant.</summary>
internal sealed record GroupShape(
    string Id, string Language, int Count, int Conversations, IReadOnlyDictionary<string, int> Reasons, IReadOnlyList<string> Texts, IReadOnlyList<string> TakenFor, Meaning? Meant,
    IReadOnlyList<string> Articles, IReadOnlyList<string> Tickets, string First, string Last, IReadOnlyList<string> Samples);

/// <summary>What is to become of samples; <paramref name="Article"/> names the one that they should have found, <paramref name="By"/> the person.</summary>
internal sealed record DecisionAsked(IReadOnlyList<string>? Samples, string? Verdict, string? Intent, string? Category, string? Article, string? Note, string? By);

/// <summary>How many samples were decided, and the beginning of the file, or the lines of one, that were asked for.</summary>
internal sealed record DecidedShape(int Decided, string? Draft);
