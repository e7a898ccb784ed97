using Microsoft.Extensions.AI;
using ServiceBot.Knowledge;

namespace ServiceBot.Host.Embeddings;

/// <summary>Adds an embedding model that ranks articles beside their words.</summary>
internal static class EmbeddingSetup
{
    public static void AddEmbeddings(this IServiceCollection services, EmbeddingOptions options, string data)
    {
        services.AddSingleton(options);
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(_ => new EmbeddingEndpoint(options));
        services.AddSingleton(new VectorFiles(Path.Combine(data, "embeddings"), options.Model));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<EmbeddingRanks>();
        services.AddSingleton<IArticleRanks>(provider => provider.GetRequiredService<EmbeddingRanks>());
        services.AddHostedService<ArticleEmbedding>();
    }
}
