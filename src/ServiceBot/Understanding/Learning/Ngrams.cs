using System.Runtime.InteropServices;
using ServiceBot.Words;

namespace ServiceBot.Understanding.Learning;

/// <summary>One piece of an utterance that the classifier weighs.</summary>
/// <param name="Hash">Identifies the piece across utterances; 64 bits, so that pieces practically never collide.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Start">Where it begins in the normalised text; the number of the group, for a sense.</param>
/// <param name="Length">How many characters it spans.</param>
/// <param name="PartnerStart">Where the second word of a pair begins, or the number of its second group; else -1.</param>
/// <param name="PartnerLength">How long the second word of a pair is, else 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Ngram(ulong Hash, NgramKind Kind, int Start, int Length, int PartnerStart = -1, int PartnerLength = 0)
{
    /// <summary>The piece as a person reads it: <c>vpn</c>, <c>vpn … down</c>, <c>*つなが*</c>, <c>≈ cancel</c>.</summary>
    /// <param name="text">The normalised text that it was taken from.</param>
    public string Read(string text)
    {
        if (Kind is NgramKind.Senses or NgramKind.SensePairs)
        {
            return $"≈ {EverydayWords.NameOf(Start)}{(Kind == NgramKind.Senses ? "" : $" … {EverydayWords.NameOf(PartnerStart)}")}";
        }

        var piece = text.Substring(Start, Length);
        return Kind switch
        {
            NgramKind.Pairs => $"{piece} … {text.Substring(PartnerStart, PartnerLength)}",
            NgramKind.Characters => $"*{piece}*",
            _ => piece,
        };
    }
}

/// <summary>What a piece is made of; each kind is weighed apart.</summary>
public enum NgramKind : byte
{
    /// <summary>One to three words in their order. In Japanese a run of one script counts as a word.</summary>
    Words,

    /// <summary>Two words of the utterance, in any order, up to twelve words apart.</summary>
    Pairs,

    /// <summary>Characters inside a word (two to five), or inside a run of Japanese (one to four).</summary>
    Characters,

    /// <summary>A group of <see cref="EverydayWords"/> that the utterance touches.</summary>
    Senses,

    /// <summary>Two such groups of one utterance, in any order.</summary>
    SensePairs,
}

/// <summary>Takes normalised text apart into the pieces that the classifier weighs.</summary>
public static class Ngrams
{
    private const int LongestWordRun = 3;
    private const int FarthestPartner = 12;

    // Longer messages are pasted logs and mails; their beginning says what they are about.
    private const int LongestText = 1000;

    // By name, so that a group added to the words leaves what was learned of the others as it was.
    private static readonly Lazy<ulong[]> SenseHashes = new(() =>
        [.. Enumerable.Range(0, EverydayWords.Synonyms.Count).Select(group => Hash.Mix(Hash.Join(Hash.Start(NgramKind.Senses), EverydayWords.NameOf(group))))]);

    /// <summary>All pieces of the text, repeated where they repeat, in the order of the text.</summary>
    /// <param name="normalised">Text from <see cref="TextNormalisation.Normalise"/>.</param>
    /// <param name="withPairs">Whether two words or senses of it that stand apart are pieces too.</param>
    public static List<Ngram> Of(string normalised, bool withPairs = true)
    {
        var text = normalised.AsSpan(0, Math.Min(normalised.Length, LongestText));
        var words = Words(text);
        var pieces = new List<Ngram>((text.Length * 4) + (words.Count * 10));
        AddWordRuns(text, words, pieces);
        if (withPairs)
        {
            AddPairs(text, words, pieces);
        }

        AddCharacters(text, words, pieces);
        AddSenses(text.Length < normalised.Length ? normalised[..LongestText] : normalised, withPairs, pieces);
        return pieces;
    }

    private static void AddSenses(string text, bool withPairs, List<Ngram> pieces)
    {
        var groups = EverydayWords.In(text);
        for (var i = 0; i < groups.Count; i++)
        {
            var hash = SenseHashes.Value[groups[i]];
            pieces.Add(new Ngram(hash, NgramKind.Senses, groups[i], 0));
            for (var j = i + 1; withPairs && j < Math.Min(groups.Count, i + FarthestPartner); j++)
            {
                var other = SenseHashes.Value[groups[j]];
                var (low, high) = hash < other ? (hash, other) : (other, hash);
                pieces.Add(new Ngram(Hash.Mix((low * 31) + high), NgramKind.SensePairs, groups[i], 0, groups[j], 0));
            }
        }
    }

    private static List<Range> Words(ReadOnlySpan<char> text)
    {
        var words = new List<Range>();
        for (var start = 0; start < text.Length;)
        {
            var script = ScriptOf(text[start]);
            var end = start + 1;
            while (script is not (Script.Space or Script.Mark) && end < text.Length && ScriptOf(text[end]) == script)
            {
                end++;
            }

            if (script != Script.Space)
            {
                words.Add(start..end);
            }

            start = end;
        }

        return words;
    }

    private static void AddWordRuns(ReadOnlySpan<char> text, List<Range> words, List<Ngram> pieces)
    {
        for (var first = 0; first < words.Count; first++)
        {
            var hash = Hash.Start(NgramKind.Words);
            var start = words[first].Start.Value;
            for (var last = first; last < Math.Min(words.Count, first + LongestWordRun); last++)
            {
                hash = Hash.Mix(Hash.Join(hash, text[words[last]]));
                pieces.Add(new Ngram(hash, NgramKind.Words, start, words[last].End.Value - start));
            }
        }

        if (words.Count > 0)
        {
            AddEdge(text, words[0], '^', pieces);
            AddEdge(text, words[^1], '$', pieces);
        }
    }

    // Where a word opens or closes the utterance it says more: "can you…", "…ですか".
    private static void AddEdge(ReadOnlySpan<char> text, Range word, char edge, List<Ngram> pieces)
    {
        var hash = Hash.Mix(Hash.Join(Hash.Join(Hash.Start(NgramKind.Words), edge), text[word]));
        pieces.Add(new Ngram(hash, NgramKind.Words, word.Start.Value, word.End.Value - word.Start.Value));
    }

    private static void AddPairs(ReadOnlySpan<char> text, List<Range> words, List<Ngram> pieces)
    {
        Span<ulong> hashes = words.Count <= 256 ? stackalloc ulong[words.Count] : new ulong[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            hashes[i] = Hash.Mix(Hash.Join(Hash.Start(NgramKind.Pairs), text[words[i]]));
        }

        for (var i = 0; i < words.Count; i++)
        {
            for (var j = i + 1; j < Math.Min(words.Count, i + FarthestPartner); j++)
            {
                var (low, high) = hashes[i] < hashes[j] ? (hashes[i], hashes[j]) : (hashes[j], hashes[i]);
                var (one, two) = (words[i], words[j]);
                pieces.Add(new Ngram(
                    Hash.Mix((low * 31) + high), NgramKind.Pairs,
                    one.Start.Value, one.End.Value - one.Start.Value, two.Start.Value, two.End.Value - two.Start.Value));
            }
        }
    }

    private static void AddCharacters(ReadOnlySpan<char> text, List<Range> words, List<Ngram> pieces)
    {
        for (var i = 0; i < words.Count;)
        {
            var start = words[i].Start.Value;
            var end = words[i].End.Value;
            var isJapanese = TextNormalisation.IsJapanese(text[start]);
            for (i++; isJapanese && i < words.Count && words[i].Start.Value == end && TextNormalisation.IsJapanese(text[end]); i++)
            {
                end = words[i].End.Value;
            }

            // Japanese has no spaces: its grams cross from script to script, as words do (使え+ない, メール+が).
            AddCharacters(text[start..end], start, isJapanese ? 1 : 2, isJapanese ? 4 : 5, pieces);
        }
    }

    private static void AddCharacters(ReadOnlySpan<char> run, int offset, int shortest, int longest, List<Ngram> pieces)
    {
        // One blank at each end marks where the run begins and ends.
        for (var first = -1; first <= run.Length; first++)
        {
            var hash = Hash.Start(NgramKind.Characters);
            for (var last = first; last <= Math.Min(run.Length, first + longest - 1); last++)
            {
                hash = Hash.Join(hash, last < 0 || last == run.Length ? ' ' : run[last]);
                var (from, to) = (Math.Max(first, 0), Math.Min(last, run.Length - 1));
                if (last - first + 1 >= shortest && to >= from)
                {
                    pieces.Add(new Ngram(Hash.Mix(hash), NgramKind.Characters, offset + from, to - from + 1));
                }
            }
        }
    }

    private static Script ScriptOf(char character) => character switch
    {
        >= 'a' and <= 'z' or '\'' => Script.Letters,
        ' ' => Script.Space,
        _ when TextNormalisation.IsKanji(character) => Script.Kanji,
        _ when TextNormalisation.IsKatakana(character) => Script.Katakana,
        _ when TextNormalisation.IsKana(character) => Script.Hiragana,
        _ when char.IsLetterOrDigit(character) => Script.Letters,
        _ => Script.Mark,
    };

    private enum Script { Space, Mark, Letters, Kanji, Katakana, Hiragana }

    // FNV-1a, with the finaliser of MurmurHash3 so that the dictionary's low bits are well spread.
    private static class Hash
    {
        public static ulong Start(NgramKind kind) => 14695981039346656037UL ^ ((ulong)kind * 0x9E3779B97F4A7C15UL);

        public static ulong Join(ulong hash, char character) => (hash ^ character) * 1099511628211UL;

        public static ulong Join(ulong hash, ReadOnlySpan<char> characters)
        {
            foreach (var character in characters)
            {
                hash = Join(hash, character);
            }

            return hash;
        }

        public static ulong Mix(ulong hash)
        {
            hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
            return hash ^ (hash >> 33);
        }
    }
}
