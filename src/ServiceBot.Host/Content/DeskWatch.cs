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

        await foreach (var _ in changed.Reader.ReadAllAsync(stoppingToken))
        {
            await Task.Delay(Settling, stoppingToken);
            changed.Reader.TryRead(out var _);
            desk.Load(this.LogProgress);
            this.LogTaken(desk.Faults.Count);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The desk's content was taken over anew; {Faults} faults.")]
    private partial void LogTaken(int faults);

    [LoggerMessage(2, LogLevel.Information, "{Progress}")]
    private partial void LogProgress(string progress);
}
