using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Messages;
using ServiceBot.Notifications;

namespace ServiceBot.Host.Background;

/// <summary>
/// Sends what waits in the outbox: fresh entries as soon as they are committed, postponed ones when they are due; many
/// conversations at a time, each in its order.
/// </summary>
internal sealed partial class OutboxSender(IOutboxQueries outbox, IChannel channel, FrontDoor door, OutboxOutcomes outcomes, IClock clock, ILogger<OutboxSender> log)
    : BackgroundService
{
    private const int ConversationsAtOnce = 256;
    private const int MostRead = 512;
    private const int MostOnTheirWay = 4096;

    // How late a postponed entry may be; fresh ones don't wait for it.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    // Each reading finds entries again that are on their way; under load many are worth one reading.
    private static readonly TimeSpan PauseWhileBusy = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private readonly OutboxLanes lanes = new();
    private readonly SemaphoreSlim slots = new(ConversationsAtOnce);
    private readonly SemaphoreSlim work = new(0, 1);
    private readonly CancellationTokenSource hurry = new();
    private volatile bool hasMore;

    /// <inheritdoc/>
    public override void Dispose()
    {
        slots.Dispose();
        work.Dispose();
        hurry.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        door.WorkQueued += Wake;
        var committing = outcomes.CommitAsync(Settled, hurry.Token);
        try
        {
            await ReadAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What waits is sent after the restart; what is on its way may arrive.
        }
        finally
        {
            door.WorkQueued -= Wake;
            lanes.Close();
            hurry.CancelAfter(Grace);
            for (var slot = 0; slot < ConversationsAtOnce; slot++)
                await slots.WaitAsync(CancellationToken.None);
            outcomes.End();
            await committing;
        }
    }

    private async Task ReadAsync(CancellationToken stopping)
    {
        while (true)
        {
            var onTheirWay = lanes.BeforeReading();
            try
            {
                var top = Math.Min(onTheirWay + MostRead, MostOnTheirWay);
                var due = await outbox.DueEntriesAsync(clock.GetCurrentInstant(), top, stopping);
                foreach (var lane in lanes.Take(due))
                    _ = SendAsync(lane);
                hasMore = due.Count == top;
                onTheirWay = due.Count;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogNotRead(e);
            }

            if (onTheirWay > 0)
                await Task.Delay(PauseWhileBusy, stopping);
            await work.WaitAsync(Tick, stopping);
        }
    }

    private async Task SendAsync(ConversationId lane)
    {
        await slots.WaitAsync(CancellationToken.None);
        try
        {
            while (lanes.Next(lane) is { } entry)
            {
                var outcome = await DeliverAsync(entry);
                if (outcome is DeliveryOutcome.Refused)
                    lanes.Halt(lane);
                outcomes.Add(entry, outcome);
                if (outcome is DeliveryOutcome.Refused)
                    return;
            }
        }
        finally
        {
            slots.Release();
        }
    }

    private async ValueTask<DeliveryOutcome> DeliverAsync(OutboxEntry entry)
    {
        try
        {
            return await channel.DeliverAsync(entry, hurry.Token);
        }
        catch (Exception e)
        {
            LogFault(entry.Id, e);
            return new DeliveryOutcome.Refused("fault", null);
        }
    }

    private void Settled(IEnumerable<(OutboxEntry Entry, bool WasRefused)> entries)
    {
        lanes.Settle(entries);
        if (hasMore)
            Wake();
    }

    private void Wake()
    {
        try
        {
            if (work.CurrentCount == 0)
                work.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken already.
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The outbox could not be read; it is tried again")]
    private partial void LogNotRead(Exception e);

    [LoggerMessage(2, LogLevel.Error, "Message {Entry} met a fault; it is tried again")]
    private partial void LogFault(string entry, Exception e);
}
