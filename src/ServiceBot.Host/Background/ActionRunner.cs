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
    private const int AtOnce = 64;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim work = new(0, 1);

    // Only the loop below touches it. What ended is forgotten before the next reading, so that no reading older than its commit starts it again.
    private readonly Dictionary<string, Task> running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        door.WorkQueued += this.Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await this.StartDueAsync(stoppingToken);
                await this.work.WaitAsync(Tick, stoppingToken);
            }
        }
        finally
        {
            door.WorkQueued -= this.Wake;
            await Task.WhenAll(this.running.Values);
        }
    }

    // Each runs by itself: a system that hangs holds up nobody else's.
    private async Task StartDueAsync(CancellationToken stopping)
    {
        foreach (var ended in this.running.Where(job => job.Value.IsCompleted).ToList())
        {
            this.running.Remove(ended.Key);
        }

        try
        {
            var due = await jobs.DueActionsAsync(clock.GetCurrentInstant(), AtOnce, stopping);
            foreach (var job in due.Where(job => !this.running.ContainsKey(job.Id)).Take(AtOnce - this.running.Count))
            {
                this.running[job.Id] = this.RunToItsEndAsync(job, stopping);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            this.LogFailed(fault);
        }
    }

    private async Task RunToItsEndAsync(ActionJob job, CancellationToken stopping)
    {
        try
        {
            await this.RunAsync(job, stopping);
            this.Wake();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It begins again after the restart.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            this.LogFailed(fault);
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
