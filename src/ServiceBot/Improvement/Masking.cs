using System.Text.RegularExpressions;
using ServiceBot.Dialogs;
using ServiceBot.Messages;

namespace ServiceBot.Improvement;

/// <summary>Takes what tells who somebody is out of words that are kept to learn from, and leaves their shape.</summary>
public static partial class Masking
{
    private const string SomeAddress = "name@example.com";
    private const int MostNames = 5;
    private static readonly LocalText Somebody = new("〇〇", "N.N.");

    /// <summary>The words with secrets, addresses, numbers and names replaced; codes of errors and years stay.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="speaker">Who said it.</param>
    /// <param name="language">Of the words.</param>
    public static string Hide(string text, Person speaker, Language language)
    {
        var hidden = Secrets.Hide(text, Secrets.In(text));
        hidden = MailAddress().Replace(hidden, SomeAddress);
        var words = hidden;
        hidden = Number().Replace(hidden, number => Year().IsMatch(number.Value) || ErrorBefore().IsMatch(words[..number.Index]) ? number.Value : Digit().Replace(number.Value, "0"));
        var stranger = Somebody.In(language);
        foreach (var name in NamesOf(speaker))
        {
            hidden = hidden.Replace(name, stranger, StringComparison.OrdinalIgnoreCase);
        }

        for (var names = 0; names < MostNames && PersonReading.Spotted(hidden.Replace(SomeAddress, string.Empty, StringComparison.Ordinal)) is { } name && name != stranger; names++)
        {
            hidden = hidden.Replace(name, stranger, StringComparison.Ordinal);
        }

        return hidden;
    }

    // A name of one letter would be found in every word.
    private static IEnumerable<string> NamesOf(Person speaker) =>
        (speaker.Name ?? string.Empty).Split([' ', '　', ',', '、'], StringSplitOptions.RemoveEmptyEntries).Where(part => part.Length > 1).OrderByDescending(part => part.Length);

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", RegexOptions.None, 10_000)]
    private static partial Regex MailAddress();

    // Telephones, employees, accounts, assets and tickets have four digits or more, in one piece or with hyphens.
    [GeneratedRegex(@"\d(?:-?\d){3,}", RegexOptions.None, 10_000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\d", RegexOptions.None, 10_000)]
    private static partial Regex Digit();

    [GeneratedRegex(@"^(?:19|20)\d\d$", RegexOptions.None, 10_000)]
    private static partial Regex Year();

    [GeneratedRegex(@"(?:0x[0-9A-Fa-f]*|(?:エラー(?:コード|番号)?|error(?: code)?|ORA|AADSTS|KB)[はがの:： -]*)$", RegexOptions.IgnoreCase | RegexOptions.RightToLeft, 10_000)]
    private static partial Regex ErrorBefore();
}
