using ServiceBot.Dialogs;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Calls the actions of playbooks and takes what comes of them.</summary>
internal static class RunActions
{
    /// <summary>Calls an action; the run waits for what comes of it.</summary>
    public static void Call(Draft draft, PlaybookRun run, Step.CallAction call)
    {
        var values = PlaybookRules.RawValues(run);
        var inputs = call.With.ToDictionary(input => input.Key, input => Template.Fill(input.Value, values));
        var job = new ActionJob(draft.Context.NewId(), draft.State.Id, call.Action, call.Id, inputs, 0, draft.Now);
        draft.Add(new ActionQueued(job));
        draft.SetRun(run with { WaitsFor = job.Id });
        draft.CloseQuestion();
        draft.Say("action.working");
        draft.Trace = draft.Trace with { Step = call.Id };
    }

    /// <summary>Takes what came of an action.</summary>
    public static void TakeOutcome(Draft draft, ActionJob job, ActionOutcome outcome)
    {
        draft.Add(new ActionEnded(job.Id));
        if (draft.Run is not { } run || run.WaitsFor != job.Id || draft.Handbook.PlaybookOf(run.Playbook) is not { } playbook)
        {
            return;
        }

        draft.Trace = draft.Trace with { Playbook = playbook.Id, Step = job.Step };
        switch (outcome)
        {
            case ActionOutcome.Succeeded succeeded:
                run = run.Finish(job.Step).Note(job.Action, "done") with { WaitsFor = null };
                foreach (var (name, value) in succeeded.Outputs)
                {
                    run = run.Answer(playbook, name, value, SlotSource.Action);
                }

                draft.SetRun(run);
                if (playbook.Steps.OfType<Step.CallAction>().FirstOrDefault(step => step.Id == job.Step)?.Done is { } done)
                {
                    draft.SayOneOf($"{playbook.Id}.{job.Step}", done.In(draft.Language), PlaybookRules.Values(playbook, run, draft.Language));
                }
                else
                {
                    draft.Say("action.done");
                }

                RunTalk.GoOn(draft);
                break;
            case ActionOutcome.Failed failed:
                draft.SetRun(run.Note(job.Action, $"failed: {failed.Why}") with { WaitsFor = null });
                draft.Say("action.failed");
                TakeOverByHuman(draft, playbook);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Unknown outcome.");
        }
    }

    /// <summary>Whether an action of the run is under way and the customer only asks how it goes; says so.</summary>
    public static bool IsBusy(Draft draft, Recognition heard)
    {
        if (draft.State.Open is not null || draft.Run is not { WaitsFor: { } waits, Ticket: var ticket } || waits == $"approval:{ticket}"
            || heard.Certainty == Certainty.Sure && heard.Category is not null || heard.IsCertainly(IntentNames.Goodbye, IntentNames.Thanks))
        {
            return false;
        }

        draft.Say("action.still_working");
        return true;
    }

    // The ticket is opened at once, so that nothing is lost; what the playbook would still have asked is asked for it.
    private static void TakeOverByHuman(Draft draft, Playbook playbook)
    {
        var run = draft.Run!;
        if (run.Ticket is null)
        {
            run = run with { Ticket = RunTalk.AnnounceTicket(draft, run, EscalationReasons.ActionFailed) };
        }

        draft.Trace = draft.Trace with { Handoff = "waiting" };
        draft.SetRun(run with { IsTakenOver = true });
        if (PlaybookRules.NextStep(playbook, draft.Run!) is not null)
        {
            draft.Say("action.still_to_ask");
        }

        RunTalk.GoOn(draft);
    }

    /// <summary>Ends a run that a human took over: what was answered meanwhile goes to the ticket in one piece.</summary>
    public static void EndTakenOver(Draft draft, Playbook playbook, PlaybookRun run)
    {
        var answers = PlaybookRules.Summary(playbook, run, draft.Language).Where(line => run.Answered.Any(name => playbook.Slots.GetValueOrDefault(name)?.Label.In(draft.Language) == line.Label));
        TicketActs.AddAnswers(draft, run.Ticket!, string.Join("\n", answers.Select(line => $"{line.Label}: {line.Value}")));
        RunTalk.End(draft, "ticket");
    }
}
