using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using ServiceBot.Messages;

namespace ServiceBot.Improvement;

/// <summary>The beginning of a file of the desk that customers' words asked for; a person writes the rest.</summary>
public static class ContentDraft
{
    /// <summary>An article that these words should find: <c>dialogs/knowledge/{language}/{id}.md</c>.</summary>
    /// <param name="texts">What customers said, masked.</param>
    /// <param name="language">Of the words.</param>
    /// <param name="category">What it is about.</param>
    /// <param name="owner">Who is to answer for it.</param>
    /// <param name="review">When it is to be looked at again.</param>
    public static string Article(IReadOnlyList<string> texts, Language language, string category, string owner, LocalDate review) => Article(
        "new-article", texts[0], texts, category, owner, review,
        language == Language.Japanese ? "ここに答えを書いてください。最初の段落がそのままチャットで読まれます。" : "Write the answer here. Its first paragraph is what people read in the chat.");

    /// <summary>A whole file of an article that everybody may read.</summary>
    /// <param name="id">Its id, which is the name of the file.</param>
    /// <param name="title">Its title.</param>
    /// <param name="questions">What it answers.</param>
    /// <param name="category">What it is about.</param>
    /// <param name="owner">Who is to answer for it.</param>
    /// <param name="review">When it is to be looked at again.</param>
    /// <param name="body">Markdown; the answer comes first.</param>
    public static string Article(string id, string title, IReadOnlyList<string> questions, string category, string owner, LocalDate review, string body) => $"""
        ---
        id: {id}
        title: {Quoted(title)}
        questions:
        {string.Join('\n', questions.Select(question => $"  - {Quoted(question)}"))}
        tags: []
        category: {category}
        audience: everyone
        owner: {owner}
        review: {LocalDatePattern.Iso.Format(review)}
        ---
        {body}

        """;

    /// <summary>Lines for <c>dialogs/knowledge/{language}/sayings.tsv</c>: words that should find an article that is there.</summary>
    /// <param name="texts">What customers said, masked.</param>
    /// <param name="article">The article's id.</param>
    public static string Sayings(IReadOnlyList<string> texts, string article) =>
        string.Concat(texts.Select(text => $"{string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}\t{article}\n"));

    /// <summary>A playbook that these words should begin: <c>dialogs/playbooks/{id}.yaml</c>.</summary>
    /// <param name="texts">What customers said, masked.</param>
    /// <param name="language">Of the words.</param>
    /// <param name="category">What it is about.</param>
    public static string Playbook(IReadOnlyList<string> texts, Language language, string category) => $$"""
        id: new_playbook
        kind: request
        category: {{category}}
        title: { ja: 新しいサービス, en: New service }
        examples:
          {{(language == Language.Japanese ? "ja" : "en")}}:
        {{string.Join('\n', texts.Select(text => $"    - {Quoted(text)}"))}}
        slots:
          details:
            type: text
            label: { ja: ご依頼の内容, en: Details }
            ask: { ja: どのようなご依頼でしょうか。くわしく教えてください。, en: What exactly do you need? }
        steps:
          - collect: details
          - confirm: { ja: この内容で受け付けてよろしいですか。, en: Shall I pass this on? }
          - ticket: { ja: 担当者が手続きします。, en: The team will take care of it. }

        """;

    // A JSON string is a YAML string, whatever it holds.
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
