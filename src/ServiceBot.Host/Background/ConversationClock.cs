using NodaTime;
using ServiceBot.Conversations;

namespace ServiceBot.Host.Background;

/// <summary>Starts the turns that no customer starts: news to tell, and a reminder where silence lasted.</summary>
internal sealed partial class ConversationClock(FrontDoor door, Records records, IClock clock, ILogger<ConversationClock> log) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim work = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        door.WorkQueued += this.Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await this.TellAsync(stoppingToken);
                    await this.RemindAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    this.LogFailed(fault);
                }

                await this.work.WaitAsync(Tick, stoppingToken);
            }
        }
        finally
        {
            door.WorkQueued -= this.Wake;
        }
    }

    private void Wake()
    {
        if (this.work.CurrentCount == 0)
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
    }

    private async Task TellAsync(CancellationToken stopping)
    {
        var waiting = await records.Outbox.UntoldNewsAsync(AtOnce, stopping);
        foreach (var news in waiting.DistinctBy(news => news.Conversation))
        {
            var untold = waiting.Count(other => other.Conversation == news.Conversation);
            for (var told = 0; told < untold; told++)
            {
                var receipt = await door.ReceiveAsync(news.Conversation, new Occasion.NewsCame(), stopping);
                if (receipt is null or { Entries.Count: 0 })
                {
                    break;
                }
            }
        }
    }

    private async Task RemindAsync(CancellationToken stopping)
    {
        foreach (var conversation in await records.Conversations.DueToWakeAsync(clock.GetCurrentInstant(), AtOnce, stopping))
        {
            await door.ReceiveAsync(conversation, new Occasion.SilenceLasted(), stopping);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "News or reminders could not be told; they are tried again.")]
    private partial void LogFailed(Exception fault);
}
