using System.Threading.Channels;

namespace ServiceBot.Host.Content;

/// <summary>Takes changed files of the desk over while running, and keeps the ratings of articles current.</summary>
internal sealed partial class DeskWatch(Desk desk, ILogger<DeskWatch> log) : BackgroundService
{
    // Editors write a file in several strokes; what came within this time is read once.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = new FileSystemWatcher(desk.Folder) { IncludeSubdirectories = true };
        foreach (var filter in (string[])["*.yaml", "*.md"])
        {
            watcher.Filters.Add(filter);
        }

        void Note(object? sender, FileSystemEventArgs change) => changed.Writer.TryWrite(true);
        watcher.Changed += Note;
        watcher.Created += Note;
        watcher.Deleted += Note;
        watcher.Renamed += Note;
        watcher.EnableRaisingEvents = true;

        // A folder that appears with its files in it, such as one that was copied, tells only of itself.
        using var folders = new FileSystemWatcher(desk.Folder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.DirectoryName };
        folders.Created += Note;
        folders.Renamed += Note;
        folders.EnableRaisingEvents = true;

        await foreach (var _ in changed.Reader.ReadAllAsync(stoppingToken))
        {
            await Task.Delay(Settling, stoppingToken);
            changed.Reader.TryRead(out var _);
            this.Take();
        }
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

    [LoggerMessage(3, LogLevel.Error, "The desk's content could not be taken over; the last good one stays.")]
    private partial void LogNotTaken(Exception fault);
}
