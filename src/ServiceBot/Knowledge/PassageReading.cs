namespace ServiceBot.Knowledge;

/// <summary>A passage taken apart into sentences with their terms, as <see cref="Reranking"/> looks at it.</summary>
/// <param name="Title">The title.</param>
/// <param name="Questions">The questions, none a neighbour of another.</param>
/// <param name="Texts">The answer and the body, each with its sentences in their order.</param>
internal sealed record PassageReading(ReadSentence Title, IReadOnlyList<ReadSentence> Questions, IReadOnlyList<IReadOnlyList<ReadSentence>> Texts)
{
    private static readonly char[] SentenceEnds = ['。', '！', '？', '!', '?', '\n'];

    /// <summary>Reads a passage.</summary>
    /// <param name="passage">The passage.</param>
    /// <param name="reader">Takes its texts apart.</param>
    /// <param name="only">The query whose terms are kept, where it is read for one query; null to keep all.</param>
    public static PassageReading Of(Passage passage, TermReader reader, WeightedQuery? only = null)
    {
        return new PassageReading(
            Read(passage.Title, 0, passage.Title.Length),
            [.. passage.Questions.Select(question => Read(question, 0, question.Length))],
            [Sentences(passage.Answer), Sentences(passage.Body)]);

        ReadSentence Read(string text, int start, int end)
        {
            var terms = reader.Read(text.AsSpan(start..end));
            if (only is not null)
            {
                terms.RemoveAll(term => only.PlaceOf(term) < 0);
            }

            return new ReadSentence(text, start, end, [.. terms]);
        }

        List<ReadSentence> Sentences(string text)
        {
            var sentences = new List<ReadSentence>();
            for (var start = 0; start < text.Length;)
            {
                var end = text.IndexOfAny(SentenceEnds, start);
                end = end < 0 ? text.Length : end + 1;
                sentences.Add(Read(text, start, end));
                start = end;
            }

            return sentences;
        }
    }
}

/// <summary>A sentence of a text, from a place to another, with its terms.</summary>
internal readonly record struct ReadSentence(string Source, int Start, int End, ulong[] Terms)
{
    public string Text => this.Source[this.Start..this.End];
}
