namespace ServiceBot.Knowledge;

/// <summary>The usual length of each field of a passage, in characters; never zero.</summary>
internal sealed class FieldLengths
{
    private readonly float[] _usual;

    private FieldLengths(float[] usual) => _usual = usual;

    public float this[int field] => _usual[field];

    public static FieldLengths Of(IReadOnlyList<Passage> passages)
    {
        var usual = new float[Ranking.Fields];
        for (var field = 0; field < usual.Length; field++)
        {
            // Passages without the field would make the others look long.
            var lengths = passages.Select(passage => Of(passage, field)).Where(length => length > 0).DefaultIfEmpty(1);
            usual[field] = (float)lengths.Average();
        }

        return new FieldLengths(usual);
    }

    public static int Of(Passage passage, int field)
    {
        var length = 0;
        foreach (var text in Texts(passage, field))
        {
            length += text.Length;
        }

        return length;
    }

    public static IReadOnlyList<string> Texts(Passage passage, int field) => field switch
    {
        0 => [passage.Title],
        1 => passage.Questions,
        2 => passage.Tags,
        3 => [passage.Answer],
        _ => [passage.Body],
    };
}
