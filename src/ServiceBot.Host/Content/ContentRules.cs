using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Content;

/// <summary>What must hold between the desk's files: articles, groups and slots that are named exist.</summary>
public static class ContentRules
{
    /// <summary>Names that templates may always use.</summary>
    private static readonly string[] Always = ["customer", "ticket"];

    /// <summary>The faults between files.</summary>
    public static IEnumerable<Fault> Faults(DeskContent content, string dialogs) =>
        content.Playbooks.Values.SelectMany(playbook => OfPlaybook(playbook, content, Path.Combine(dialogs, "playbooks", $"{playbook.Id}.yaml")));

    private static IEnumerable<Fault> OfPlaybook(Playbook playbook, DeskContent content, string file)
    {
        if (playbook.Category is { } category && !content.Routing.Categories.Contains(category))
        {
            yield return new Fault(file, LineOf(file, $"category: {category}"), $"`{category}` is no category.", $"Use one of {string.Join(", ", content.Routing.Categories)}.");
        }

        if (playbook.Group is { } group && !content.Routing.Groups.Contains(group))
        {
            yield return new Fault(file, LineOf(file, $"group: {group}"), $"`{group}` is no group.", $"Use one of {string.Join(", ", content.Routing.Groups)}, or name it in policies/routing.yaml.");
        }

        if (playbook.Impact is { } impact && !Prioritisation.Impacts.ContainsKey(impact))
        {
            yield return new Fault(file, LineOf(file, $"impact: {impact}"), $"`{impact}` is no impact.", $"Use one of {string.Join(", ", Prioritisation.Impacts.Keys)}.");
        }

        if (playbook.Urgency is { } urgency && !Prioritisation.Urgencies.ContainsKey(urgency))
        {
            yield return new Fault(file, LineOf(file, $"urgency: {urgency}"), $"`{urgency}` is no urgency.", $"Use one of {string.Join(", ", Prioritisation.Urgencies.Keys)}.");
        }

        foreach (var show in playbook.Steps.OfType<Step.ShowArticle>().Where(show => show.Article != Step.ShowArticle.Best && content.Articles.All(article => article.Id != show.Article)))
        {
            yield return new Fault(file, LineOf(file, show.Article), $"There is no article `{show.Article}`.", "Add it below knowledge/, or name another one.");
        }

        // An action's outputs are slots too, though nobody asks for them.
        var known = playbook.Slots.Keys.Concat(Always)
            .Concat(playbook.Steps.OfType<Step.CallAction>().SelectMany(call => content.Actions.TryGetValue(call.Action, out var action) ? action.Outputs.Keys : []))
            .ToHashSet();
        var declared = playbook.Steps.OfType<Step.CallAction>().All(call => content.Actions.ContainsKey(call.Action));
        foreach (var name in Templates(playbook).SelectMany(Template.Names).Distinct().Where(name => declared && !known.Contains(name)))
        {
            yield return new Fault(file, LineOf(file, $"{{{name}}}"), $"A text names `{{{name}}}`, which is no slot.", $"Use one of {string.Join(", ", known)}.");
        }
    }

    private static IEnumerable<string> Templates(Playbook playbook)
    {
        var texts = playbook.Steps.SelectMany<Step, LocalTexts?>(step => step switch
        {
            Step.Say say => [say.Text],
            Step.AskSolved ask => [ask.Text],
            Step.Confirm confirm => [confirm.Text],
            Step.Ticket ticket => [ticket.Text],
            Step.HandOff handOff => [handOff.Text],
            Step.CallAction call => [call.Done],
            _ => [],
        }).Concat(playbook.Slots.Values.Select(slot => slot.Ask)).OfType<LocalTexts>().SelectMany(text => text.Ja.Concat(text.En));
        return texts
            .Concat(playbook.Steps.OfType<Step.CallAction>().SelectMany(call => call.With.Values))
            .Concat(playbook.Steps.OfType<Step.Approval>().Select(approval => approval.Approver))
            .Concat(playbook.Subject is { } subject ? [subject.Ja, subject.En] : []);
    }

    private static int LineOf(string file, string text) =>
        File.Exists(file) ? Array.FindIndex(File.ReadAllLines(file), line => line.Contains(text, StringComparison.Ordinal)) + 1 : 0;
}
