using ServiceBot.Messages;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Cli.Stories;

/// <summary>Compares what a story expects with what came.</summary>
internal static class StoryExpectation
{
    /// <summary>What does not fit of the replies; null where all fits.</summary>
    public static string? OfReply(IReadOnlyDictionary<string, IReadOnlyList<string>> expected, IReadOnlyList<Reply> replies)
    {
        if (expected.ContainsKey("silent"))
        {
            return replies.Count == 0 ? null : $"the bot should be silent but said \"{replies[^1].Text}\"";
        }

        if (replies.Count == 0)
        {
            return "the bot said nothing";
        }

        var reply = replies[^1];
        var all = string.Join("\n", replies.Select(each => each.Text));
        foreach (var (key, values) in expected)
        {
            var broken = key switch
            {
                "says" => values.FirstOrDefault(value => !all.Contains(value, StringComparison.OrdinalIgnoreCase)) is { } missing ? $"the reply does not say \"{missing}\"" : null,
                "not_says" => values.FirstOrDefault(value => all.Contains(value, StringComparison.OrdinalIgnoreCase)) is { } forbidden ? $"the reply says \"{forbidden}\"" : null,
                "choices" => values.FirstOrDefault(value => reply.Choices.All(choice => choice.Title != value)) is { } absent ? $"there is no button \"{absent}\"" : null,
                "article" => reply.Trace.Articles?.Contains(values[0]) == true ? null : $"the article is {string.Join(", ", reply.Trace.Articles ?? [])}, not {values[0]}",
                _ => Differs(key, Member(reply, key), values),
            };
            if (broken is not null)
            {
                return $"{broken}; it was: \"{all}\" {reply.Trace}";
            }
        }

        return null;
    }

    /// <summary>What does not fit of the newest ticket; null where all fits.</summary>
    public static string? OfTicket(IReadOnlyDictionary<string, string> expected, IReadOnlyList<Ticket> tickets)
    {
        if (expected.TryGetValue("count", out var count) && tickets.Count.ToString() != count)
        {
            return $"there are {tickets.Count} tickets, not {count}";
        }

        if (tickets.Count == 0)
        {
            return count == "0" ? null : "no ticket was opened";
        }

        var ticket = tickets[0];
        return expected.Where(member => member.Key != "count").Select(member => Differs(member.Key, Member(ticket, member.Key), [member.Value])).FirstOrDefault(broken => broken is not null);
    }

    private static string? Differs(string key, string? found, IReadOnlyList<string> wanted) =>
        wanted.Contains(found ?? "none") ? null : $"{key} is {found ?? "none"}, not {string.Join(" or ", wanted)}";

    private static string? Member(Reply reply, string key) => key switch
    {
        "playbook" => reply.Trace.Playbook,
        "step" => reply.Trace.Step,
        "intent" => reply.Trace.Intent,
        "category" => reply.Trace.Category,
        "handoff" => reply.Trace.Handoff,
        "proactive" => reply.Trace.Proactive,
        "language" => reply.Language.Tag(),
        _ => throw new InvalidOperationException($"Unknown expectation {key}."),
    };

    private static string? Member(Ticket ticket, string key) => key switch
    {
        "type" => ticket.Number.Type.ToString().ToLowerInvariant(),
        "status" => ticket.Status.Name(),
        "priority" => ticket.Priority.ToString(),
        "urgency" => Prioritisation.Name(ticket.Urgency),
        "category" => ticket.Category,
        "group" => ticket.Group,
        "playbook" => ticket.Playbook,
        "reason" => ticket.Context.EscalationReason,
        "language" => ticket.Language.Tag(),
        "subject" => ticket.Subject,
        "mood" => ticket.Context.Mood,
        "attachments" => ticket.Context.Attachments.Count.ToString(),
        _ when key.StartsWith("slots.", StringComparison.Ordinal) => ticket.Slots.GetValueOrDefault(key["slots.".Length..]),
        _ => throw new InvalidOperationException($"Unknown expectation {key}."),
    };
}
