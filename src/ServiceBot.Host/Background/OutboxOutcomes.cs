using System.Threading.Channels;
using NodaTime;
using ServiceBot.Notifications;
using ServiceBot.Storage;

namespace ServiceBot.Host.Background;

/// <summary>Commits what became of entries, as many in one commit as are ready.</summary>
internal sealed partial class OutboxOutcomes(IStore store, IClock clock, ILogger<OutboxOutcomes> log)
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly Channel<(OutboxEntry Entry, DeliveryOutcome Outcome)> tried =
        Channel.CreateUnbounded<(OutboxEntry, DeliveryOutcome)>(new() { SingleReader = true });

    /// <summary>Notes what came of a try.</summary>
    public void Add(OutboxEntry entry, DeliveryOutcome outcome) => tried.Writer.TryWrite((entry, outcome));

    /// <summary>No more will come.</summary>
    public void End() => tried.Writer.TryComplete();

    /// <summary>Commits until <see cref="End"/>, and tells of each commit.</summary>
    /// <param name="committed">Called after each commit.</param>
    /// <param name="givenUp">When it is set, a store that fails is not waited for; its entries are sent again after the restart.</param>
    public async Task CommitAsync(Action<IEnumerable<(OutboxEntry Entry, bool WasRefused)>> committed, CancellationToken givenUp)
    {
        var batch = new List<(OutboxEntry Entry, DeliveryOutcome Outcome)>(MostAtOnce);
        while (await tried.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && tried.Reader.TryRead(out var each))
                batch.Add(each);
            var now = clock.GetCurrentInstant();
            Change[] changes = [.. batch.Select(each => Delivery.After(each.Entry, each.Outcome, now, Random.Shared.NextDouble()))];
            if (!await CommitAsync(changes, givenUp))
                return;
            foreach (var dead in changes.OfType<EntryDead>())
                LogDead(dead.Id, dead.Attempts, dead.Why);
            committed(batch.Select(each => (each.Entry, each.Outcome is DeliveryOutcome.Refused)));
        }
    }

    // What was sent can't be taken back: until this is written, it must not be read again as waiting.
    private async ValueTask<bool> CommitAsync(Change[] changes, CancellationToken givenUp)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await store.CommitAsync(changes, CancellationToken.None);
                return true;
            }
            catch (Exception e)
            {
                LogNotCommitted(changes.Length, e);
            }

            await Task.Delay(pause, givenUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (givenUp.IsCancellationRequested)
                return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {Entry} was given up after {Attempts} tries: {Why}")]
    private partial void LogDead(string entry, int attempts, string why);

    [LoggerMessage(2, LogLevel.Error, "What became of {Count} messages could not be stored; it is tried again")]
    private partial void LogNotCommitted(int count, Exception e);
}
