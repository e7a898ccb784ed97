using ServiceBot.Dialogs;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Carries a playbook on, step by step, until it waits for somebody or is over.</summary>
internal static class RunTalk
{
    public static void Start(Draft draft, Playbook playbook, string said, Recognition? understanding)
    {
        var run = new PlaybookRun
        {
            Playbook = playbook.Id,
            Opening = said,
            Understanding = understanding,
            Category = playbook.Category ?? understanding?.Category?.Name ?? draft.Handbook.Recognizer.CategoryOf(said) ?? TicketOpening.Unknown,
            StartedAt = draft.Now,
        };
        draft.State = draft.State with
        {
            Runs = [.. draft.State.Runs, run.FillFrom(playbook, draft.State.Customer, said, draft.Today, openingOnly: null)],
            MatterSince = draft.State.Runs.Count == 0 ? draft.State.Sequence : draft.State.MatterSince,
            Articles = [],
            Misunderstood = 0,
        };
        draft.CloseQuestion();
        GoOn(draft);
    }

    public static void GoOnIfAny(Draft draft)
    {
        if (draft.Run is { WaitsFor: null })
        {
            GoOn(draft);
        }
    }

    public static void GoOn(Draft draft)
    {
        while (draft.Run is { WaitsFor: null } run)
        {
            if (draft.Handbook.PlaybookOf(run.Playbook) is not { } playbook)
            {
                // The desk took the playbook away meanwhile: a human goes on with what is known.
                HumanTalk.HandOver(draft, run.Opening, EscalationReasons.PlaybookFailed);
                return;
            }

            draft.Trace = draft.Trace with { Playbook = playbook.Id, Step = null };
            if (Does(draft, playbook, run, PlaybookRules.NextStep(playbook, run)))
            {
                return;
            }
        }
    }

    /// <summary>Asks for a slot of the run.</summary>
    public static void AskSlot(Draft draft, Playbook playbook, PlaybookRun run, Slot slot)
    {
        draft.SayOneOf($"{playbook.Id}.{slot.Name}", slot.Ask.In(draft.Language), PlaybookRules.Values(playbook, run, draft.Language));
        var titles = slot.Choices.Select(choice => choice.Label.In(draft.Language)).ToList();
        if (slot.IsOptional)
        {
            titles.Add(HumanTalk.Word(draft, "choice.skip"));
        }

        draft.Offer(titles);
        draft.Ask(new Question.ForSlot(slot.Name));
    }

    /// <summary>Shows what was collected and asks whether it is right.</summary>
    public static void AskToConfirm(Draft draft, Playbook playbook, PlaybookRun run, Step.Confirm step)
    {
        var told = run.Attempts.Where(attempt => attempt.Outcome == Attempt.Said).Select(attempt => (Label: HumanTalk.Word(draft, "told"), Value: attempt.Step));
        draft.SayText(string.Join("\n", PlaybookRules.Summary(playbook, run, draft.Language).Concat(told).Select(line => $"- {line.Label}: {line.Value}")));
        draft.SayOneOf($"{playbook.Id}.{step.Id}", step.Text.In(draft.Language), PlaybookRules.Values(playbook, run, draft.Language));
        HumanTalk.AskWhether(draft, new Question.ToConfirm(step.Id));
    }

    /// <summary>Asks whether instructions solved the matter.</summary>
    public static void AskSolved(Draft draft, Playbook playbook, PlaybookRun run, Step.AskSolved step)
    {
        draft.SayOneOf($"{playbook.Id}.{step.Id}", step.Text.In(draft.Language), PlaybookRules.Values(playbook, run, draft.Language));
        draft.Offer(HumanTalk.Word(draft, "choice.solved"), HumanTalk.Word(draft, "choice.not_solved"));
        draft.Ask(new Question.WhetherSolved(step.Id, [], run.Opening));
    }

    /// <summary>The end of the run: what was put off comes next, or what was interrupted goes on.</summary>
    public static void End(Draft draft, string outcome)
    {
        if (draft.Run is not { } run)
        {
            return;
        }

        if (outcome is "done" or "solved" && run.Ticket is { } opened)
        {
            TicketActs.Resolve(draft, opened);
        }

        TicketOpening.EndMatter(draft, run.Playbook, run.Category, outcome, run.Ticket ?? (outcome == "ticket" ? draft.State.Ticket : null));
        draft.Trace = draft.Trace with { Playbook = draft.Trace.Playbook ?? run.Playbook };
        draft.SetRun(null);
        draft.CloseQuestion();
        if (draft.State.Later.Count > 0)
        {
            var next = draft.State.Later[0];
            draft.State = draft.State with { Later = [.. draft.State.Later.Skip(1)] };
            draft.Say("later.next", ("matter", next));
            Matters.BeginPart(draft, next, draft.Handbook.Recognizer.Recognize(next, draft.Language));
        }
        else if (draft.Run is { WaitsFor: null } interrupted && draft.Handbook.PlaybookOf(interrupted.Playbook) is { } playbook)
        {
            draft.Say("resumed", ("matter", playbook.Title.In(draft.Language)));
            GoOn(draft);
        }
    }

    /// <summary>Opens a ticket for the run and says its number.</summary>
    public static string AnnounceTicket(Draft draft, PlaybookRun run, string reason)
    {
        var ticket = TicketOpening.Open(draft, run.Opening, reason);
        draft.Say("ticket.opened", ("ticket", ticket.Number.ToString()), ("group", draft.Handbook.Routing.GroupName(ticket.Group, draft.Language)));
        return ticket.Number.ToString();
    }

    /// <summary>Opens the run's ticket, says so, and ends the run.</summary>
    public static void OpenTicket(Draft draft, string reason, IReadOnlyList<string>? words)
    {
        var run = draft.Run!;
        var playbook = draft.Handbook.PlaybookOf(run.Playbook)!;
        if (words is not null)
        {
            draft.SayOneOf($"{playbook.Id}.ticket", words, PlaybookRules.Values(playbook, run, draft.Language));
        }

        if (run.Ticket is null)
        {
            draft.SetRun(run with { Ticket = AnnounceTicket(draft, run, reason) });
        }

        End(draft, "ticket");
    }

    // Does one step; true where the run now waits or is over.
    private static bool Does(Draft draft, Playbook playbook, PlaybookRun run, Step? step)
    {
        switch (step)
        {
            case null when run.IsTakenOver:
                RunActions.EndTakenOver(draft, playbook, run);
                return true;
            case null when run.Attempts is [.., { Outcome: "not_solved" or Attempt.Said }]:
                OpenTicket(draft, EscalationReasons.NotHelped, null);
                return true;
            case null:
                draft.Say("done");
                End(draft, "done");
                return true;
            case Step.Say say:
                draft.SayOneOf($"{playbook.Id}.{say.Id}", say.Text.In(draft.Language), PlaybookRules.Values(playbook, run, draft.Language));
                draft.SetRun(run.Finish(say.Id));
                return false;
            case Step.Collect { Slot: var name } when playbook.Slots[name].Default is { } assumed:
                draft.SetRun(run.Answer(playbook, name, assumed, SlotSource.Default));
                return false;
            case Step.Collect collect:
                AskSlot(draft, playbook, run, playbook.Slots[collect.Slot]);
                return true;
            case Step.ShowArticle { Article: Step.ShowArticle.Best } best:
                if (KnowledgeTalk.TryStep(draft, run.Opening, best.Id))
                {
                    return true;
                }

                draft.SetRun(run.Finish(best.Id));
                return false;
            case Step.ShowArticle show:
                if (draft.Handbook.Library.FindInAny(show.Article, draft.Language) is { } article && draft.State.Articles.All(shown => shown.Id != article.Id))
                {
                    KnowledgeTalk.Show(draft, [article], run.Opening, show.Id);
                    return true;
                }

                draft.SetRun(run.Finish(show.Id));
                return false;
            case Step.AskSolved ask:
                AskSolved(draft, playbook, run, ask);
                return true;
            case Step.Confirm confirm:
                AskToConfirm(draft, playbook, run, confirm);
                return true;
            case Step.CallAction call when draft.Handbook.Actions.Contains(call.Action):
                RunActions.Call(draft, run, call);
                return true;
            case Step.CallAction:
                OpenTicket(draft, EscalationReasons.PlaybookRequiresHuman, null);
                return true;
            case Step.Approval approval:
                AskForApproval(draft, playbook, run, approval);
                return true;
            case Step.Ticket ticket:
                OpenTicket(draft, run.Attempts.Any(attempt => attempt.Outcome == "not_solved") ? EscalationReasons.NotHelped : EscalationReasons.PlaybookRequiresHuman, ticket.Text.In(draft.Language));
                return true;
            case Step.HandOff handOff:
                draft.Trace = draft.Trace with { Handoff = "waiting" };
                OpenTicket(draft, EscalationReasons.PlaybookRequiresHuman, handOff.Text.In(draft.Language));
                return true;
            default:
                throw new InvalidOperationException($"Unknown step {step.Id}.");
        }
    }

    private static void AskForApproval(Draft draft, Playbook playbook, PlaybookRun run, Step.Approval approval)
    {
        var approver = Template.Fill(approval.Approver, PlaybookRules.RawValues(run));
        var ticket = TicketOpening.Open(draft, run.Opening, EscalationReasons.Policy, approver);
        draft.SetRun(run.Finish(approval.Id) with { Ticket = ticket.Number.ToString(), WaitsFor = TicketNews.ApprovalOf(ticket.Number) });
        draft.CloseQuestion();
        draft.Say("approval.waiting", ("approver", approver), ("ticket", ticket.Number.ToString()));
        draft.Trace = draft.Trace with { Step = approval.Id, Playbook = playbook.Id };
    }
}
