namespace ServiceBot.Host.Embeddings;

/// <summary>An embedding model that ranks articles beside their words, section <c>ServiceBot:Embeddings</c>.</summary>
/// <param name="Endpoint"><c>Embeddings:Endpoint</c>: an OpenAI-compatible address such as <c>https://api.openai.com/v1</c>, below which <c>/embeddings</c> is.</param>
/// <param name="ApiKey"><c>Embeddings:ApiKey</c>; null for a model that asks for none.</param>
/// <param name="Model"><c>Embeddings:Model</c>: the model's name there.</param>
public sealed record EmbeddingOptions(Uri Endpoint, string? ApiKey, string Model)
{
    private const double LongestSeconds = 30;

    /// <summary><c>Embeddings:Seconds</c>: how long a customer's answer may wait for the model.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Reads the section <c>ServiceBot</c>.</summary>
    /// <returns>The model, or null where none is configured.</returns>
    /// <exception cref="InvalidOperationException">A value makes no sense; the message names its key.</exception>
    public static EmbeddingOptions? From(IConfiguration section)
    {
        var (endpoint, key, model) = (Text(section, "Endpoint"), Text(section, "ApiKey"), Text(section, "Model"));
        if (endpoint is null)
        {
            return (key ?? model) is null ? null : throw Refused("Endpoint", "is missing, and without it no other Embeddings key has a meaning; give the model's address.");
        }

        // Customers' words and a key travel there.
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.UserInfo.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            throw Refused("Endpoint", "is neither an https address nor a http one of this machine; give one, without a password in it.");
        }

        if (key is not null && !key.All(character => character is > ' ' and <= '~'))
        {
            throw Refused("ApiKey", "holds characters that no key has; give it as it was issued.");
        }

        var options = new EmbeddingOptions(address, key, model ?? throw Refused("Model", "is missing; name the model of Embeddings:Endpoint."));
        return Text(section, "Seconds") is not { } given ? options
            : double.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestSeconds
                ? options with { Patience = TimeSpan.FromSeconds(seconds) }
                : throw Refused("Seconds", $"is '{given}'; give a number above 0, up to {LongestSeconds}.");
    }

    private static string? Text(IConfiguration section, string key) => section[$"Embeddings:{key}"] is { } given && !string.IsNullOrWhiteSpace(given) ? given.Trim() : null;

    private static InvalidOperationException Refused(string key, string why) => new($"ServiceBot:Embeddings:{key} {why}");
}
