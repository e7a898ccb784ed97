namespace ServiceBot.Host.Storage.Sqlite;

/// <summary>The folder of the embedded database, held by one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream held;

    private DataFolder(string path, FileStream held)
    {
        this.Path = path;
        this.held = held;
    }

    public string Path { get; }

    public string Database => DatabaseIn(this.Path);

    public static string DatabaseIn(string folder) => System.IO.Path.Combine(folder, "servicebot.db");

    /// <summary>Takes the folder, creating it where it is missing.</summary>
    /// <exception cref="IOException">Another process holds it, or it can't be written.</exception>
    public static DataFolder Hold(string path)
    {
        var file = System.IO.Path.Combine(path, "servicebot.lock");
        try
        {
            Directory.CreateDirectory(path);
            return new DataFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (File.Exists(file))
        {
            throw new IOException($"{path} is in use by another ServiceBot; stop it, or set ServiceBot:Data to another folder.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"ServiceBot:Data is '{path}', which can't be written ({fault.Message}); give a folder that can.", fault);
        }
    }

    public void Dispose() => this.held.Dispose();
}
