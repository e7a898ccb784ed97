using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Storage;
using ServiceBot.Tickets;
using ServiceBot.Understanding;
using ServiceBot.Words;

namespace ServiceBot.Host.Tests.Channels;

/// <summary>A real front door of a desk with nothing to do: it greets, and answers every message with one sentence.</summary>
public static class SmallDesk
{
    private const string Replies = "welcome: [Welcome]\nsmalltalk: [I see]\nfile.received: [A file]\nrephrase: [Pardon]\nbot_error: [Sorry]\n";

    public static IServiceCollection AddFrontDoor(this IServiceCollection services) => services
        .AddSingleton<Records>()
        .AddSingleton(provider => new FrontDoor(
            provider.GetRequiredService<IStore>(), provider.GetRequiredService<Records>(), () => Handbook, provider.GetRequiredService<IClock>()));

    private static Handbook Handbook { get; } = new()
    {
        Playbooks = new Dictionary<string, Playbook>(),
        Wording = Wording.Parse(LanguageTags.All.ToDictionary(language => language, language => (language.Tag(), Replies))).Wording!,
        Prioritisation = Prioritisation.Parse("priority.yaml", Policy("priority.yaml")).Policy!,
        Routing = Routing.Parse("routing.yaml", Policy("routing.yaml")).Policy!,
        Actions = new HashSet<string>(),
        Recognizer = new Recognizer(new OneMind(), Thresholds.Default),
        Library = ArticleLibrary.Of([], Synonyms.None),
    };

    /// <summary>Takes everything for small talk.</summary>
    private sealed class OneMind : ITextClassifier
    {
        public IReadOnlyList<string> Intents { get; } = [IntentNames.Smalltalk];

        public Classification Classify(string text) => new([new Scored(IntentNames.Smalltalk, 1)], 1, null);

        public IReadOnlyList<(string Feature, double Weight)> Why(string text, string intent, int most) => [];
    }

    private static string Policy(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "dialogs", "policies")))
            folder = Path.GetDirectoryName(folder)!;
        return File.ReadAllText(Path.Combine(folder, "dialogs", "policies", name));
    }
}
