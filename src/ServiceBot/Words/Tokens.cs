namespace ServiceBot.Words;

/// <summary>One word of Latin letters, one number, or one Japanese character.</summary>
/// <param name="Key">Its identity, comparable with the keys of <see cref="Terms"/>.</param>
/// <param name="Character">The character, for Japanese; zero otherwise.</param>
/// <param name="Script">The script it is written in.</param>
/// <param name="IsJoined">True where nothing stands between it and the token before.</param>
/// <param name="IsFunctionWord">True for English words that carry no matter.</param>
internal readonly record struct Token(ulong Key, char Character, ScriptKind Script, bool IsJoined, bool IsFunctionWord);

/// <summary>Cuts unified text into tokens.</summary>
internal static class Tokens
{
    private const int LongestWord = 40;

    private static readonly HashSet<ulong> FunctionWords = MakeFunctionWords();

    /// <summary>Appends the tokens of a text that <see cref="SearchText.Unify(string)"/> has made.</summary>
    public static void Read(ReadOnlySpan<char> text, List<Token> tokens)
    {
        Span<char> word = stackalloc char[LongestWord];
        var end = -1;
        for (var i = 0; i < text.Length;)
        {
            var kind = Script.Of(text[i]);
            if (kind == ScriptKind.None)
            {
                i++;
                continue;
            }

            var isJoined = end == i;
            if (Script.IsJapanese(kind))
            {
                tokens.Add(new Token(Terms.Single(text[i], kind), text[i], kind, isJoined, false));
                end = ++i;
                continue;
            }

            var start = i;
            var length = 0;
            for (; i < text.Length && (Script.Of(text[i]) == kind || IsApostrophe(text, i, start)); i++)
            {
                if (length < LongestWord && text[i] != '\'')
                {
                    word[length++] = text[i];
                }
            }

            end = i;
            tokens.Add(WordToken(word, length, kind, isJoined));
        }
    }

    private static Token WordToken(Span<char> word, int length, ScriptKind kind, bool isJoined)
    {
        if (kind == ScriptKind.Digit)
        {
            return new Token(Terms.Word(word[..length], TermKind.Number), '\0', kind, isJoined, false);
        }

        var isFunctionWord = FunctionWords.Contains(Terms.Word(word[..length], TermKind.Word));
        var stem = EnglishStem.Shorten(word, length);
        return new Token(Terms.Word(word[..stem], TermKind.Word), '\0', kind, isJoined, isFunctionWord);
    }

    // "can't" is one word; a quote at either end of a word is not part of it.
    private static bool IsApostrophe(ReadOnlySpan<char> text, int at, int start) =>
        text[at] == '\'' && at > start && at + 1 < text.Length && Script.Of(text[at + 1]) == ScriptKind.Latin
        && Script.Of(text[at - 1]) == ScriptKind.Latin;

    // Not among them: words that are half of a matter ("sign out", "turn off", "back up", "no sound").
    private static HashSet<ulong> MakeFunctionWords()
    {
        const string Words =
            """
            a an the is are was were be been being am i my me mine we our us you your he she it its they their them this that these those
            to of in on at for from with by and or but as do does did done have has had having can could will would shall should may might
            must please how what when where which who whom whose why there here if so then just any some about into im ive id ill dont
            cant wont doesnt didnt isnt arent wasnt couldnt hasnt havent youre thats whats its theres hi hello dear thanks thank
            get got getting need want wants wanted like know tell let also very really still even ever than too not become becomes
            became one two ones super keep keeps every each always never anymore again now today yesterday already yet only much many
            more most other another someone somebody anyone anybody anything something everything nothing everyone because since while
            when whenever after before until during says said say seem seems try tried trying help helps way ways thing things
            sure okay ok yes no nor neither either both such same own im am pm etc ill youd wed shall gets goes going go went come
            btw pls plz thx hey comes came make makes made take takes took put use used using via per upon within without through
            """;
        return [.. Words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(word => Terms.Word(word, TermKind.Word))];
    }
}
