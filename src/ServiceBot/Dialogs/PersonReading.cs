using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>Reads whom an answer names: the address where there is one, else the name without the words around it.</summary>
public static partial class PersonReading
{
    private static readonly string[] Nobody =
    [
        "わから", "わかり", "分から", "分かり", "わかん", "分かん", "知らな", "知りま", "不明", "誰でも", "だれでも", "いません", "don't know", "dont know", "not sure", "no idea", "unknown", "nobody", "no one", "skip",
    ];

    /// <summary>The e-mail address or the name, or null where the words name nobody.</summary>
    public static string? Find(string text)
    {
        if (Email().Match(text) is { Success: true } address)
        {
            return address.Value;
        }

        var normalised = TextNormalisation.Normalise(text);
        if (Array.Exists(Nobody, mark => normalised.Contains(mark, StringComparison.Ordinal)))
        {
            return null;
        }

        var name = After().Replace(Before().Replace(text.Trim(), string.Empty), string.Empty).Trim();
        return name.Length == 0 ? null : name;
    }

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(@"^(?:(?:it'?s|that'?s|that would be|it would be|my (?:boss|manager|supervisor|lead) is|his name is|her name is|ask|承認者は|上司は|上長は|課長の|部長の)\s*)+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Before();

    [GeneratedRegex(@"(?:(?:さん|様|さま)?(?:でお願いします|でお願いいたします|になります|だと思います|です|でした)|さん|様|さま|[。.!！])+$", RegexOptions.NonBacktracking)]
    private static partial Regex After();
}
