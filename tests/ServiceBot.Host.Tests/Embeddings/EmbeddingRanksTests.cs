using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Host.Embeddings;
using ServiceBot.Messages;

namespace ServiceBot.Host.Tests.Embeddings;

/// <summary>How long a model that fails is asked, and which settings of it make sense.</summary>
public sealed class EmbeddingRanksTests : IDisposable
{
    private readonly Model model = new();
    private readonly HandClock time = new();

    public void Dispose() => this.model.Dispose();

    [Fact]
    public async Task A_model_that_failed_twice_is_asked_again_after_a_while()
    {
        var ranks = this.Ranks();
        this.model.IsBroken = true;
        foreach (var _ in (int[])[1, 2, 3])
        {
            Assert.Null(await ranks.RankAsync("where is it", CancellationToken.None));
        }

        Assert.Equal(2, this.model.Asked);
        this.model.IsBroken = false;
        this.time.Now += 30 * TimeSpan.TicksPerSecond;
        Assert.Equal(["north", "east"], (await ranks.RankAsync("where is it", CancellationToken.None))!.ByLanguage[Language.English].Ids);
        Assert.Equal(3, this.model.Asked);
    }

    [Fact]
    public async Task Vectors_of_another_length_rank_nothing()
    {
        var ranks = this.Ranks();
        ranks.Articles = [new ArticleVector("north", Language.English, [1, 0, 0])];
        Assert.Null(await ranks.RankAsync("where is it", CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_is_not_kept()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => this.Ranks().RankAsync("where is it", given.Token).AsTask());
    }

    [Fact]
    public void None_is_configured_unless_it_is_named() => Assert.Null(Options());

    [Theory]
    [InlineData("https://models.example.com/v1")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080/v1/")]
    public void An_address_that_nobody_can_read_along_makes_sense(string endpoint) =>
        Assert.Equal(new EmbeddingOptions(new Uri(endpoint), null, "m"), Options(("Endpoint", endpoint), ("Model", "m"), ("ApiKey", " ")));

    [Theory]
    [InlineData("Endpoint", null, "m", null)]
    [InlineData("Endpoint", null, null, "key")]
    [InlineData("Endpoint", "models", "m", null)]
    [InlineData("Endpoint", "http://models.example.com/v1", "m", null)]
    [InlineData("Endpoint", "https://me:secret@models.example.com/v1", "m", null)]
    [InlineData("Endpoint", "file:///models", "m", null)]
    [InlineData("Model", "https://models.example.com/v1", null, "key")]
    [InlineData("ApiKey", "https://models.example.com/v1", "m", "key\nof two lines")]
    public void A_value_that_makes_no_sense_is_named(string key, string? endpoint, string? model, string? apiKey)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Options(("Endpoint", endpoint), ("Model", model), ("ApiKey", apiKey)));
        Assert.StartsWith($"ServiceBot:Embeddings:{key} ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("of two lines", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("31")]
    [InlineData("long")]
    public void A_patience_that_makes_no_sense_is_named(string seconds)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Options(("Endpoint", "https://models.example.com/v1"), ("Model", "m"), ("Seconds", seconds)));
        Assert.Equal($"ServiceBot:Embeddings:Seconds is '{seconds}'; give a number above 0, up to 30.", refused.Message);
    }

    private static EmbeddingOptions? Options(params (string Key, string? Value)[] given) => EmbeddingOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(given.ToDictionary(one => $"Embeddings:{one.Key}", one => one.Value)).Build());

    private EmbeddingRanks Ranks() => new(this.model, new EmbeddingOptions(new Uri("http://localhost/v1"), null, "m"), this.time, NullLogger<EmbeddingRanks>.Instance)
    {
        Articles = [new ArticleVector("east", Language.English, [1, 0]), new ArticleVector("north", Language.English, [0, 1])],
    };

    private sealed class Model : IEmbeddingGenerator<string, Embedding<float>>
    {
        public bool IsBroken { get; set; }

        public int Asked { get; private set; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            this.Asked++;
            return this.IsBroken ? throw new HttpRequestException("down") : Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(_ => new Embedding<float>(new float[] { 0.1f, 1 }))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class HandClock : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => this.Now;
    }
}
