using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Improvement;

/// <summary>Samples that say about the same.</summary>
/// <param name="Samples">All of them, the oldest first.</param>
public sealed record SampleGroup(IReadOnlyList<Sample> Samples)
{
    // Two sentences of which half the pairs of letters are shared mean the same far more often than not.
    private const double Alike = 0.5;

    /// <summary>Names the group as long as its oldest sample is there.</summary>
    public string Id => this.Samples[0].Id;

    /// <summary>The language of its samples.</summary>
    public Language Language => this.Samples[0].Language;

    /// <summary>In how many conversations it was said.</summary>
    public int Conversations => this.Samples.Select(sample => sample.Conversation).Distinct().Count();

    /// <summary>What most of those who showed what they meant showed; null where nobody did.</summary>
    public Meaning? Meant => this.Samples.Select(sample => sample.Meant).OfType<Meaning>().GroupBy(meant => meant).MaxBy(votes => votes.Count())?.Key;

    /// <summary>Puts samples together that share most of their letters, a language at a time.</summary>
    /// <param name="samples">Any samples.</param>
    /// <returns>The groups of the most conversations first.</returns>
    public static IReadOnlyList<SampleGroup> Of(IEnumerable<Sample> samples)
    {
        var groups = new List<(HashSet<string> Pairs, Language Language, List<Sample> Samples)>();
        var holding = new Dictionary<(Language, string), List<int>>();
        foreach (var sample in samples.OrderBy(sample => sample.At).ThenBy(sample => sample.Id, StringComparer.Ordinal))
        {
            var pairs = PairsOf(sample.Text);
            var shared = new Dictionary<int, int>();
            foreach (var group in pairs.SelectMany(pair => holding.GetValueOrDefault((sample.Language, pair), [])))
            {
                shared[group] = shared.GetValueOrDefault(group) + 1;
            }

            // Dice's coefficient with the first of the group.
            var nearest = shared.Select(group => (group.Key, Likeness: 2.0 * group.Value / (pairs.Count + groups[group.Key].Pairs.Count)))
                .OrderByDescending(group => group.Likeness).ThenBy(group => group.Key).FirstOrDefault();
            if (nearest.Likeness >= Alike)
            {
                groups[nearest.Key].Samples.Add(sample);
                continue;
            }

            foreach (var pair in pairs)
            {
                if (!holding.TryGetValue((sample.Language, pair), out var those))
                {
                    holding[(sample.Language, pair)] = those = [];
                }

                those.Add(groups.Count);
            }

            groups.Add((pairs, sample.Language, [sample]));
        }

        return [.. groups.Select(group => new SampleGroup(group.Samples)).OrderByDescending(group => group.Conversations).ThenByDescending(group => group.Samples[^1].At)];
    }

    private static HashSet<string> PairsOf(string text)
    {
        var normalised = $" {TextNormalisation.Normalise(text)} ";
        return [.. Enumerable.Range(0, normalised.Length - 1).Select(at => normalised.Substring(at, 2))];
    }
}
