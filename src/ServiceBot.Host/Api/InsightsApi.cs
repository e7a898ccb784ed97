using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;
using ServiceBot.Insights;

namespace ServiceBot.Host.Api;

/// <summary>The desk's measures over REST.</summary>
internal static class InsightsApi
{
    private static readonly Duration StandardPeriod = Duration.FromDays(30);

    public static void MapInsights(this IEndpointRouteBuilder api) =>
        api.MapGet("/insights/summary", SummaryAsync).WithTags("Insights").WithSummary("Each measure over a time, the last 30 days by default; null where nothing could be measured.");

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> SummaryAsync(IInsightQueries queries, IClock clock, string? from, string? to, CancellationToken cancellation)
    {
        if (from is not null && Read(from) is null || to is not null && Read(to) is null)
        {
            return Problems.Invalid("from and to are instants (2026-11-20T01:02:03Z) or days (2026-11-20, from midnight UTC).");
        }

        var end = to is null ? clock.GetCurrentInstant() : Read(to)!.Value;
        var start = from is null ? end - StandardPeriod : Read(from)!.Value;
        if (start >= end)
        {
            return Problems.Invalid("from lies before to.");
        }

        var contacts = await queries.ContactsAsync(start - Measures.RepeatWithin, end + Measures.RepeatWithin, cancellation);
        return TypedResults.Ok(Shape(start, end, Measures.Of(start, end, contacts, await queries.HistoriesAsync(start, cancellation))));
    }

    // The value of each measure by its name; how it was taken stands apart.
    private static JsonObject Shape(Instant from, Instant to, IReadOnlyDictionary<string, Measure> measures)
    {
        var shape = new JsonObject { ["from"] = InstantPattern.General.Format(from), ["to"] = InstantPattern.General.Format(to) };
        var details = new JsonObject();
        foreach (var (name, measure) in measures)
        {
            // "service_level_attainment.response": response and resolution stand apart below one name.
            var (group, own) = name.Split('.') is [var first, var second] ? (Below(shape, first), second) : (shape, name);
            group[own] = Rounded(measure);
            details[name] = new JsonObject { ["unit"] = measure.Unit, ["of"] = measure.Of };
        }

        shape["details"] = details;
        return shape;
    }

    private static JsonObject Below(JsonObject shape, string name)
    {
        if (shape[name] is not JsonObject group)
        {
            shape[name] = group = [];
        }

        return group;
    }

    private static JsonValue? Rounded(Measure measure) => measure.Value is { } value ? JsonValue.Create(Math.Round(value, 4)) : null;

    private static Instant? Read(string given) =>
        InstantPattern.ExtendedIso.Parse(given) is { Success: true } instant ? instant.Value
        : LocalDatePattern.Iso.Parse(given) is { Success: true } day ? day.Value.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant()
        : null;
}
