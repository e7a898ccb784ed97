namespace ServiceBot.Messages;

/// <summary>The languages in which the desk speaks. Each has its own wording, articles and examples.</summary>
public enum Language
{
    /// <summary>日本語, tag <c>ja</c>.</summary>
    Japanese,

    /// <summary>English, tag <c>en</c>.</summary>
    English,
}

/// <summary>BCP 47 tags of the languages, as channels and data files write them.</summary>
public static class LanguageTags
{
    /// <summary>All languages, Japanese first.</summary>
    public static IReadOnlyList<Language> All { get; } = [Language.Japanese, Language.English];

    /// <summary>The two-letter tag, <c>ja</c> or <c>en</c>.</summary>
    public static string Tag(this Language language) => language == Language.Japanese ? "ja" : "en";

    /// <summary>The locale that Bot Framework clients expect, <c>ja-JP</c> or <c>en-US</c>.</summary>
    public static string Locale(this Language language) => language == Language.Japanese ? "ja-JP" : "en-US";

    /// <summary>Reads a tag such as <c>ja</c>, <c>ja-JP</c> or <c>EN-gb</c>.</summary>
    /// <returns>The language, or null where the tag is absent or names another language.</returns>
    public static Language? Parse(string? tag) => tag switch
    {
        null => null,
        _ when tag.Equals("ja", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("ja-", StringComparison.OrdinalIgnoreCase) => Language.Japanese,
        _ when tag.Equals("en", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("en-", StringComparison.OrdinalIgnoreCase) => Language.English,
        _ => null,
    };
}
