using System.Threading.Channels;
using Microsoft.Extensions.AI;
using ServiceBot.Host.Content;
using ServiceBot.Knowledge;

namespace ServiceBot.Host.Embeddings;

/// <summary>Asks for the articles' vectors in the background, at the start and when articles change; only for those that are not kept.</summary>
internal sealed partial class ArticleEmbedding(
    Desk desk, IEmbeddingGenerator<string, Embedding<float>> model, VectorFiles files, EmbeddingRanks ranks, ILogger<ArticleEmbedding> log) : BackgroundService
{
    private const int Batch = 32;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Channel<bool> changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        desk.Loaded += this.Note;
        try
        {
            var pause = FirstPause;
            while (true)
            {
                // What changes from here on is for another round.
                this.changed.Reader.TryRead(out var _);
                if (await this.EmbedAsync(stoppingToken))
                {
                    pause = FirstPause;
                    await this.changed.Reader.WaitToReadAsync(stoppingToken);
                    continue;
                }

                using var wait = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(Task.Delay(pause, wait.Token), this.changed.Reader.WaitToReadAsync(wait.Token).AsTask());
                await wait.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
                pause = pause < LongestPause ? pause * 2 : pause;
            }
        }
        finally
        {
            desk.Loaded -= this.Note;
        }
    }

    private void Note() => this.changed.Writer.TryWrite(true);

    private async Task<bool> EmbedAsync(CancellationToken cancellation)
    {
        try
        {
            var texts = desk.Handbook.Library.Articles.ToDictionary(article => article, TextOf);
            var vectors = texts.Values.Distinct().ToDictionary(text => text, files.Find);
            var missing = vectors.Where(one => one.Value is null).Select(one => one.Key).ToList();
            foreach (var batch in missing.Chunk(Batch))
            {
                var made = await model.GenerateAsync(batch, cancellationToken: cancellation);
                foreach (var (text, embedding) in batch.Zip(made))
                {
                    files.Keep(text, embedding.Vector);
                    vectors[text] = embedding.Vector.ToArray();
                }
            }

            if (vectors.Values.Select(vector => vector!.Length).Distinct().Count() > 1)
            {
                files.KeepOnly([]);
                throw new InvalidDataException("What was kept is of another model of that name and is asked for anew.");
            }

            ranks.Articles = [.. texts.Select(one => new ArticleVector(one.Key.Id, one.Key.Language, vectors[one.Value]!))];
            files.KeepOnly(vectors.Keys);
            this.LogEmbedded(missing.Count, texts.Count);
            return true;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            this.LogNotEmbedded(fault.Message);
            return false;
        }
    }

    // How customers ask comes last, because it may be long and is cut first.
    private static string TextOf(Article article)
    {
        var text = string.Join('\n', [article.Title, article.Answer, .. article.Questions]);
        return text[..Math.Min(text.Length, EmbeddingRanks.LongestText)];
    }

    [LoggerMessage(1, LogLevel.Information, "The embedding model was asked for {Asked} of {Articles} articles; it ranks from now on.")]
    private partial void LogEmbedded(int asked, int articles);

    [LoggerMessage(2, LogLevel.Warning, "The embedding model was asked for articles in vain ({Fault}); it is asked again. Check ServiceBot:Embeddings.")]
    private partial void LogNotEmbedded(string fault);
}
