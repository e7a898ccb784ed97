using ServiceBot.Dialogs;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Words;

namespace ServiceBot.Host.Content;

/// <summary>The desk's files as last read well: a broken file is refused with its faults, and what it held before stays in service.</summary>
public sealed class DeskFiles(string dialogs)
{
    private readonly Dictionary<string, object> lastGood = [];
    private readonly List<Fault> faults = [];
    private IReadOnlyDictionary<string, Playbook> accepted = new Dictionary<string, Playbook>();

    /// <summary>Faults of the last reading.</summary>
    public IReadOnlyList<Fault> Faults => this.faults;

    /// <summary>Reads everything.</summary>
    /// <returns>The content, or null where a file that can't be done without was never read well.</returns>
    public DeskContent? Read()
    {
        this.faults.Clear();
        var playbooks = this.ReadAll("playbooks", "*.yaml", (file, text) => PlaybookFile.Parse(file, text)).OfType<Playbook>().ToList();
        var articles = this.ReadAll("knowledge", "*.md", (file, text) => ArticleFile.Parse(file, text)).OfType<Article>().ToList();
        articles = [.. LanguageTags.All.SelectMany(language => this.WithSayings(language, [.. articles.Where(article => article.Language == language)]))];
        var wording = this.ReadWording();
        var priority = this.ReadOne("policies/priority.yaml", (file, text) => Prioritisation.Parse(file, text)) as Prioritisation;
        var routing = this.ReadOne("policies/routing.yaml", (file, text) => Routing.Parse(file, text)) as Routing;
        var actions = this.ReadOne("policies/actions.yaml", (file, text) => Named(ActionDeclaration.Parse(file, text))) as IReadOnlyDictionary<string, ActionDeclaration>;
        var synonyms = this.ReadOne("policies/synonyms.yaml", ParseSynonyms) as Synonyms;
        if (wording is null || priority is null || routing is null)
        {
            return null;
        }

        var content = new DeskContent(this.OnceEach(playbooks), articles, wording, priority, routing, actions ?? new Dictionary<string, ActionDeclaration>(), synonyms ?? Synonyms.None);
        var between = ContentRules.Faults(content, dialogs).ToList();
        this.faults.AddRange(between);
        content = content with { Playbooks = this.Accepted(content.Playbooks, between.Select(fault => Path.GetFileNameWithoutExtension(fault.File)).ToHashSet()) };
        this.accepted = content.Playbooks;
        return content;
    }

    // A playbook that names what isn't there is refused like one that can't be read: the one in service stays.
    private Dictionary<string, Playbook> Accepted(IReadOnlyDictionary<string, Playbook> read, HashSet<string> refused) => read.Keys
        .Select(id => refused.Contains(id) ? this.accepted.GetValueOrDefault(id) : read[id])
        .OfType<Playbook>()
        .ToDictionary(playbook => playbook.Id);

    private Dictionary<string, Playbook> OnceEach(List<Playbook> playbooks)
    {
        var services = new Dictionary<string, Playbook>();
        foreach (var playbook in playbooks)
        {
            if (!services.TryAdd(playbook.Id, playbook))
            {
                this.faults.Add(new Fault(Path.Combine(dialogs, "playbooks", "**", $"{playbook.Id}.yaml"), 0, $"`{playbook.Id}` is there twice.", "Remove one of the files; the first in the order of the folders counts."));
            }
        }

        return services;
    }

    private static (object? Value, IReadOnlyList<Fault> Faults) Named((IReadOnlyDictionary<string, ActionDeclaration> Actions, IReadOnlyList<Fault> Faults) parsed) =>
        (parsed.Faults.Count == 0 ? parsed.Actions : null, parsed.Faults);

    private static (object? Value, IReadOnlyList<Fault> Faults) ParseSynonyms(string file, string text)
    {
        var found = new List<Fault>();
        var synonyms = SynonymFile.Parse(file, text, found);
        return (found.Count == 0 ? synonyms : null, found);
    }

    private IEnumerable<Article> WithSayings(Language language, IReadOnlyList<Article> articles)
    {
        var file = Path.Combine(dialogs, "knowledge", language.Tag(), "sayings.tsv");
        if (!File.Exists(file) || this.ReadFile(file, (path, _) => ArticleSayings.Parse(path)) is not ILookup<string, string> sayings)
        {
            return articles;
        }

        this.faults.AddRange(ArticleSayings.Unknown(file, sayings, articles.Select(article => article.Id).ToHashSet()));
        return articles.Select(article => article with { Sayings = [.. sayings[article.Id]] });
    }

    private Wording? ReadWording()
    {
        var files = LanguageTags.All.ToDictionary(language => language, language => Path.Combine(dialogs, "conversation", $"replies.{language.Tag()}.yaml"));
        if (files.Values.FirstOrDefault(file => !File.Exists(file)) is { } missing)
        {
            this.faults.Add(new Fault(missing, 0, "The file is missing.", "Restore it: without it the bot can't speak."));
            return this.lastGood.GetValueOrDefault("wording") as Wording;
        }

        var (wording, found) = Wording.Parse(files.ToDictionary(file => file.Key, file => (file.Value, File.ReadAllText(file.Value))));
        this.faults.AddRange(found);
        return (wording is null ? this.lastGood.GetValueOrDefault("wording") : this.lastGood["wording"] = wording) as Wording;
    }

    private List<object> ReadAll<T>(string folder, string pattern, Func<string, string, (T? Value, IReadOnlyList<Fault> Faults)> parse)
        where T : class
    {
        var path = Path.Combine(dialogs, folder);
        var files = Directory.Exists(path) ? Directory.GetFiles(path, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList() : [];
        return [.. files.Select(file => this.ReadFile(file, parse)).OfType<object>()];
    }

    private object? ReadOne<T>(string name, Func<string, string, (T? Value, IReadOnlyList<Fault> Faults)> parse)
        where T : class
    {
        var file = Path.Combine(dialogs, name);
        if (File.Exists(file))
        {
            return this.ReadFile(file, parse);
        }

        this.faults.Add(new Fault(file, 0, "The file is missing.", "Restore it, or take the one that comes with the product."));
        return this.lastGood.GetValueOrDefault(file);
    }

    private object? ReadFile<T>(string file, Func<string, string, (T? Value, IReadOnlyList<Fault> Faults)> parse)
        where T : class
    {
        try
        {
            var (value, found) = parse(file, File.ReadAllText(file));
            this.faults.AddRange(found);
            if (value is not null)
            {
                this.lastGood[file] = value;
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            this.faults.Add(new Fault(file, 0, $"The file can't be read: {unreadable.Message}", "Check that it is there and readable."));
        }

        return this.lastGood.GetValueOrDefault(file);
    }
}

/// <summary>Everything that the desk's files say.</summary>
public sealed record DeskContent(
    IReadOnlyDictionary<string, Playbook> Playbooks,
    IReadOnlyList<Article> Articles,
    Wording Wording,
    Prioritisation Prioritisation,
    Routing Routing,
    IReadOnlyDictionary<string, ActionDeclaration> Actions,
    Synonyms Synonyms);
