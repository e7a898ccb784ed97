using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Notifications;
using ServiceBot.Tickets;
using ServiceBot.Understanding;
using ServiceBot.Words;

namespace ServiceBot.Tests;

/// <summary>A small desk for tests: a few services, articles and words, and a customer who talks to it turn by turn.</summary>
internal sealed class Desk
{
    public const string LaptopLoan = """
        id: laptop_loan
        kind: request
        category: hardware
        title: { ja: 貸出PC, en: Borrow a laptop }
        examples: { ja: [PCを借りたい], en: [borrow a laptop] }
        slots:
          model:
            type: choice
            label: { ja: 機種, en: Model }
            ask: { ja: どの機種ですか。, en: Which model? }
            choices:
              windows: { ja: Windows, en: Windows, synonyms: { ja: [ウィンドウズ], en: [thinkpad] } }
              mac: { ja: Mac, en: Mac, synonyms: { ja: [マック], en: [macbook] } }
          from_date:
            type: date
            label: { ja: 開始日, en: From }
            ask: { ja: いつからですか。, en: From when? }
            min: today
          code:
            type: pattern
            label: { ja: 暗証番号, en: Code }
            ask: { ja: 暗証番号をどうぞ。, en: Choose a code. }
            pattern: "[0-9]{4}"
            sensitive: true
            interruptible: false
        steps:
          - say: { ja: 貸出PCですね。, en: A loan laptop. }
          - collect: [model, from_date]
          - collect: code
            when: { model: mac }
          - confirm: { ja: これでよろしいですか。, en: Is that right? }
          - ticket: { ja: 準備します。, en: We will prepare it. }
        """;

    private readonly Dictionary<string, Playbook> playbooks = [];
    private readonly List<Article> articles = [];
    private Dictionary<string, string> meanings = [];
    private long lastSerial;
    private int lastId;

    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 16, 1, 0);

    public Conversation? State { get; private set; }

    public List<Ticket> Tickets { get; } = [];

    public List<News> News { get; } = [];

    public List<ActionJob> Jobs { get; } = [];

    public TurnResult? Last { get; private set; }

    public HashSet<string> Actions { get; } = [];

    /// <summary>How an embedding model ranks the articles, where there is one.</summary>
    public ArticleRanks? Ranks { get; set; }

    /// <summary>A desk with playbooks, given as YAML.</summary>
    public static Desk With(params IEnumerable<string> yaml)
    {
        var desk = new Desk();
        foreach (var text in yaml)
        {
            var id = text.Split('\n')[0]["id:".Length..].Trim();
            var (playbook, faults) = PlaybookFile.Parse($"{id}.yaml", text);
            Assert.Empty(faults);
            desk.playbooks[id] = playbook!;
        }

        return desk;
    }

    /// <summary>What customers' words mean here, "one|other" where either is likely, "?category" where only that is; words not listed mean nothing that is understood.</summary>
    public Desk Understanding(params IEnumerable<(string Said, string Intent)> known)
    {
        this.meanings = known.ToDictionary(pair => pair.Said, pair => pair.Intent);
        return this;
    }

    public Desk Knowing(Article article)
    {
        this.articles.Add(article);
        return this;
    }

    /// <summary>The customer says something.</summary>
    /// <returns>What the bot replies; empty for nothing.</returns>
    public string Says(string text, params IReadOnlyList<Attachment> files)
    {
        var id = $"u{++this.lastId}";
        return this.Take(new Occasion.CustomerSpoke(new Utterance(id, id, text, null, new Dictionary<string, string>(), files, $"{{\"text\":\"{text}\"}}")));
    }

    /// <summary>What an embedding model would be asked if the customer said this now; null for nothing.</summary>
    public string? WouldRank(string text, Question? open = null, params IReadOnlyList<string> buttons)
    {
        var state = this.Begun();
        state = open is null ? state : state with { Open = open, LastReplies = [new Reply("", state.Language, [.. buttons.Select(title => new Choice(title, title))], new Trace())] };
        var spoken = new Occasion.CustomerSpoke(new Utterance("u0", "u0", text, null, new Dictionary<string, string>(), [], null));
        return RankedQuestion.Of(state, spoken, this.Context());
    }

    /// <summary>Something else happens.</summary>
    public string Take(Occasion occasion)
    {
        this.Now += Duration.FromSeconds(1);
        this.Last = Turn.Decide(this.Begun(), occasion, this.Context());
        if (this.Last.Changes.Count == 0)
        {
            return string.Empty;
        }

        this.State = this.Last.State;
        foreach (var change in this.Last.Changes)
        {
            this.Apply(change);
        }

        return this.Last.Entries.LastOrDefault(entry => entry.Reply is not null)?.Text ?? string.Empty;
    }

    /// <summary>Somebody of the desk works on a ticket.</summary>
    public void Works(Func<Ticket, TicketDecision> decide)
    {
        var changed = Assert.IsType<TicketDecision.Changed>(decide(this.Tickets[^1]));
        this.Tickets[^1] = changed.Ticket;
        this.News.AddRange(TicketNews.Of(changed.Ticket, changed.Events));
    }

    private Conversation Begun()
    {
        var address = new Address("directline", "c1", "dl_1", "bot");
        var customer = new Person(new PersonId("dl_1"), "Hanako", new Dictionary<string, string> { ["employee_number"] = "A12345" });
        return this.State ?? new Conversation { Id = new ConversationId("c1"), Address = address, Customer = customer, Language = Language.English, StartedAt = this.Now, LastHeardAt = this.Now };
    }

    private TurnContext Context() =>
        new(this.Handbook(), this.Now, [.. this.Tickets.AsEnumerable().Reverse()], [.. this.News], type => new TicketNumber(type, ++this.lastSerial), () => $"id{++this.lastId}") { Ranks = this.Ranks };

    private void Apply(Storage.Change change)
    {
        switch (change)
        {
            case TicketOpened opened:
                this.Tickets.Add(opened.Ticket);
                break;
            case TicketChanged changed:
                this.Tickets[this.Tickets.FindIndex(ticket => ticket.Number == changed.Ticket.Number)] = changed.Ticket;
                break;
            case ActionQueued queued:
                this.Jobs.Add(queued.Job);
                break;
            case NewsTold told:
                this.News.RemoveAll(news => news.Id == told.Id);
                break;
            default:
                break;
        }
    }

    private Handbook Handbook() => new()
    {
        Playbooks = this.playbooks,
        Wording = Repository.Wording,
        Prioritisation = Prioritisation.Parse("priority.yaml", Repository.Text("dialogs/policies/priority.yaml")).Policy!,
        Routing = Routing.Parse("routing.yaml", Repository.Text("dialogs/policies/routing.yaml")).Policy!,
        Actions = this.Actions,
        Recognizer = new Recognizer(new KnownWords(this.meanings, this.playbooks), Thresholds.Default),
        Library = ArticleLibrary.Of(this.articles, Synonyms.None),
    };

    /// <summary>Understands exactly the words it was told, and the fixed short replies.</summary>
    private sealed class KnownWords(Dictionary<string, string> meanings, Dictionary<string, Playbook> playbooks) : ITextClassifier
    {
        public IReadOnlyList<string> Intents { get; } = [.. typeof(IntentNames).GetFields().Select(field => (string)field.GetRawConstantValue()!), .. playbooks.Keys];

        public Classification Classify(string text) => meanings.TryGetValue(text, out var intent)
            ? intent.StartsWith('?') ? new Classification([], 0.9, new Scored(intent[1..], 0.8))
            : intent.Split('|') is [var one, var other] ? new Classification([new Scored(one, 0.45), new Scored(other, 0.44)], 1, new Scored("hardware", 0.6))
            : new Classification([new Scored(intent, 0.97)], 1, playbooks.TryGetValue(intent, out var playbook) ? new Scored(playbook.Category ?? "hardware", 0.97) : intent == IntentNames.AskQuestion ? new Scored("network", 0.9) : null)
            : new Classification([new Scored(IntentNames.Smalltalk, 0.1)], 1, null);

        public IReadOnlyList<(string Feature, double Weight)> Why(string text, string intent, int most) => [];
    }
}

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static Wording Wording { get; } =
        Wording.Parse(LanguageTags.All.ToDictionary(language => language, language => ($"replies.{language.Tag()}.yaml", Text($"dialogs/conversation/replies.{language.Tag()}.yaml")))).Wording!;

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ServiceBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
