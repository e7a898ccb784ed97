using ServiceBot.Messages;

namespace ServiceBot.Dialogs;

/// <summary>What the bot says in every conversation, from <c>dialogs/conversation/replies.*.yaml</c>.</summary>
public sealed class Wording
{
    private readonly Dictionary<(Language Language, string Key), IReadOnlyList<string>> texts;

    private Wording(Dictionary<(Language Language, string Key), IReadOnlyList<string>> texts) => this.texts = texts;

    /// <summary>Reads one file per language. A key that only one language has is a fault.</summary>
    /// <returns>The wording, or null with at least one fault.</returns>
    public static (Wording? Wording, IReadOnlyList<Fault> Faults) Parse(IReadOnlyDictionary<Language, (string File, string Text)> files)
    {
        var texts = new Dictionary<(Language Language, string Key), IReadOnlyList<string>>();
        var faults = new List<Fault>();
        foreach (var (language, (file, text)) in files)
        {
            var section = YamlSection.Read(file, text);
            foreach (var key in section.Keys)
            {
                texts[(language, key)] = section.List(key);
                if (texts[(language, key)].All(string.IsNullOrWhiteSpace))
                {
                    section.Fault(key, $"`{key}` has no text.", "Give it one or more variants.");
                }
            }

            faults.AddRange(section.Faults);
        }

        foreach (var key in texts.Keys.Select(entry => entry.Key).Distinct())
        {
            faults.AddRange(LanguageTags.All.Where(language => !texts.ContainsKey((language, key)))
                .Select(language => new Fault(files[language].File, 0, $"`{key}` is missing.", "Add it, written in this language.")));
        }

        return faults.Count == 0 ? (new Wording(texts), []) : (null, faults);
    }

    /// <summary>The variants of a wording.</summary>
    /// <exception cref="KeyNotFoundException">The key is none; a test holds that every key used is there.</exception>
    public IReadOnlyList<string> Of(string key, Language language) =>
        texts.TryGetValue((language, key), out var variants) ? variants : throw new KeyNotFoundException($"No wording `{key}` in `{language.Tag()}`.");

    /// <summary>Whether there is such a wording.</summary>
    public bool Has(string key) => texts.ContainsKey((Language.Japanese, key));
}
