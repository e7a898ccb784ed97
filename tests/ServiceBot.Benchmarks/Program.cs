using System.CommandLine;
using ServiceBot.Benchmarks;
using ServiceBot.Benchmarks.Connector;

var conversations = new Option<int>("--conversations") { Description = "Customers who write at the same time.", DefaultValueFactory = _ => 64 };
var turns = new Option<int>("--turns") { Description = "Messages of each customer that are measured.", DefaultValueFactory = _ => 600 };
var warmUp = new Option<int>("--warm-up") { Description = "Messages of each customer before the measurement.", DefaultValueFactory = _ => 600 };
var times = new Option<int>("--times") { Description = "How often the server is killed.", DefaultValueFactory = _ => 20 };
var total = new Option<int>("--turns") { Description = "Turns in all.", DefaultValueFactory = _ => 200_000 };
var passages = new Option<int>("--passages") { Description = "Passages in the index.", DefaultValueFactory = _ => 100_000 };
var port = new Argument<int>("port");

var compare = new Command("turns", "Full turns over /api/messages with a stub connector: ServiceBot, EchoBot and a bare endpoint in one run.") { conversations, turns, warmUp };
compare.SetAction((parsed, cancellation) => TurnsBenchmark.RunAsync(parsed.GetValue(conversations), parsed.GetValue(turns), parsed.GetValue(warmUp), cancellation));
var memory = new Command("memory", "Memory of the server over many turns.") { conversations, total };
memory.SetAction((parsed, cancellation) => MemoryBenchmark.RunAsync(parsed.GetValue(conversations), parsed.GetValue(total), cancellation));
var kills = new Command("kills", "Kills the server in the middle of the load, again and again; exit code 1 when anything acknowledged is lost or doubled.") { times };
kills.SetAction((parsed, cancellation) => KillsBenchmark.RunAsync(parsed.GetValue(times), cancellation));
var train = new Option<string>("--train") { Description = "Labelled sentences to learn from (TSV: text, intent).", Required = true };
var test = new Option<string>("--test") { Description = "Labelled sentences to measure with.", Required = true };
var validation = new Option<string?>("--validation") { Description = "Labelled sentences to set thresholds with." };
var language = new Option<string>("--language") { Description = "Their language, for node-nlp.", DefaultValueFactory = _ => "en" };
var understand = new Command("understand", "Understanding beside node-nlp, trained on the same files in one run.") { train, test, validation, language };
understand.SetAction((parsed, cancellation) => UnderstandingBenchmark.RunAsync(
    parsed.GetRequiredValue(train), parsed.GetRequiredValue(test), parsed.GetValue(validation), parsed.GetValue(language)!, cancellation));
var search = new Command("search", "Search among very many passages: time to index, of a query and of a change, memory.") { passages };
search.SetAction(parsed => SearchBenchmark.Run(parsed.GetValue(passages)));
var bare = new Command("bare", "The bare endpoint that the turns are compared with.") { port };
bare.SetAction((parsed, cancellation) => BareEndpoint.RunAsync(parsed.GetValue(port), cancellation));

return await new RootCommand("Measures ServiceBot beside baselines of the same run; start it with -c Release.") { compare, memory, kills, understand, search, bare }.Parse(args).InvokeAsync();
