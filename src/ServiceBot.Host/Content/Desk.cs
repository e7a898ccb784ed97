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
    private string? modelHash;

    /// <summary>The content as it is now.</summary>
    public Handbook Handbook => this.handbook ?? throw new InvalidOperationException("The desk's content is asked for before it was loaded.");

    /// <summary>What could be called by playbooks, with how.</summary>
    public IReadOnlyDictionary<string, Dialogs.ActionDeclaration> Actions { get; private set; } = new Dictionary<string, Dialogs.ActionDeclaration>();

    /// <summary>Faults of the last reading.</summary>
    public IReadOnlyList<Fault> Faults => this.files.Faults;

    /// <summary>The folder of the content.</summary>
    public string Folder => dialogs;

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

            var recognizer = this.RecognizerFor(progress);
            this.Actions = content.Actions;
            this.handbook = new Handbook
            {
                Playbooks = content.Playbooks,
                Wording = content.Wording,
                Prioritisation = content.Prioritisation,
                Routing = content.Routing,
                Actions = content.Actions.Keys.ToHashSet(),
                Recognizer = recognizer,
                Library = ArticleLibrary.Of(content.Articles, content.Synonyms),
                Helpfulness = this.handbook?.Helpfulness ?? Helpfulness.Unknown,
                TimeZone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"],
            };
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

    private Recognizer RecognizerFor(Action<string> progress)
    {
        var examples = ExampleFiles.ReadAll(TrainVerb.DefaultFiles(models, dialogs)).Examples;
        var hash = ModelFolder.HashOf(examples);
        if (hash == this.modelHash)
        {
            return this.Handbook.Recognizer;
        }

        var folder = Path.Combine(models, "understanding");
        if (ModelFolder.DataHash(folder) == hash && this.TryRead(folder) is { } stored)
        {
            this.modelHash = hash;
            return new Recognizer(stored, stored.Thresholds);
        }

        progress($"Training the understanding model from {examples.Count} examples …");
        var started = Stopwatch.GetTimestamp();
        var classifier = Training.Learn(examples, validation: null, (_, _) => { });
        ModelFolder.Write(folder, classifier, examples, null);
        progress($"Trained in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s.");
        this.modelHash = hash;
        return new Recognizer(classifier, classifier.Thresholds);
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
