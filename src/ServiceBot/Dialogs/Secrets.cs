using System.Text.RegularExpressions;

namespace ServiceBot.Dialogs;

/// <summary>Finds what nobody should keep in words that were not asked for it: passwords that are told along, and card numbers.</summary>
public static partial class Secrets
{
    /// <summary>What stands for a secret wherever words are kept or shown.</summary>
    public const string Mask = "＊＊＊＊";

    /// <summary>The secrets in a text, each as written.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        var found = new List<string>();
        foreach (Match match in Password().Matches(text))
        {
            var secret = match.Groups[1].Value.TrimEnd('.', ',', ';', ')', '"', '\'');
            if (LooksChosen(secret))
            {
                found.Add(secret);
            }
        }

        found.AddRange(CardNumber().Matches(text).Select(match => match.Value).Where(HasCheckDigit));
        return found;
    }

    /// <summary>The text with each secret masked.</summary>
    public static string Hide(string text, IEnumerable<string> secrets) =>
        secrets.Aggregate(text, (rest, secret) => rest.Replace(secret, Mask, StringComparison.Ordinal));

    // "My password is expired" tells none: one that somebody chose holds a digit or a mark.
    private static bool LooksChosen(string secret) =>
        secret.Length >= 4 && secret.Any(character => !char.IsAsciiLetter(character) && character is not ('-' or '\''));

    // Luhn's sum, which every payment card keeps.
    private static bool HasCheckDigit(string number)
    {
        var (sum, count) = (0, 0);
        for (var i = number.Length - 1; i >= 0; i--)
        {
            if (char.IsAsciiDigit(number[i]))
            {
                var digit = (number[i] - '0') * (count % 2 == 0 ? 1 : 2);
                sum += digit > 9 ? digit - 9 : digit;
                count++;
            }
        }

        return sum % 10 == 0;
    }

    [GeneratedRegex(@"(?:\b(?:password|passcode|passphrase|pwd|pin)\b(?: is| was| to)?|パスワード|暗証番号|パスコード)\s*(?:は|が|を|：|:|=|＝)?\s*[「""']?([!-~]{4,64})", RegexOptions.IgnoreCase, 100)]
    private static partial Regex Password();

    [GeneratedRegex(@"(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])", RegexOptions.None, 100)]
    private static partial Regex CardNumber();
}
