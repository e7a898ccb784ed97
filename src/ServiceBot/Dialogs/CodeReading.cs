using System.Text.RegularExpressions;

namespace ServiceBot.Dialogs;

/// <summary>Reads error codes and asset numbers.</summary>
public static partial class CodeReading
{
    /// <summary>The error code in a text as it was written, the last where there are several; null where there is none.</summary>
    public static string? ErrorIn(string text)
    {
        var narrow = Narrow(text);
        return (Error().Matches(narrow) is { Count: > 0 } certain ? certain[^1] : Announced().Matches(narrow) is { Count: > 0 } announced ? announced[^1] : null) is { } found
            ? found.Groups["code"].Value
            : null;
    }

    /// <summary>The asset number in a text in capitals, the last where there are several; ticket numbers are none. Null where there is none.</summary>
    public static string? AssetIn(string text) => Asset().Matches(Narrow(text)) is { Count: > 0 } found ? $"{found[^1].Groups[1].Value}-{found[^1].Groups[2].Value}".ToUpperInvariant() : null;

    private static string Narrow(string text) => string.Concat(text.Select(character => character is >= '！' and <= '～' ? (char)(character - 0xFEE0) : character));

    [GeneratedRegex(@"(?<![A-Za-z0-9_])(?<code>0x[0-9A-Fa-f]{4,8}|ORA-\d{4,5}|caa[0-9a-f]{5}|(?:NET::)?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+(?:_[a-z]+){2,}|AADSTS\d{4,7}|\d{2}\.[0-9A-F]{2,4}(?:\.\d{2})?(?=[^\d.]|$)(?<=[A-F].*))(?![A-Za-z0-9_])", RegexOptions.None, 10_000)]
    private static partial Regex Error();

    [GeneratedRegex(@"(?:エラー(?:コード|番号)?|コード|番号|\bHTTP|\bdisplay|\b(?:stop )?(?:error|eror|code|err)(?: (?:code|number|no\.?|message))?)[はがのとに:： #=]*(?:is |was |says )?[「""']?(?<code>[A-Z]{0,4}-?\d{2,6}[A-Z]?\d{0,3}|\d[0-9A-F]{3})(?![A-Za-z0-9_.])|[「""']?(?<![A-Za-z0-9_.-])(?<code>[A-Z]?\d{2,5}[A-Z]?|\d[A-F]\d{2}|[A-F]\d{3})[」""']?(?:の|という|と|の番号の)?エラー", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Announced();

    [GeneratedRegex(@"(?<![A-Za-z0-9-])(?!(?:INC|REQ|QUE|PRB|CHG|ISO|KB|ERR|RFC|TEL|FAX)\b)([A-Za-z]{2,4})-(\d{3,6})(?![\d-])", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Asset();
}
