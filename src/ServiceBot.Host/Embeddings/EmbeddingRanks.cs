using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using ServiceBot.Dialogs;
using ServiceBot.Knowledge;
using ServiceBot.Messages;

namespace ServiceBot.Host.Embeddings;

/// <summary>Ranks articles by an embedding model, as long as it answers at once: no customer waits for it in vain more than twice.</summary>
internal sealed partial class EmbeddingRanks(IEmbeddingGenerator<string, Embedding<float>> model, EmbeddingOptions options, TimeProvider time, ILogger<EmbeddingRanks> log) : IArticleRanks
{
    /// <summary>Longer texts are cut: many models take no more, and a matter is stated early.</summary>
    public const int LongestText = 2000;

    // After so many failures in a row it is left alone for a while.
    private const int MostFailures = 2;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    // Touched by all turns at once; a count or a moment that is a little off only means a try more or less.
    private volatile int failures;
    private long failedAt;
    private long loggedAt = long.MinValue;

    /// <summary>The articles with their vectors; none until all are there.</summary>
    public IReadOnlyList<ArticleVector> Articles { get; set; } = [];

    public async ValueTask<ArticleRanks?> RankAsync(string text, CancellationToken cancellation)
    {
        var articles = this.Articles;
        if (articles.Count == 0 || this.failures >= MostFailures && time.GetElapsedTime(Volatile.Read(ref this.failedAt)) < Rest)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Patience);
        try
        {
            // Whoever asks, no secret leaves.
            var asked = Secrets.Hide(text, Secrets.In(text));
            var vector = await model.GenerateVectorAsync(asked[..Math.Min(asked.Length, LongestText)], cancellationToken: limit.Token);
            var ranks = articles.GroupBy(article => article.Language).ToDictionary(
                language => language.Key,
                language => NearArticles.Of(language.Select(article => (article.Id, (double)TensorPrimitives.CosineSimilarity(vector.Span, article.Vector)))));
            this.failures = 0;
            return new ArticleRanks(text, ranks);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            this.Note(fault is OperationCanceledException ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no answer within {options.Patience.TotalSeconds} s") : fault.Message);
            return null;
        }
    }

    private void Note(string fault)
    {
        Volatile.Write(ref this.failedAt, time.GetTimestamp());
        Interlocked.Increment(ref this.failures);
        var before = Volatile.Read(ref this.loggedAt);
        if ((before == long.MinValue || time.GetElapsedTime(before) >= BetweenLines) && Interlocked.CompareExchange(ref this.loggedAt, time.GetTimestamp(), before) == before)
        {
            this.LogSilent(fault);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The embedding model ranks no articles ({Fault}); their words decide alone. Check ServiceBot:Embeddings.")]
    private partial void LogSilent(string fault);
}

/// <summary>An article as an embedding model sees it.</summary>
internal sealed record ArticleVector(string Id, Language Language, float[] Vector);
