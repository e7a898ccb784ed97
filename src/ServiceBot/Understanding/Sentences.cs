using System.Text.RegularExpressions;

namespace ServiceBot.Understanding;

/// <summary>Takes a message apart where a new matter may begin.</summary>
public static partial class Sentences
{
    // Shorter pieces ("Hi.", "すみません、") carry no matter of their own and stay with what follows.
    private const int ShortestJapanese = 4;
    private const int ShortestEnglish = 8;

    /// <summary>
    /// The sentences of a message, and its clauses where one says that another matter begins ("あと", "それから", "also").
    /// Whatever is too short to stand alone stays with its neighbour. Never empty for text that is not blank.
    /// </summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var pieces = new List<string>();
        var start = 0;
        foreach (var border in Borders().EnumerateMatches(text))
        {
            var end = border.Index + border.Length;
            if (IsLongEnough(text.AsSpan(start, end - start)) && IsLongEnough(text.AsSpan(end)))
            {
                pieces.Add(text[start..end]);
                start = end;
            }
        }

        pieces.Add(text[start..]);
        return [.. pieces.Select(Trim).Where(piece => piece.Length > 0)];
    }

    /// <summary>Whether a piece says that it begins another matter ("あと", "also").</summary>
    public static bool BeginsAnother(string piece) => Connector().IsMatch(piece);

    /// <summary>Whether a piece leaves no doubt that it is another matter ("another thing", 「別件ですが」), where 「あと」 may only add to the first.</summary>
    public static bool InsistsOnAnother(string piece) => Insisting().IsMatch(piece);

    /// <summary>Whether a piece says that another matter follows 「PCを借りたいのと、」.</summary>
    public static bool AnnouncesAnother(string piece) => Announcing().IsMatch(piece);

    /// <summary>Whether a piece says that it has nothing to do with what was spoken of ("by the way", 「ところで」).</summary>
    public static bool BeginsAside(string piece) => Aside().IsMatch(piece);

    /// <summary>The piece without the words that only say so, and without an "and" that joined it.</summary>
    public static string WithoutConnector(string piece) => Announcing().Replace(Joining().Replace(Connector().Replace(piece, string.Empty, 1), string.Empty, 1), string.Empty).Trim();

    /// <summary>The text without the greeting at its beginning and the name of who greets; empty where nothing else is said.</summary>
    public static string WithoutGreeting(string text) => Greeting().Replace(text, string.Empty, 1).Trim();

    private static bool IsLongEnough(ReadOnlySpan<char> piece)
    {
        var (japanese, letters) = (0, 0);
        foreach (var character in piece)
        {
            japanese += TextNormalisation.IsJapanese(character) ? 1 : 0;
            letters += char.IsLetterOrDigit(character) ? 1 : 0;
        }

        return japanese >= ShortestJapanese || letters >= ShortestEnglish;
    }

    private static string Trim(string piece) => piece.Trim().TrimEnd('、', ',', ';').TrimEnd();

    [GeneratedRegex(@"^\s*(?:あと(?:は|、|ついでに、?)?|それと、?|それから、?|それに、?|ついでに、?|ところで、?|ちなみに、?|もう[一1]つ(?:は|、)?|もうひとつ(?:は|、)?|別件(?:で|ですが)?、?|それとは別に、?|(?:あわ|併)せて、?|加えて、?|[①②③④]|[1-4]\)\s|second(?:ly)?,|first(?:ly)?,|and\s+oh|(?:and\s+)?on\s+another\s+note|while\s+(?:you're|you\s+are)\s+at\s+it|furthermore|and also|oh,? and|in addition|apart from that|separately|also|plus|additionally|besides|by the way|btw|another thing|on top of that|one more thing)[:,、 ]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Connector();

    [GeneratedRegex(@"^\s*and\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Joining();

    [GeneratedRegex(@"(?<=[いたる])のと$|(?<=件)に加えて$|\s*[＋+]$", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Announcing();

    [GeneratedRegex(@"^\s*(?:もう[一1]つ(?:は|、)|もうひとつ(?:は|、)|別件|それとは別に|話は変わ|[①②③④]|[1-4]\)\s|(?:and\s+)?on\s+another\s+note|another\s+thing|one\s+more\s+thing|separately|unrelated)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Insisting();

    [GeneratedRegex(@"^\s*(?:ところで|ちなみに|話は変わ|別件|btw\b|by the way\b|on another note\b|unrelated\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Aside();

    /// <summary>Whether the words say that something has come back.</summary>
    public static bool SaysAgain(string text) => Again().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>The text without the words that say so, which hide what it is about.</summary>
    public static string WithoutAgain(string text) => Again().Replace(text, string.Empty).Trim();

    [GeneratedRegex(@"また(?!は|今度)|再び|ふたたび|再発|\s*\bagain\b|\s*\bonce more\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Again();

    [GeneratedRegex(@"^\s*(?:(?:(?:いつも)?(?:大変)?お世話になって(?:おり|い)?ます|お世話になります|お疲れ(?:様|さま)(?:です|でございます)|おはようございます|こんにちは|こんばんは|失礼(?:いた)?します|突然のご連絡(?:失礼|申し訳)[^。]{0,12}|good (?:morning|afternoon|evening)|hello|hi|hey|dear [a-z ]{1,20})(?: there| team| all| everyone)?[、。,.!！ \r\n]+|(?:i hope|hope) (?:you|this|all)[^.!?]{1,40}[.!?]\s*|(?:[^、。]{0,20}の)?[^、。]{1,12}(?:と申します|でございます|です)。\s*(?=.))+", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Greeting();

    // A full stop ends a sentence only before a blank and not after a title or an initial ("Mr. Ito", "e.g. this").
    [GeneratedRegex("""
        [。！？!?]+(?=[^。！？!?」』）)])
        | (?<!\b(?:mr|mrs|ms|dr|no|vs|e\.g|i\.e|etc|approx|\w))[.]+\s+(?=\S)
        | [\r\n]+
        | ;\s+
        | (?<=件に加えて)、 | (?<=[いたる]のと)[、,]\s* | (?<=[いたる]し)、
        | \s*(?=[①②③④])|(?<=\S)\s+(?=[2-4]\)\s)|\s+\+\s+|＋|\s*/\s+(?=\w)
        | ,?\s+(?=(?:btw|while\s+(?:you're|you\s+are|we're)\s+at\s+it|on\s+another\s+note)\b)|,\s+(?=and\s+(?:oh|on\s+another\s+note|while)\b)
        | [、,\s]\s*(?=(?:あと(?:は|、|つい|もう[一1]|[一-龯ァ-ヶA-Za-zＡ-Ｚａ-ｚ])|それと|それから|それに|ついでに|ところで|もう[一1]つ|もうひとつ|別件|話は変わ|それとは別に|(?:あわ|併)せて|加えて))
        | ,\s+(?=and\s+(?:can|could|does|do|is|are|will|would|what's|what\s+is|where|how\s+many|how\s+much)\b)
        | (?<=\b(?:is|are|isn't|aren't|won't|doesn't|don't|can't|cannot|keeps?|has|have|stopped)\s.{1,60}),?\s+(?=and\s+(?:the|my|our)\s+\w+(?:\s+\w+)?\s+(?:is|are|isn't|aren't|won't|doesn't|don't|can't|cannot|keeps?|has|have|stopped)\b)
        | ,?\s+(?=and\s+i(?:'d\s+like|\s+need|\s+want|\s+would\s+like)\b)
        | ,?\s+(?=(?:and\s+also|by\s+the\s+way|another\s+thing|on\s+top\s+of\s+that|one\s+more\s+thing)\b)
        | (?:,\s+|\s+(?=\w+\s+(?:i|we|the|my|our|need|want|can|could|please)\b))(?=(?:also|plus|additionally|besides)\b)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Borders();
}
