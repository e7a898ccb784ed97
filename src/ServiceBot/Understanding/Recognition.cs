using ServiceBot.Messages;

namespace ServiceBot.Understanding;

/// <summary>What an utterance means, as far as it could be understood.</summary>
/// <param name="Language">The language it is written in.</param>
/// <param name="Intent">The likeliest intent, <c>out_of_scope</c> where it is rejected.</param>
/// <param name="Category">The likeliest routing category, null for dialog acts and out of scope.</param>
/// <param name="Alternatives">The next likely intents with their confidence, likeliest first, without <paramref name="Intent"/>.</param>
/// <param name="Certainty">Which of the three bands the confidence falls into.</param>
/// <param name="Mood">How the customer seems to feel.</param>
public sealed record Recognition(
    Language Language,
    Scored Intent,
    Scored? Category,
    IReadOnlyList<Scored> Alternatives,
    Certainty Certainty,
    Mood Mood)
{
    // A settled reply, or as good as one: an answer in a word or two often resembles a dialog act far more than it means one.
    private const double Settled = 0.985;

    /// <summary>True where the utterance is one of these intents beyond doubt.</summary>
    public bool IsCertainly(params ReadOnlySpan<string> intents)
    {
        foreach (var intent in intents)
        {
            if (Intent.Name == intent)
            {
                return Intent.Confidence >= Settled;
            }
        }

        return false;
    }

    /// <summary>True where the utterance is nothing that a service desk does.</summary>
    public bool IsOutOfScope => Intent.Name == IntentNames.OutOfScope;
}

/// <summary>A label with its calibrated probability in 0..1.</summary>
/// <param name="Name">The label.</param>
/// <param name="Confidence">Calibrated probability, 0..1.</param>
public readonly record struct Scored(string Name, double Confidence);

/// <summary>The three bands: do it, offer the likely meanings, ask.</summary>
public enum Certainty
{
    /// <summary>Act on the intent.</summary>
    Sure,

    /// <summary>Offer the likely meanings as choices.</summary>
    NearlySure,

    /// <summary>Ask to say it in other words.</summary>
    Unsure,
}

/// <summary>How a customer seems to feel, from wording alone.</summary>
public enum Mood
{
    /// <summary>Nothing stands out.</summary>
    Neutral,

    /// <summary>Impatient, disappointed.</summary>
    Annoyed,

    /// <summary>Angry at the matter, the desk or the bot.</summary>
    Angry,

    /// <summary>Worried, under pressure.</summary>
    Anxious,
}
