using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Host.Content;
using ServiceBot.Messages;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Api;

/// <summary>Tickets over REST.</summary>
internal static class TicketsApi
{
    private const int LongestText = 20_000;
    private const int LongestName = 200;

    public static void MapTickets(this IEndpointRouteBuilder api)
    {
        var tickets = api.MapGroup("/tickets").WithTags("Tickets");
        tickets.MapGet("/", ListAsync).WithSummary("Tickets that match, newest first, a page at a time.");
        tickets.MapPost("/", OpenAsync).WithSummary("Opens a ticket on behalf of somebody.");
        tickets.MapGet("/{number}", FindAsync).WithSummary("One ticket with its whole context.");
        tickets.MapPatch("/{number}", PatchAsync).WithSummary("Changes group, assignee, impact, urgency, category or subject; needs If-Match.");
        tickets.MapPost("/{number}/comments", CommentAsync).WithSummary("Writes a comment; a public one is told to the customer in the chat.");
        tickets.MapPost("/{number}/transitions", TransitionAsync).WithSummary("Sends it to another status.");
        tickets.MapGet("/{number}/events", EventsAsync).WithSummary("The whole history, oldest first.");
    }

    private static async Task<Results<Ok<TicketsPage>, ProblemHttpResult>> ListAsync(
        ITicketQueries queries, string? status, string? category, string? customer, string? q, string? cursor, CancellationToken cancellation)
    {
        if (status is not null && !TicketLifecycle.Names.ContainsKey(status))
        {
            return Problems.Invalid($"status is '{status}'; use one of {string.Join(", ", TicketLifecycle.Names.Keys)}.");
        }

        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return Problems.Invalid("cursor is not one that a page before gave as 'next'.");
        }

        var page = await queries.ListAsync(
            new TicketFilter
            {
                Status = status is null ? null : TicketLifecycle.Names[status],
                Category = category,
                Customer = customer is null ? null : new PersonId(customer),
                Text = q,
                Before = cursor is null ? null : long.Parse(cursor, CultureInfo.InvariantCulture),
            },
            cancellation);
        return TypedResults.Ok(new TicketsPage([.. page.Items.Select(TicketShape.Of)], page.Next?.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<TicketShape>, ProblemHttpResult>> FindAsync(ITicketQueries queries, HttpResponse response, string number, CancellationToken cancellation)
    {
        if (TicketNumber.Parse(number) is not { } parsed || await queries.FindAsync(parsed, cancellation) is not { } ticket)
        {
            return Problems.NotFound($"There is no ticket {number}.");
        }

        response.Headers.ETag = TicketShape.EtagOf(ticket.Version);
        return TypedResults.Ok(TicketShape.Of(ticket));
    }

    private static async Task<Results<Created<TicketShape>, ProblemHttpResult>> OpenAsync(FrontDoor door, Desk desk, HttpContext http, NewTicket asked, CancellationToken cancellation)
    {
        var content = desk.Handbook;
        TicketType? type = asked.Type switch { "incident" => TicketType.Incident, "request" => TicketType.Request, "question" => TicketType.Question, _ => null };
        if (type is null || string.IsNullOrWhiteSpace(asked.Subject) || asked.Subject.Length > 200 || string.IsNullOrWhiteSpace(asked.Customer?.Id))
        {
            return Problems.Invalid("A new ticket needs type (incident, request, question), subject (up to 200 characters) and customer.id.");
        }

        if (asked.Customer.Id.Length > LongestName || asked.Customer.Name?.Length > LongestName)
        {
            return Problems.Invalid($"customer.id and customer.name have up to {LongestName} characters.");
        }

        if (Problems.OfLanguage("language", asked.Language) is { } unknown)
        {
            return unknown;
        }

        if (asked.Category is null || !content.Routing.Categories.Contains(asked.Category))
        {
            return Problems.Invalid($"category is '{asked.Category}'; use one of {string.Join(", ", content.Routing.Categories)}.");
        }

        if (!Prioritisation.Impacts.TryGetValue(asked.Impact ?? "one_person", out var impact) || !Prioritisation.Urgencies.TryGetValue(asked.Urgency ?? "medium", out var urgency))
        {
            return Problems.Invalid($"impact is one of {string.Join(", ", Prioritisation.Impacts.Keys)}, urgency one of {string.Join(", ", Prioritisation.Urgencies.Keys)}.");
        }

        var ticket = await door.OpenTicketAsync(
            (number, now) => new Ticket
            {
                Number = number,
                Status = TicketStatus.New,
                Impact = impact,
                Urgency = urgency,
                Priority = content.Prioritisation.Of(impact, urgency),
                Category = asked.Category,
                Subject = asked.Subject.Trim(),
                Language = LanguageTags.Parse(asked.Language) ?? Language.Japanese,
                Customer = new Person(new PersonId(asked.Customer.Id), asked.Customer.Name, new Dictionary<string, string>()),
                Group = content.Routing.GroupOf(asked.Category),
                CreatedAt = now,
                UpdatedAt = now,
                Slots = new Dictionary<string, string>(),
                Context = new TicketContext("api", [], null, [], [], "neutral", EscalationReasons.CustomerRequest, [], [], []),
                Version = 1,
            },
            type.Value,
            "api",
            cancellation);
        http.Response.Headers.ETag = TicketShape.EtagOf(ticket.Version);
        return TypedResults.Created($"/api/v1/tickets/{ticket.Number}", TicketShape.Of(ticket));
    }

    private static async Task<Results<Ok<TicketShape>, ProblemHttpResult>> PatchAsync(
        FrontDoor door, ITicketQueries queries, Desk desk, HttpContext http, string number, TicketPatch patch, CancellationToken cancellation)
    {
        // `*` takes any version that is there (RFC 9110, 13.1.1).
        long? version = null;
        if (http.Request.Headers.IfMatch is not ["*"] && (version = VersionOf(http.Request.Headers.IfMatch)) is null)
        {
            return TypedResults.Problem("Send If-Match with the etag that was read.", statusCode: StatusCodes.Status428PreconditionRequired, title: "Which version?");
        }

        var content = desk.Handbook;
        if (patch.Fault(content) is { } fault)
        {
            return Problems.Invalid(fault);
        }

        return await ChangeAsync(door, queries, http, number, version, (ticket, now) => patch.Applied(ticket, content, now), cancellation);
    }

    private static long? VersionOf(StringValues tags) =>
        tags.Count == 1 && long.TryParse(tags[0]?.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static async Task<Results<Ok<TicketShape>, ProblemHttpResult>> CommentAsync(
        FrontDoor door, ITicketQueries queries, HttpContext http, string number, NewComment comment, CancellationToken cancellation)
    {
        Visibility? visibility = comment.Visibility switch { "public" => Visibility.Public, "internal" => Visibility.Internal, _ => null };
        if (visibility is null || string.IsNullOrWhiteSpace(comment.Text) || comment.Text.Length > LongestText)
        {
            return Problems.Invalid($"A comment needs text (up to {LongestText} characters) and visibility (public or internal).");
        }

        return await ChangeAsync(door, queries, http, number, null, (ticket, now) => TicketWork.Comment(ticket, new Commented(now, By(comment.By), comment.Text, visibility.Value, [])), cancellation);
    }

    private static async Task<Results<Ok<TicketShape>, ProblemHttpResult>> TransitionAsync(
        FrontDoor door, ITicketQueries queries, Desk desk, HttpContext http, string number, NewTransition transition, CancellationToken cancellation)
    {
        if (transition.To is null || !TicketLifecycle.Names.TryGetValue(transition.To, out var to))
        {
            return Problems.Invalid($"to is '{transition.To}'; use one of {string.Join(", ", TicketLifecycle.Names.Keys)}.");
        }

        if ((transition.Resolution ?? transition.Reason)?.Length > LongestText)
        {
            return Problems.Invalid($"resolution and reason have up to {LongestText} characters.");
        }

        if (transition.Article is { } article && (to != TicketStatus.Resolved || desk.Handbook.Library.FindInAny(article, Language.Japanese) is null))
        {
            return Problems.Invalid($"article is '{article}'; give the id of an article, with resolved only.");
        }

        return await ChangeAsync(
            door,
            queries,
            http,
            number,
            null,
            (ticket, now) => ticket is { Status: TicketStatus.PendingApproval, Approver: not null } && (to is TicketStatus.InProgress or TicketStatus.Cancelled)
                ? TicketWork.Decide(ticket, to == TicketStatus.InProgress, transition.Reason, By(transition.By), now)
                : TicketWork.Transition(ticket, to, transition.Resolution ?? transition.Reason, By(transition.By), now, transition.Article),
            cancellation);
    }

    private static async Task<Results<Ok<EventsPage>, ProblemHttpResult>> EventsAsync(ITicketQueries queries, string number, CancellationToken cancellation) =>
        TicketNumber.Parse(number) is { } parsed && await queries.EventsAsync(parsed, cancellation) is { Count: > 0 } events
            ? TypedResults.Ok(new EventsPage([.. events.Select(EventShape.Of)]))
            : Problems.NotFound($"There is no ticket {number}.");

    private static async Task<Results<Ok<TicketShape>, ProblemHttpResult>> ChangeAsync(
        FrontDoor door, ITicketQueries queries, HttpContext http, string number, long? version, Func<Ticket, Instant, TicketDecision> decide, CancellationToken cancellation)
    {
        if (TicketNumber.Parse(number) is not { } parsed || await queries.FindAsync(parsed, cancellation) is null)
        {
            return Problems.NotFound($"There is no ticket {number}.");
        }

        return await door.ChangeTicketAsync(parsed, version, decide, cancellation) switch
        {
            TicketDecision.Changed changed => Tagged(http, changed.Ticket),
            TicketDecision.Refused refused => Problems.Refused(refused.Why),
            _ => Problems.Changed(number),
        };
    }

    private static Ok<TicketShape> Tagged(HttpContext http, Ticket ticket)
    {
        http.Response.Headers.ETag = TicketShape.EtagOf(ticket.Version);
        return TypedResults.Ok(TicketShape.Of(ticket));
    }

    private static string By(string? name) => string.IsNullOrWhiteSpace(name) ? "api" : $"agent:{name}";
}

/// <summary>A page of tickets.</summary>
internal sealed record TicketsPage(IReadOnlyList<TicketShape> Items, string? Next);

/// <summary>A ticket's history.</summary>
internal sealed record EventsPage(IReadOnlyList<EventShape> Items);

/// <summary>What a new ticket needs.</summary>
internal sealed record NewTicket(string? Type, string? Subject, string? Category, string? Impact, string? Urgency, string? Language, CustomerShape? Customer);

/// <summary>A comment; <paramref name="By"/> names the agent.</summary>
internal sealed record NewComment(string? Text, string? Visibility, string? By);

/// <summary>Another status; <paramref name="Article"/> is the one that solved it, <paramref name="By"/> names the agent.</summary>
internal sealed record NewTransition(string? To, string? Resolution, string? Reason, string? Article, string? By);
