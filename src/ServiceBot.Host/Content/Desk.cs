using System.Diagnostics;
using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Host.Cli;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Learning;

namespace ServiceBot.Host.Content;

/// <summary>The desk's content in service: read at the start, taken over again whenever a file changes, never replaced by something broken.</summary>
public sealed partial class Desk(string dialogs, string models, ILogger<Desk> log)
{
    private readonly DeskFiles files = new(dialogs);
    private readonly Lock reloading = new();
    private Handbook? handbook;
    private DeskContent? content;
    private LearnedSamples learned = LearnedSamples.None;
    private string? modelHash;

    /// <summary>Raised when content was taken over; handlers must return at once.</summary>
    public event Action? Loaded;

    /// <summary>The content as it is now.</summary>
    public Handbook Handbook => this.handbook ?? throw new InvalidOperationException("The desk's content is asked for before it was loaded.");

    /// <summary>What could be called by playbooks, with how.</summary>
    public IReadOnlyDictionary<string, Dialogs.ActionDeclaration> Actions { get; private set; } = new Dictionary<string, Dialogs.ActionDeclaration>();

    /// <summary>Faults of the last reading.</summary>
    public IReadOnlyList<Fault> Faults => this.files.Faults;

    /// <summary>The folder of the content.</summary>
    public string Folder => dialogs;

    /// <summary>The version of the understanding model in service.</summary>
    public int ModelVersion => this.learned.Version;

    /// <summary>Takes over what a version of the model learned; its model is read where it is kept, and learned again where it is not. Loads the content where that was not done yet.</summary>
    /// <inheritdoc cref="Load(Action{string})"/>
    public bool Use(LearnedSamples samples, Action<string> progress)
    {
        lock (this.reloading)
        {
            this.learned = samples;
            if (this.content is null)
            {
                return this.Load(progress);
            }

            if (this.RecognizerFor(this.content, progress) is not { } recognizer)
            {
                return false;
            }

            this.handbook = this.Handbook with { Recognizer = recognizer };
            return true;
        }
    }

    /// <summary>All that a model would be learned from: what the desk's files say, and samples that they don't hold already.</summary>
    public IReadOnlyList<Example> ExamplesWith(IReadOnlyList<Example> samples)
    {
        lock (this.reloading)
        {
            return this.ExamplesOf(this.content ?? throw new InvalidOperationException("The desk's examples are asked for before its content was loaded."), samples);
        }
    }

    /// <summary>Reads all files and trains the understanding model where there is none, or its examples have changed.</summary>
    /// <param name="progress">What is being done, for a person who waits.</param>
    /// <returns>True where the content is in service; false where something it can't do without is broken and nothing was in service before.</returns>
    public bool Load(Action<string> progress)
    {
        lock (this.reloading)
        {
            var content = this.files.Read();
            foreach (var fault in this.files.Faults)
            {
                this.LogFault(fault.ToString());
            }

            if (content is null)
            {
                return this.handbook is not null;
            }

            if (this.RecognizerFor(content, progress) is not { } recognizer)
            {
                return false;
            }

            var isFirst = this.handbook is null;
            this.content = content;
            this.Actions = content.Actions;
            this.handbook = new Handbook
            {
                Playbooks = content.Playbooks,
                Wording = content.Wording,
                Prioritisation = content.Prioritisation,
                Routing = content.Routing,
                Actions = content.Actions.Keys.ToHashSet(),
                Recognizer = recognizer,
                Library = ArticleLibrary.Of(content.Articles, content.Synonyms, this.handbook?.Library, cores: isFirst ? null : 1),
                Helpfulness = this.handbook?.Helpfulness ?? Helpfulness.Unknown,
                TimeZone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"],
            };
            this.Loaded?.Invoke();
            if (isFirst)
            {
                // Learning took several times the memory of what was learned; nobody waits yet, so it is given back now.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }

            return true;
        }
    }

    /// <summary>Takes over how often articles helped.</summary>
    public void Take(Helpfulness helpfulness)
    {
        lock (this.reloading)
        {
            this.handbook = this.Handbook with { Helpfulness = helpfulness };
        }
    }

    // The one in service stays where another can't be learned; null where there is none either.
    private Recognizer? RecognizerFor(DeskContent content, Action<string> progress)
    {
        var examples = this.ExamplesOf(content, this.learned.Examples);
        var hash = ModelFolder.HashOf(examples);
        if (hash == this.modelHash)
        {
            return this.Handbook.Recognizer;
        }

        if (examples.Select(example => example.Intent).Distinct().Take(2).Count() < 2)
        {
            this.LogFault($"{models}: The examples hold no two intents to tell apart. Add examples to training/*.tsv or to playbooks.");
            return this.handbook?.Recognizer;
        }

        var folder = this.learned.Folder ?? Path.Combine(models, "understanding");
        if (ModelFolder.DataHash(folder) == hash && this.TryRead(folder) is { } stored)
        {
            this.modelHash = hash;
            return new Recognizer(stored, stored.Thresholds);
        }

        progress($"Training the understanding model from {examples.Count} examples …");
        var started = Stopwatch.GetTimestamp();
        var classifier = Training.Learn(examples, validation: null, (_, _) => { }, cores: this.handbook is null ? null : 1);
        this.Keep(folder, classifier, examples);
        progress($"Trained in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s.");
        this.modelHash = hash;
        return new Recognizer(classifier, classifier.Thresholds);
    }

    // A playbook's examples are those of its version in service, in the order in which `train` reads them.
    private List<Example> ExamplesOf(DeskContent content, IReadOnlyList<Example> samples)
    {
        var tables = ExampleFiles.ReadAll(ExampleFiles.In(Path.Combine(models, "training"), "*.tsv"));
        foreach (var fault in tables.Faults)
        {
            this.LogFault(fault.ToString());
        }

        List<Example> own =
        [
            .. tables.Examples,
            .. from playbook in content.Playbooks.Values
               from language in LanguageTags.All
               from sentence in playbook.Examples[language]
               where !string.IsNullOrWhiteSpace(sentence)
               select new Example(sentence.Trim(), playbook.Id, playbook.Category, language),
        ];

        // A sample may have been written into the files since, and its playbook may have gone.
        var (present, intents) = (own.Select(example => (example.Text, example.Intent)).ToHashSet(), own.Select(example => example.Intent).ToHashSet());
        return [.. own, .. samples.Where(sample => intents.Contains(sample.Intent) && present.Add((sample.Text, sample.Intent)))];
    }

    // The model is derived: a desk that can't keep it learns again at the next start.
    private void Keep(string folder, NgramClassifier classifier, IReadOnlyList<Example> examples)
    {
        try
        {
            ModelFolder.Write(folder, classifier, examples, null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            this.LogFault($"{folder}: The model can't be kept, so each start learns it again: {fault.Message} Let ServiceBot:Models be a folder that can be written.");
        }
    }

    // A damaged or foreign model is never used; it is derived, so it is trained again.
    private NgramClassifier? TryRead(string folder)
    {
        try
        {
            return ModelFolder.Read(folder);
        }
        catch (ModelFileException damaged)
        {
            this.LogFault(damaged.Message);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Fault}")]
    private partial void LogFault(string fault);
}
