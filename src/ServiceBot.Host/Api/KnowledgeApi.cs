using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ServiceBot.Host.Content;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Host.Api;

/// <summary>Understanding and knowledge over REST.</summary>
internal static class KnowledgeApi
{
    private const int LongestQuestion = 2000;

    public static void MapKnowledge(this IEndpointRouteBuilder api)
    {
        api.MapPost("/understand", Understand).WithTags("Understanding").WithSummary("What an utterance means, with alternatives and the features that decided.");
        api.MapGet("/knowledge/search", Search).WithTags("Knowledge").WithSummary("Articles that answer a question, best first.");
        api.MapGet("/knowledge/articles/{id}", Find).WithTags("Knowledge").WithSummary("One article.");
    }

    private static Results<Ok<UnderstandingShape>, ProblemHttpResult> Understand(Desk desk, UnderstandingAsked asked)
    {
        if (string.IsNullOrWhiteSpace(asked.Text) || asked.Text.Length > LongestQuestion)
        {
            return Problems.Invalid($"text has 1 to {LongestQuestion} characters.");
        }

        if (Problems.OfLanguage("lang", asked.Lang) is { } unknown)
        {
            return unknown;
        }

        var recognizer = desk.Handbook.Recognizer;
        var heard = recognizer.Recognize(asked.Text, LanguageTags.Parse(asked.Lang));
        return TypedResults.Ok(new UnderstandingShape(
            heard.Language.Tag(),
            heard.Intent,
            heard.Category,
            [.. heard.Alternatives.Take(5)],
            heard.IsOutOfScope,
            [.. recognizer.Why(asked.Text).Select(why => new WhyShape(why.Feature, Math.Round(why.Weight, 4)))]));
    }

    private static async Task<Results<Ok<HitsShape>, ProblemHttpResult>> Search(
        Desk desk, [FromServices] IArticleRanks? ranks, string? q, string? lang, int? top, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(q) || q.Length > LongestQuestion)
        {
            return Problems.Invalid($"q has 1 to {LongestQuestion} characters.");
        }

        if (Problems.OfLanguage("lang", lang) is { } unknown)
        {
            return unknown;
        }

        var language = LanguageTags.Parse(lang) ?? LanguageDetection.Detect(q) ?? Language.Japanese;
        var most = Math.Clamp(top ?? 5, 1, 20);
        var inquiry = new Inquiry(q, language) { Ranks = ranks is null ? null : await ranks.RankAsync(q, cancellation) };
        return TypedResults.Ok(new HitsShape([.. Answering.Nearest(inquiry, desk.Handbook.Library, desk.Handbook.Helpfulness, most).Select(found => new HitShape(
            found.Article.Id, found.Article.Title, Math.Round(found.Score, 4), found.Passage, UrlOf(found.Article.Id, found.Article.Language), found.Article.Language.Tag()))]));
    }

    private static Results<Ok<ArticleShape>, ProblemHttpResult> Find(Desk desk, string id, string? lang) =>
        desk.Handbook.Library.FindInAny(id, LanguageTags.Parse(lang) ?? Language.Japanese) is { } article
            ? TypedResults.Ok(new ArticleShape(article.Id, article.Language.Tag(), article.Title, article.Category, article.Body))
            : Problems.NotFound($"There is no article {id}.");

    private static string UrlOf(string id, Language language) => $"/api/v1/knowledge/articles/{Uri.EscapeDataString(id)}?lang={language.Tag()}";
}

/// <summary>What is to be understood.</summary>
internal sealed record UnderstandingAsked(string? Text, string? Lang);

/// <summary>What an utterance means.</summary>
internal sealed record UnderstandingShape(string Language, Scored Intent, Scored? Category, IReadOnlyList<Scored> Alternatives, bool OutOfScope, IReadOnlyList<WhyShape> Why);

/// <summary>A feature that decided.</summary>
internal sealed record WhyShape(string Feature, double Weight);

/// <summary>Found articles.</summary>
internal sealed record HitsShape(IReadOnlyList<HitShape> Hits);

/// <summary>A found article.</summary>
internal sealed record HitShape(string Id, string Title, double Score, string Passage, string Url, string Lang);

/// <summary>An article.</summary>
internal sealed record ArticleShape(string Id, string Lang, string Title, string Category, string Body);
