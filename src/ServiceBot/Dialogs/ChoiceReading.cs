using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>Finds which of several choices is meant.</summary>
public static partial class ChoiceReading
{
    private static readonly string[] NotThis = ["じゃなく", "ではなく", "でなく", "じゃない", "ではない"];

    private const int ShortestWord = 4;

    // They stand in labels and tell nothing of which is meant.
    private static readonly HashSet<string> Common =
        ["with", "from", "have", "that", "this", "still", "only", "other", "more", "than", "doesn't", "don't", "didn't", "isn't", "can't", "cannot", "does", "not", "work", "works", "working", "just", "some", "something", "anything", "else", "there", "when", "what", "which", "your", "they", "them", "it's", "into", "over", "about", "need", "want", "know", "sure", "like", "even", "many", "much", "very", "each", "every", "also", "been", "being", "will", "would", "could", "should", "here", "where", "after", "before", "then"];

    private static readonly string[] LeadingYes = ["yes", "yeah", "yep", "yup", "sure", "はい", "うん", "ええ"];
    private static readonly string[] LeadingNo = ["no", "nope", "nah", "not yet", "いいえ", "いえ", "いや", "まだ"];

    // These answer a question; said before it was asked, they are about something else.
    private static readonly HashSet<string> OnlyAnswers =
    [
        "yes", "no", "y", "n", "ok", "yeah", "nope", "not", "can", "cannot", "can't", "could", "couldn't", "do", "does", "doesn't", "don't", "did", "didn't", "is", "isn't", "not yet", "works", "working", "fine", "good", "nothing", "none", "all", "one", "some",
        "other", "others", "new", "me", "i", "my", "we", "here", "now", "it", "はい", "いいえ", "ある", "ない", "いる", "いない", "できる", "できない", "出る", "出ない", "する", "しない", "まだ", "同じ", "他", "全員", "みんな", "everyone", "everybody", "新しい", "大丈夫",
    ];

    /// <summary>Reads an answer to the question which: a label, a synonym, its position, with a typing error forgiven.</summary>
    /// <returns>The value of the one choice that is meant, or null.</returns>
    public static string? Asked(IReadOnlyList<SlotChoice> choices, string text) =>
        Named(choices, text)
        ?? Longest(choices, text, static _ => true)
        ?? ByYesOrNo(choices, text)
        ?? ByWord(choices, text)
        ?? (NumberReading.Position(text) is { } position && position >= 1 && position <= choices.Count ? choices[position - 1].Value : null)
        ?? Nearly(choices, TextNormalisation.Normalise(text));

    /// <summary>The choice of which the whole text is a name, or null.</summary>
    public static string? Named(IReadOnlyList<SlotChoice> choices, string text)
    {
        var bare = TextNormalisation.Normalise(text).TrimEnd('.', '!', '。', '！');
        return choices.FirstOrDefault(choice => choice.Value == text || choice.Value.Replace('_', ' ') == bare)?.Value
            ?? choices.FirstOrDefault(choice => choice.Names.Any(name => name.TrimEnd('.', '!', '。', '！') == bare))?.Value
            ?? (choices.Where(choice => choice.LabelParts.Contains(bare)).Take(2).ToList() is [var only] ? only.Value : null);
    }

    /// <summary>Finds a choice named anywhere in a text that was not said in answer to it; what is said not to be meant does not count.</summary>
    /// <returns>The value of the choice with the longest name found, or null where there is none or two are equally long.</returns>
    public static string? Spotted(IReadOnlyList<SlotChoice> choices, string text) => Longest(choices, text, static name => !OnlyAnswers.Contains(name));

    /// <summary>How much of a text is the name of a choice that it holds: the length of the longest one, 0 where it holds none.</summary>
    public static int LengthOfName(SlotChoice choice, string text)
    {
        var normalised = TextNormalisation.Normalise(text);
        return choice.Names.Where(name => Holds(normalised, name)).Select(name => name.Length).DefaultIfEmpty(0).Max();
    }

    private static string? Longest(IReadOnlyList<SlotChoice> choices, string text, Func<string, bool> counts)
    {
        var normalised = TextNormalisation.Normalise(text);
        var held = choices.Select(choice => (choice.Value, Names: choice.Names.Where(name => counts(name) && Holds(normalised, name)).ToHashSet(StringComparer.Ordinal))).ToList();

        // A name that two choices share decides nothing between them.
        var found = held
            .Select(choice => (choice.Value, Length: choice.Names.Where(name => !held.Exists(other => other.Value != choice.Value && other.Names.Contains(name))).Select(name => name.Length).DefaultIfEmpty(0).Max()))
            .Where(choice => choice.Length > 0)
            .OrderByDescending(choice => choice.Length)
            .ToList();
        return found.Count == 0 || found.Count > 1 && found[0].Length == found[1].Length ? null : found[0].Value;
    }

    // "Gone, traded it in" is "It's gone or doesn't work": a word of one label that no other has.
    private static string? ByWord(IReadOnlyList<SlotChoice> choices, string text)
    {
        var normalised = TextNormalisation.Normalise(text);
        var said = WordsIn(normalised).ToHashSet(StringComparer.Ordinal);
        var meant = choices
            .Where(choice => choice.LabelWords.Any(word => said.Contains(word) && !IsDenied(normalised, normalised.IndexOf(word, StringComparison.Ordinal), word) && !choices.Any(other => other != choice && other.LabelWords.Contains(word))))
            .Take(2).ToList();
        return meant is [var only] ? only.Value : null;
    }

    internal static IEnumerable<string> WordsIn(string normalised) =>
        Word().Matches(normalised).Select(match => match.Value).Where(word => word.Length >= ShortestWord && !Common.Contains(word));

    // "No, I only close the lid": the first word answers, where one choice is the yes and another the no.
    private static string? ByYesOrNo(IReadOnlyList<SlotChoice> choices, string text)
    {
        var normalised = TextNormalisation.Normalise(text);
        var leading = Leads(normalised, LeadingYes) ? LeadingYes : Leads(normalised, LeadingNo) && !NoSuch().IsMatch(normalised) ? LeadingNo : null;
        var meant = leading is null ? [] : choices.Where(choice => choice.Names.Any(name => Leads(name, leading))).ToList();
        return meant is [var only] ? only.Value : null;
    }

    private static bool Leads(string text, string[] words) =>
        words.Any(word => text.StartsWith(word, StringComparison.Ordinal) && (text.Length == word.Length || !char.IsLetterOrDigit(text[word.Length]) || !char.IsAsciiLetter(word[^1])));

    private static bool Holds(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (IsWhole(text, at, name) && !IsDenied(text, at, name))
            {
                return true;
            }
        }

        return false;
    }

    // "mac" is not in "stomach"; Japanese has no such edges, and short kanji words are taken as they come.
    private static bool IsWhole(string text, int at, string name)
    {
        var after = at + name.Length;
        return (!char.IsAsciiLetterOrDigit(name[0]) || at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
            && (!char.IsAsciiLetterOrDigit(name[^1]) || after == text.Length || !char.IsAsciiLetterOrDigit(text[after]) || text[after..] is "s");
    }

    private static bool IsDenied(string text, int at, string name)
    {
        var before = text.AsSpan(0, at).TrimEnd();
        var after = text.AsSpan(at + name.Length).TrimStart();
        if (before.EndsWith("not") || before.EndsWith("not a") || before.EndsWith("not the") || before.EndsWith("n't"))
        {
            return true;
        }

        foreach (var denial in NotThis)
        {
            if (after.StartsWith(denial))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Nearly(IReadOnlyList<SlotChoice> choices, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(text).Where(word => word.Length is >= 4 and <= 40).ToList();
        var near = choices.Where(choice => choice.Names.Any(name => name.Length >= 4 && words.Exists(word => IsOneEditAway(word, name)))).ToList();
        return near is [var only] ? only.Value : null;
    }

    // One letter more, less, other, or two neighbours swapped.
    private static bool IsOneEditAway(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 1)
        {
            return false;
        }

        var head = left.AsSpan().CommonPrefixLength(right);
        var (restLeft, restRight) = (left[head..], right[head..]);
        return restLeft.Length == 0 || restRight.Length == 0
            || restLeft.Length > restRight.Length && restLeft[1..] == restRight
            || restLeft.Length < restRight.Length && restRight[1..] == restLeft
            || restLeft.Length == restRight.Length && (restLeft[1..] == restRight[1..] || IsSwapped(restLeft, restRight));
    }

    private static bool IsSwapped(string left, string right) =>
        left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..] == right[2..];

    // "No error" is no "no".
    [GeneratedRegex("^no (?!i\\b|it\\b|it's|they|we\\b|not\\b|just|only|the\\b|my\\b|that|this|he\\b|she\\b|there|thanks|thank|sorry|but\\b|because|nothing|never)[a-z]", RegexOptions.None, 10_000)]
    private static partial Regex NoSuch();

    [GeneratedRegex("[a-z][a-z']+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
