namespace ServiceBot.Knowledge;

/// <summary>A passage taken apart into sentences with their terms, as <see cref="Reranking"/> looks at it.</summary>
/// <param name="Title">The title.</param>
/// <param name="Questions">The questions, none a neighbour of another.</param>
/// <param name="Texts">The answer and the body, each with its sentences in their order.</param>
internal sealed record PassageReading(ReadSentence Title, IReadOnlyList<ReadSentence> Questions, IReadOnlyList<IReadOnlyList<ReadSentence>> Texts)
{
    private static readonly char[] SentenceEnds = ['。', '！', '？', '!', '?', '\n'];

    /// <summary>Reads a passage.</summary>
    public static PassageReading Of(Passage passage, TermReader reader)
    {
        ReadSentence Read(string text) => new(text, [.. reader.Read(text)]);
        return new PassageReading(
            Read(passage.Title),
            [.. passage.Questions.Select(Read)],
            [.. new[] { passage.Answer, passage.Body }.Select(text => (IReadOnlyList<ReadSentence>)[.. Sentences(text).Select(Read)])]);
    }

    private static IEnumerable<string> Sentences(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOfAny(SentenceEnds, start);
            end = end < 0 ? text.Length : end + 1;
            yield return text[start..end];
            start = end;
        }
    }
}

/// <summary>A sentence with its terms.</summary>
internal readonly record struct ReadSentence(string Text, ulong[] Terms);
