using System.Net.Http.Headers;
using Microsoft.Extensions.AI;

namespace ServiceBot.Host.Embeddings;

/// <summary>A model behind <c>POST …/embeddings</c>, as OpenAI and many others serve it.</summary>
internal sealed class EmbeddingEndpoint : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int LongestAnswer = 64 * 1024 * 1024;

    private readonly EmbeddingOptions options;
    private readonly Uri address;

    // No redirects: they would take words and key to another host.
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromMinutes(1),
        MaxResponseContentBufferSize = LongestAnswer,
    };

    public EmbeddingEndpoint(EmbeddingOptions options)
    {
        this.options = options;
        this.address = new UriBuilder(options.Endpoint) { Path = $"{options.Endpoint.AbsolutePath.TrimEnd('/')}/embeddings" }.Uri;
    }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        using var request = new HttpRequestMessage(HttpMethod.Post, this.address) { Content = JsonContent.Create(new Asked(options?.ModelId ?? this.options.Model, texts)) };
        request.Headers.Authorization = this.options.ApiKey is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;

        // With its length in front; not every server takes a body in chunks.
        await request.Content.LoadIntoBufferAsync(cancellationToken);
        using var response = await this.client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var vectors = (await response.Content.ReadFromJsonAsync<Answered>(cancellationToken))?.Data?.OrderBy(one => one.Index).Select(one => one.Embedding).ToList();
        return vectors is not null && vectors.Count == texts.Length && vectors.TrueForAll(vector => vector is { Length: > 0 })
            ? new GeneratedEmbeddings<Embedding<float>>(vectors.Select(vector => new Embedding<float>(vector)))
            : throw new InvalidDataException($"{texts.Length} embeddings were asked for, and the answer holds others.");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => this.client.Dispose();

    private sealed record Asked(string Model, string[] Input);

    private sealed record Answered(IReadOnlyList<Vector>? Data);

    private sealed record Vector(int Index, float[]? Embedding);
}
