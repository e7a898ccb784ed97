using System.Security.Cryptography;

namespace ServiceBot.Host.Channels;

/// <summary>A secret that is made at the first start and kept, readable by the owner of the process alone.</summary>
public static class KeptSecret
{
    /// <summary>Reads a secret, or makes it: 32 random bytes as text.</summary>
    /// <param name="dataFolder">The folder <c>Data</c>.</param>
    /// <param name="name">Names the file below <c>keys/</c>.</param>
    public static string Named(string dataFolder, string name)
    {
        var folder = Path.Combine(dataFolder, "keys");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            Make(path);
        return File.ReadAllText(path).Trim();
    }

    // Written beside and moved, so that a crash or a second process never leaves or sees half a secret.
    private static void Make(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options))
            writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
