namespace ServiceBot.Knowledge;

/// <summary>The highest scores so far, at most a given number of them.</summary>
internal sealed class BestScores(int capacity)
{
    private readonly PriorityQueue<(int Segment, int Place, float Score), float> _lowestFirst = new(capacity + 1);

    public int Capacity => capacity;

    /// <summary>What a score has to exceed to be taken.</summary>
    public float Lowest { get; private set; }

    public void Offer(int segment, int place, float score)
    {
        if (score <= this.Lowest)
        {
            return;
        }

        _lowestFirst.Enqueue((segment, place, score), score);
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
