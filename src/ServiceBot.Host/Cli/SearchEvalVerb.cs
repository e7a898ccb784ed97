using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Host.Content;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Words;
using Spectre.Console;

namespace ServiceBot.Host.Cli;

/// <summary><c>search-eval</c>: how well questions find the passages that answer them.</summary>
public static class SearchEvalVerb
{
    private const int Depth = 10;

    /// <summary>The verb with its options.</summary>
    public static Command Command()
    {
        var passages = new Option<string>("--passages") { Description = "TSV with the columns id, title, text", Required = true };
        var questions = new Option<string>("--questions")
        {
            Description = "TSV with the columns question and passage (one or more right ids, separated by spaces)",
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else" };
        var synonyms = new Option<string?>("--synonyms") { Description = "YAML with the groups of words that mean the same" };
        var command = new Command("search-eval", "Measure how well questions find their passages") { passages, questions, json, synonyms };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(passages), parsed.GetRequiredValue(questions), parsed.GetValue(json), parsed.GetValue(synonyms)));
        return command;
    }

    /// <summary>Indexes the passages, asks the questions and prints the figures.</summary>
    /// <returns>0, or 2 where a file is wrong.</returns>
    public static int Run(string passagesFile, string questionsFile, bool isJson, string? synonymsFile = null)
    {
        var faults = new List<Fault>();
        var passages = TsvFile.Read(passagesFile, ["id", "title", "text"], faults);
        var questions = TsvFile.Read(questionsFile, ["question", "passage"], faults);
        var ids = passages.Select(row => row[0]).ToHashSet();
        var synonyms = ReadSynonyms(synonymsFile, faults);
        faults.AddRange(UnknownIds(questionsFile, questions, ids).Take(faults.Count == 0 ? 5 : 0));
        if (faults.Count > 0)
        {
            faults.ForEach(fault => Console.Error.WriteLine(fault));
            return 2;
        }

        var clock = Stopwatch.StartNew();
        var index = SearchIndex.Of(passages.Select(row => new Passage(row[0], row[1], row[2])), synonyms);
        var indexSeconds = clock.Elapsed.TotalSeconds;
        Print(Measure(index, questions, indexSeconds), isJson);
        return 0;
    }

    private static Synonyms ReadSynonyms(string? file, List<Fault> faults)
    {
        if (file is null || File.Exists(file))
        {
            return file is null ? Synonyms.None : SynonymFile.Parse(file, File.ReadAllText(file), faults);
        }

        faults.Add(new Fault(file, 0, "The file does not exist.", "Give the path of a YAML file with a list 'groups'."));
        return Synonyms.None;
    }

    private static IEnumerable<Fault> UnknownIds(string file, IReadOnlyList<TsvRow> questions, HashSet<string> ids) =>
        from row in questions
        let unknown = row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(id => !ids.Contains(id))
            ?? (string.IsNullOrWhiteSpace(row[1]) ? "" : null)
        where unknown is not null
        select new Fault(file, row.Line, $"No passage has the id '{unknown}'.", "Write ids of the passages file in the column 'passage'.");

    private static JsonObject Measure(SearchIndex index, IReadOnlyList<TsvRow> questions, double indexSeconds)
    {
        // The first questions pay for the compiler, not for the search.
        foreach (var row in questions.Take(200))
        {
            index.Search(row[0], Depth);
        }

        var ranks = new List<int>(questions.Count);
        var clock = Stopwatch.StartNew();
        var found = questions.Select(row => index.Search(row[0], Depth)).ToList();
        var elapsed = clock.Elapsed;
        for (var i = 0; i < questions.Count; i++)
        {
            var right = questions[i][1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
            ranks.Add(found[i].Select(hit => hit.Passage.Id).ToList().FindIndex(right.Contains));
        }

        double Recall(int depth) => Math.Round(ranks.Count(rank => rank >= 0 && rank < depth) / (double)ranks.Count, 5);
        return new JsonObject
        {
            ["n"] = ranks.Count,
            ["recall@1"] = Recall(1),
            ["recall@5"] = Recall(5),
            ["recall@10"] = Recall(10),
            ["mrr@10"] = Math.Round(ranks.Average(rank => rank < 0 ? 0 : 1.0 / (rank + 1)), 5),
            ["indexSeconds"] = Math.Round(indexSeconds, 3),
            ["microsecondsPerQuery"] = Math.Round(elapsed.TotalMicroseconds / ranks.Count, 1),
        };
    }

    private static void Print(JsonObject figures, bool isJson)
    {
        if (isJson)
        {
            Console.WriteLine(figures.ToJsonString(JsonSerializerOptions.Default));
            return;
        }

        var table = new Table().AddColumn("measure").AddColumn(new TableColumn("value").RightAligned());
        foreach (var (name, value) in figures)
        {
            table.AddRow(Markup.Escape(name), Markup.Escape(value!.ToString()));
        }

        AnsiConsole.Write(table);
    }
}
