using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Notifications;
using ServiceBot.Storage;

namespace ServiceBot.Host.Background;

/// <summary>Runs committed actions outside of any turn; what came of one starts the next turn. A restart begins the same job again, with the same id.</summary>
internal sealed partial class ActionRunner(
    IActionQueries jobs, IActionCaller caller, IStore store, FrontDoor door, IClock clock, Content.Desk desk, ILogger<ActionRunner> log) : BackgroundService
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim work = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        door.WorkQueued += this.Wake;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var due = await jobs.DueActionsAsync(clock.GetCurrentInstant(), AtOnce, stoppingToken);
                await Task.WhenAll(due.Select(job => this.RunAsync(job, stoppingToken)));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                this.LogFailed(fault);
            }

            await this.work.WaitAsync(Tick, stoppingToken);
        }
    }

    private async Task RunAsync(ActionJob job, CancellationToken stopping)
    {
        var outcome = await caller.CallAsync(job, stopping);
        var retries = desk.Actions.TryGetValue(job.Action, out var action) ? action.Retries : 0;
        if (outcome is ActionOutcome.Failed { MayRetry: true } && job.Attempts < retries)
        {
            var wait = Delivery.WaitBefore(job.Attempts + 1, Random.Shared.NextDouble());
            await store.CommitAsync([new ActionPostponed(job.Id, job.Attempts + 1, clock.GetCurrentInstant() + wait)], CancellationToken.None);
            return;
        }

        if (await door.ReceiveAsync(job.Conversation, new Occasion.ActionCameBack(job, outcome), CancellationToken.None) is null)
        {
            await store.CommitAsync([new ActionEnded(job.Id)], CancellationToken.None);
        }
    }

    private void Wake()
    {
        try
        {
            this.work.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken already.
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Actions could not be run; they are tried again.")]
    private partial void LogFailed(Exception fault);
}
