using System.Text.RegularExpressions;

namespace ServiceBot.Understanding;

/// <summary>Tells keys hit at random from words. Only for what was not understood: "はいはい" and "hahaha" repeat themselves too.</summary>
public static partial class Gibberish
{
    // A word or two that nobody knows is more likely a slip than a wish that the desk has to decline.
    private const int ShortestWish = 5;

    private static readonly string[] KeyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "poiuytrewq", "lkjhgfdsa", "mnbvcxz"];

    /// <summary>Whether a text says nothing.</summary>
    public static bool Is(string text)
    {
        var normalised = TextNormalisation.Normalise(text);
        var words = Word().Matches(normalised).Select(match => match.Value).ToList();
        return words.Sum(word => word.Length) < ShortestWish || words.TrueForAll(IsRandom);
    }

    private static bool IsRandom(string word) =>
        Repeated().IsMatch(word)
        || word.All(char.IsDigit)
        || word.Length >= 3 && Array.Exists(KeyRows, row => row.Contains(word, StringComparison.Ordinal))
        || char.IsAsciiLetter(word[0]) && !word.Any(character => character is 'a' or 'e' or 'i' or 'o' or 'u' or 'y')
        || word.Length >= 6 && char.IsAsciiLetter(word[0]) && Consonants().IsMatch(word);

    [GeneratedRegex(@"[\p{L}\p{Nd}ー]+", RegexOptions.None, 100)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:(.)\1{2,}|(?:(..)\2{1,}){1,3}|(?:(...)\3{1,}){1,3}|(?:([^a-z]{2})\4([^a-z]{2})\5))$", RegexOptions.None, 100)]
    private static partial Regex Repeated();

    [GeneratedRegex("[bcdfghjklmnpqrstvwxz]{6,}", RegexOptions.None, 100)]
    private static partial Regex Consonants();
}
