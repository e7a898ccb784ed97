using System.Collections.Frozen;
using ServiceBot.Messages;

namespace ServiceBot.Understanding;

/// <summary>Tells the language of an utterance by its script and its small words.</summary>
public static class LanguageDetection
{
    // Small words, dialog words and the desk's everyday words. Names of products and "ok" are absent on purpose: a Japanese
    // customer types them too.
    private static readonly FrozenSet<string> English = Words("""
        a about access after again agent all already also always am an and any anything are as ask at available away back be because been
        before being best better both broken but buy by bye call can cancel cancelled can't cannot change check close closed come computer
        connect connecting connection could couldn't crash crashed crashes day delete did didn't do does doesn't doing don't done down each
        email error even every everything file fine first fix fixed folder for forgot forgotten forward found from full get getting give go
        goes going good goodbye got great had has hasn't have haven't having he hello help her here hey hi him his hour how human i if in
        install into is isn't issue it it's its i'm i've i'd just keep keeps know laptop last later least left less let like little locked
        long look lost made mail make many maybe me meeting message minute monitor more morning most much must my name need needed needs
        never new next nice no nobody none nope not nothing now of off office old on once one only open or order other our out over own
        page password people person phone please possible print printer printing problem put quick quite really repeat report request
        reset restart right room running said same say screen see send sent set she should show since slow so some somebody someone
        something soon sorry speak start started starts status still stop stopped such suddenly support sure take talk tell than
        thank thanks that that's the their them then there these they thing things think this those thx ticket time to today tomorrow
        too tried try trying turn two under unlock until up update urgent us use used user using very wait waiting want wanted was wasn't
        way we week well went were what what's when where which while who why will with without won't work worked working works would
        wrong wrote yeah year yep yes yesterday yet you your
        """);

    private static readonly FrozenSet<string> RomanisedJapanese = Words("""
        arigatou arigato arigatougozaimasu hai iie konnichiwa kudasai onegai onegaishimasu ohayou sumimasen gomen gomennasai wakarimashita
        wakarimasen desu masu masen desuka tasukete
        """);

    // What people say of themselves or to each other, and error messages don't.
    private static readonly FrozenSet<string> Spoken = Words("i i'm i've i'd i'll my me we we're our us hi hello thanks thank sorry yes yeah no nope");

    /// <summary>Whether English words are somebody's own, and no pasted message of a machine.</summary>
    /// <param name="text">The utterance as it came in.</param>
    public static bool IsSpokenEnglish(string text) =>
        TextNormalisation.Normalise(text).Split([' ', ',', '.', '!', '?'], StringSplitOptions.RemoveEmptyEntries).Any(Spoken.Contains);

    /// <summary>The language of the text, or null where it has none of its own (numbers, codes, product names, "OK").</summary>
    /// <param name="text">The utterance as it came in.</param>
    public static Language? Detect(string text)
    {
        var normalised = TextNormalisation.Normalise(text);
        var japanese = normalised.Count(TextNormalisation.IsJapanese);
        var (words, english, romanised) = CountWords(normalised);
        if (japanese > 0)
        {
            // An English sentence may quote a Japanese word: three small words outweigh a short quotation.
            return english >= 3 && japanese < english * 3 ? Language.English : Language.Japanese;
        }

        if (romanised > 0 && romanised >= english)
        {
            return Language.Japanese;
        }

        // Four words in a row without a single known one are still more likely English than a list of products.
        return english > 0 || words >= 5 ? Language.English : null;
    }

    private static (int Words, int English, int Romanised) CountWords(string normalised)
    {
        var (words, english, romanised) = (0, 0, 0);
        var known = English.GetAlternateLookup<ReadOnlySpan<char>>();
        var foreign = RomanisedJapanese.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; start < normalised.Length;)
        {
            var end = start;
            while (end < normalised.Length && (char.IsAsciiLetter(normalised[end]) || normalised[end] == '\''))
            {
                end++;
            }

            // A letter next to a digit, a slash or an underscore belongs to a code or an address.
            var isPartOfCode = (end < normalised.Length && IsCodeMark(normalised[end])) || (start > 0 && IsCodeMark(normalised[start - 1]));
            if (end > start && !isPartOfCode)
            {
                var word = normalised.AsSpan(start, end - start);
                words += word.Length >= 2 ? 1 : 0;
                english += known.Contains(word) ? 1 : 0;
                romanised += foreign.Contains(word) ? 1 : 0;
            }

            start = end + 1;
        }

        return (words, english, romanised);
    }

    private static bool IsCodeMark(char character) => char.IsAsciiDigit(character) || character is '_' or '/' or '\\' or '@' or '-';

    private static FrozenSet<string> Words(string list) =>
        list.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
