using System.Diagnostics;
using System.Globalization;
using ServiceBot.Host.Content;
using ServiceBot.Knowledge;
using ServiceBot.Messages;

namespace ServiceBot.Benchmarks;

/// <summary>Searching very many passages, made of the sentences of the articles in <c>dialogs/knowledge</c> in ever the same random order.</summary>
internal static class SearchBenchmark
{
    private const int Changes = 500;
    private const int Rounds = 3;

    public static int Run(int passages)
    {
        var random = new Random(1);
        var content = new DeskFiles(Path.Combine(RunningServer.Folder(), "../../dialogs")).Read() ?? throw new InvalidOperationException("The desk's own files can't be read.");
        var articles = content.Articles.Where(article => article.Language == Language.Japanese).OrderBy(article => article.Id, StringComparer.Ordinal).ToList();
        var questions = articles.SelectMany(article => article.Questions).ToArray();
        var all = Passages(articles, passages, random);
        Console.WriteLine($"Machine: {Machine.Description}");
        Console.WriteLine($"{passages} passages of {all.Average(passage => passage.Body.Length):F0} characters beside titles and questions; {questions.Length} questions, {Rounds} times.");

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var index = SearchIndex.Of(all, content.Synonyms);
        Print("indexed, s", watch.Elapsed.TotalSeconds);
        Print("memory beside the passages' text, MB", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6);

        // The first round pays for the compiler, not for the search.
        _ = Times(questions, question => index.Search(question));
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Times(questions, question => index.Search(question))).ToList();
        PrintTimes("query", [.. rounds.SelectMany(times => times)]);
        PrintTimes($"query, the fastest of {Rounds}, so that other programs on the machine count less", [.. questions.Select((_, i) => rounds.Min(times => times[i]))]);
        PrintTimes("change until it is found", Times([.. Enumerable.Range(0, Changes).Select(i => $"change{i}")], word =>
        {
            index = index.With(all[random.Next(all.Count)] with { Title = word });
            if (index.Search(word) is not [var hit, ..] || hit.Passage.Title != word)
            {
                throw new InvalidOperationException($"The change '{word}' was not found.");
            }
        }));
        PrintTimes("query after the changes", Times(questions, question => index.Search(question)));
        return 0;
    }

    private static List<Passage> Passages(List<Article> articles, int count, Random random)
    {
        var titles = articles.Select(article => article.Title).ToArray();
        var questions = articles.SelectMany(article => article.Questions).ToArray();
        var sentences = articles.SelectMany(article => article.Body.Split('\n')).Where(line => line.Length > 5).ToArray();
        return
        [
            .. Enumerable.Range(0, count).Select(i => new Passage($"{i}", $"{Any(titles)} {i % 977}", string.Join('\n', Some(sentences, 8)))
            {
                Questions = [.. Some(questions, 3)],
                Answer = Any(sentences),
            }),
        ];

        string Any(string[] of) => of[random.Next(of.Length)];

        IEnumerable<string> Some(string[] of, int number) => Enumerable.Range(0, number).Select(_ => Any(of));
    }

    // In milliseconds.
    private static List<double> Times(string[] words, Action<string> search)
    {
        var times = new List<double>(words.Length);
        foreach (var word in words)
        {
            var start = Stopwatch.GetTimestamp();
            search(word);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }

    private static void PrintTimes(string what, List<double> times)
    {
        times.Sort();
        Print($"{what}, p50 ms", times[times.Count / 2]);
        Print($"{what}, p99 ms", times[times.Count * 99 / 100]);
    }

    private static void Print(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:F2}"));
}
