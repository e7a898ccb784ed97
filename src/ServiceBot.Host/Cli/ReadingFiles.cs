using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Host.Content;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Host.Cli;

/// <summary>Held-out readings: <c>readings.ja.tsv</c> and <c>readings.en.tsv</c> with the columns <c>kind</c>, <c>text</c> and <c>expected</c>, <c>-</c> for nothing.</summary>
internal static class ReadingFiles
{
    // The customer's day and time that the files assume: a Monday.
    private static readonly LocalDateTime Assumed = new(2026, 11, 16, 10, 0);

    /// <summary>How many of each kind were read rightly, of how many, by language.</summary>
    public static IReadOnlyList<ReadingScore> Measure(string folder, Recognizer recognizer)
    {
        var readings = new Readings(recognizer, Assumed);
        return
        [
            .. from language in LanguageTags.All
               let file = FileOf(folder, language)
               where File.Exists(file)
               from kind in TsvFile.Read(file, ["kind", "text", "expected"], []).GroupBy(row => row[0])
               where Readings.Kinds.Contains(kind.Key)
               select new ReadingScore(kind.Key, language, kind.Count(row => readings.IsRight(kind.Key, row[1], language, row[2])), kind.Count()),
        ];
    }

    /// <summary>Rows of a kind that is not read.</summary>
    public static IEnumerable<Fault> Unknown(string folder) =>
        from language in LanguageTags.All
        let file = FileOf(folder, language)
        where File.Exists(file)
        from row in TsvFile.Read(file, ["kind", "text", "expected"], [])
        where !Readings.Kinds.Contains(row[0])
        select new Fault(file, row.Line, $"`{row[0]}` is no reading.", $"Use one of {string.Join(", ", Readings.Kinds)}.");

    private static string FileOf(string folder, Language language) => Path.Combine(folder, $"readings.{language.Tag()}.tsv");
}

/// <summary>How well one kind was read in one language.</summary>
internal sealed record ReadingScore(string Kind, Language Language, int Right, int N);
