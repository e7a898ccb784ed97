using ServiceBot.Tickets;

namespace ServiceBot.Conversations;

/// <summary>Gives out serials for new tickets. A serial that is not used in the end leaves a gap; one used elsewhere is refused by the store and read anew.</summary>
internal sealed class TicketSerials(ITicketQueries tickets)
{
    private long last = -1;

    public ValueTask ReadyAsync(CancellationToken cancellation) => Volatile.Read(ref last) >= 0 ? ValueTask.CompletedTask : this.RefreshAsync(cancellation);

    public TicketNumber Next(TicketType type) => new(type, Interlocked.Increment(ref last));

    /// <summary>Goes on behind the highest serial in the store, never back.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellation)
    {
        var stored = await tickets.LastSerialAsync(cancellation).ConfigureAwait(false);
        for (var seen = Volatile.Read(ref last); seen < stored; seen = Volatile.Read(ref last))
        {
            Interlocked.CompareExchange(ref last, stored, seen);
        }
    }
}
