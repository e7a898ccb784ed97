using ServiceBot.Dialogs;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Opens tickets from conversations, complete with all that is known. The transcript is added by the front door.</summary>
internal static class TicketOpening
{
    /// <summary>The category of what nobody could sort.</summary>
    public const string Unknown = "other";

    private const int LongestSubject = 120;

    public static Ticket Open(Draft draft, string about, string reason, string? approver = null)
    {
        var run = draft.Run;
        var playbook = run is null ? null : draft.Handbook.PlaybookOf(run.Playbook);

        // What the matter is about says more than the last words, which may only have asked for a human.
        var understood = run is null ? draft.Handbook.Recognizer.Recognize(about, draft.Language) : run.Understanding;

        // A guess is worse than the service desk: whoever wrote of bullying should not hear from the security team.
        var guessed = run is null && understood is { Certainty: Certainty.Unsure } ? null : understood?.Category;
        var category = run is { Category: not Unknown } ? run.Category
            : guessed?.Name ?? draft.Handbook.Recognizer.CategoryOf(run?.Opening ?? about) ?? (draft.Heard is { Certainty: not Certainty.Unsure, Category: { } heard } ? heard.Name : Unknown);
        var impact = FromSlots(run, Prioritisation.Impacts) ?? Known(playbook?.Impact, Prioritisation.Impacts) ?? Impact.OnePerson;
        var type = TypeOf(playbook ?? (understood is null ? null : draft.Handbook.PlaybookOf(understood.Intent.Name)), understood);
        var usual = Weighed(Known(playbook?.Urgency, Prioritisation.Urgencies) ?? Urgency.Medium, UrgencyReading.Find(run?.Opening ?? about));
        var least = type == TicketType.Incident ? draft.Handbook.Prioritisation.LeastOf(category) : Urgency.Low;
        var urgency = FromSlots(run, Prioritisation.Urgencies) ?? (usual > least ? usual : least);
        var ticket = new Ticket
        {
            Number = draft.Context.NewNumber(type),
            Status = approver is null ? TicketStatus.New : TicketStatus.PendingApproval,
            Approver = approver,
            Impact = impact,
            Urgency = urgency,
            Priority = draft.Handbook.Prioritisation.Of(impact, urgency),
            Category = category,
            Playbook = playbook?.Id,
            Subject = Subject(draft, playbook, run, about),
            Language = draft.Language,
            Customer = draft.State.Customer,
            Conversation = draft.State.Id,
            Group = playbook?.Group ?? draft.Handbook.Routing.GroupOf(category),
            CreatedAt = draft.Now,
            UpdatedAt = draft.Now,
            Slots = playbook is null || run is null ? new Dictionary<string, string>() : Slots(playbook, run),
            Context = Context(draft, run, understood, reason),
            Version = 1,
        };
        draft.Add(new TicketOpened(ticket, new Opened(draft.Now, draft.State.Customer.Id.Value, reason)));
        draft.State = draft.State with { Ticket = ticket.Number.ToString(), Files = [] };
        draft.Trace = draft.Trace with { Ticket = ticket.Number.ToString() };
        return ticket;
    }

    /// <summary>Counts the end of a matter.</summary>
    public static void EndMatter(Draft draft, string intent, string? category, string outcome, string? ticket) =>
        draft.Add(new MatterEnded(draft.Context.NewId(), draft.State.Id, draft.State.Customer.Id, intent, category, outcome, ticket, draft.Now));

    // The customer's words raise what is usual; "no rush" lowers it only where nothing speaks against it.
    private static Urgency Weighed(Urgency usual, Urgency? said) =>
        said is null ? usual
        : said == Urgency.Low ? usual <= Urgency.Medium ? Urgency.Low : usual
        : said.Value > usual ? said.Value : usual;

    private static TicketType TypeOf(Playbook? playbook, Recognition? understood) => playbook?.Kind switch
    {
        PlaybookKind.Incident => TicketType.Incident,
        PlaybookKind.Request => TicketType.Request,
        PlaybookKind.Question => TicketType.Question,
        _ => understood?.Intent.Name switch { IntentNames.ReportIncident => TicketType.Incident, IntentNames.RequestService => TicketType.Request, _ => TicketType.Question },
    };

    private static string Subject(Draft draft, Playbook? playbook, PlaybookRun? run, string about)
    {
        // A subject with holes says less than the customer's own words.
        var subject = playbook?.Subject is { } template && run is not null && Template.Names(template.In(draft.Language)).All(name => run.Slots.GetValueOrDefault(name)?.Value.Length > 0)
            ? Template.Fill(template.In(draft.Language), PlaybookRules.Values(playbook, run, draft.Language))
            : about;
        subject = subject.ReplaceLineEndings(" ").Trim();
        return subject.Length == 0 ? playbook?.Title.In(draft.Language) ?? "–"
            : subject.Length > LongestSubject ? string.Concat(subject.AsSpan(0, LongestSubject - 1), "…")
            : subject;
    }

    private static Dictionary<string, string> Slots(Playbook playbook, PlaybookRun run) => run.Slots
        .Where(slot => slot.Value.Value.Length > 0)
        .ToDictionary(slot => slot.Key, slot => playbook.Slots.GetValueOrDefault(slot.Key)?.IsSensitive == true ? Secrets.Mask : slot.Value.Value);

    private static TicketContext Context(Draft draft, PlaybookRun? run, Recognition? heard, string reason) => new(
            draft.State.Address.Channel,
            [],
            heard is null ? null : new UnderstandingTaken(
                heard.Intent.Name, heard.Intent.Confidence, heard.Category?.Name, [.. heard.Alternatives.Take(3).Select(other => new LikelyIntent(other.Name, other.Confidence))]),
            draft.State.Articles,
            [.. (run?.Attempts ?? []).Select(attempt => new StepTried(attempt.Step, attempt.Outcome))],
            draft.State.Mood.ToString().ToLowerInvariant(),
            reason,
            [.. draft.Context.Tickets.Take(5).Select(ticket => ticket.Number.ToString())],
            [],
            [.. draft.State.Files.Select(file => file.Id)]);

    // A slot whose choices are the identifiers of an impact or an urgency decides it, whatever its name.
    private static T? FromSlots<T>(PlaybookRun? run, IReadOnlyDictionary<string, T> names)
        where T : struct =>
        run?.Slots.Values.Select(slot => Known(slot.Value == "only_me" ? "one_person" : slot.Value, names)).FirstOrDefault(known => known is not null);

    private static T? Known<T>(string? name, IReadOnlyDictionary<string, T> names)
        where T : struct => name is not null && names.TryGetValue(name, out var known) ? known : null;
}
