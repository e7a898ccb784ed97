namespace ServiceBot.Knowledge;

/// <summary>The highest scores so far, at most a given number of them.</summary>
internal sealed class BestScores(int capacity)
{
    private readonly PriorityQueue<(int Segment, int Place, float Score), ulong> _lowestFirst = new(capacity + 1);
    private uint _offered;

    /// <summary>The same scores, to be added to apart.</summary>
    public BestScores Copy()
    {
        var copy = new BestScores(capacity) { Lowest = this.Lowest, _offered = _offered };
        copy._lowestFirst.EnqueueRange(_lowestFirst.UnorderedItems);
        return copy;
    }

    /// <summary>What a score has to exceed to be taken.</summary>
    public float Lowest { get; private set; }

    public void Offer(int segment, int place, float score)
    {
        if (score <= this.Lowest)
        {
            return;
        }

        // The bits of positive numbers are in the order of the numbers; of equal scores the one offered last leaves first.
        _lowestFirst.Enqueue((segment, place, score), ((ulong)BitConverter.SingleToUInt32Bits(score) << 32) | (uint.MaxValue - _offered++));
        if (_lowestFirst.Count > capacity)
        {
            _lowestFirst.Dequeue();
        }

        this.Lowest = _lowestFirst.Count < capacity ? 0 : _lowestFirst.Peek().Score;
    }

    /// <summary>The best, highest first; equal ones in the order of their places.</summary>
    public IReadOnlyList<(int Segment, int Place, float Score)> Ranked() =>
    [
        .. _lowestFirst.UnorderedItems.Select(item => item.Element)
            .OrderByDescending(item => item.Score).ThenBy(item => item.Segment).ThenBy(item => item.Place),
    ];
}
