using System.Threading.Channels;
using ServiceBot.Knowledge;

namespace ServiceBot.Host.Content;

/// <summary>Takes changed files of the desk over while running, and keeps the ratings of articles current.</summary>
internal sealed partial class DeskWatch(Desk desk, IKnowledgeQueries knowledge, ILogger<DeskWatch> log) : BackgroundService
{
    // Editors write a file in several strokes; what came within this time is read once.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    // How often articles helped moves slowly.
    private static readonly TimeSpan BetweenRatings = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<FileSystemWatcher> watchers = [];

    /// <summary>Watches from here on: what is saved while the server is still starting is not missed.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var files = this.Watch(NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.DirectoryName);
        files.Filters.Add("*.yaml");
        files.Filters.Add("*.md");
        files.Filters.Add("*.tsv");

        // A folder that appears with its files in it, such as one that was copied, tells only of itself.
        this.Watch(NotifyFilters.DirectoryName);
        this.watchers.ForEach(watcher => watcher.EnableRaisingEvents = true);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        this.watchers.ForEach(watcher => watcher.Dispose());
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(this.TakeFilesAsync(stoppingToken), this.TakeRatingsAsync(stoppingToken));
    }

    private async Task TakeFilesAsync(CancellationToken stopping)
    {
        await foreach (var _ in this.changed.Reader.ReadAllAsync(stopping))
        {
            await Task.Delay(Settling, stopping);
            this.changed.Reader.TryRead(out var _);
            this.Take();
        }
    }

    private async Task TakeRatingsAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(BetweenRatings);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                desk.Take(Helpfulness.Of(await knowledge.RatingsAsync(stopping)));
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
            {
                this.LogNoRatings(fault);
            }
        }
    }

    private FileSystemWatcher Watch(NotifyFilters filter)
    {
        var watcher = new FileSystemWatcher(desk.Folder) { IncludeSubdirectories = true, NotifyFilter = filter };
        void Note(object? sender, FileSystemEventArgs change) => this.changed.Writer.TryWrite(true);
        watcher.Changed += Note;
        watcher.Created += Note;
        watcher.Deleted += Note;
        watcher.Renamed += Note;
        this.watchers.Add(watcher);
        return watcher;
    }

    // Whatever somebody saves, the desk goes on with what it had.
    private void Take()
    {
        try
        {
            desk.Load(this.LogProgress);
            this.LogTaken(desk.Faults.Count);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            this.LogNotTaken(fault);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The desk's content was taken over anew; {Faults} faults.")]
    private partial void LogTaken(int faults);

    [LoggerMessage(2, LogLevel.Information, "{Progress}")]
    private partial void LogProgress(string progress);

    [LoggerMessage(4, LogLevel.Error, "How often articles helped could not be read; what was known stays.")]
    private partial void LogNoRatings(Exception fault);

    [LoggerMessage(3, LogLevel.Error, "The desk's content could not be taken over; the last good one stays.")]
    private partial void LogNotTaken(Exception fault);
}
