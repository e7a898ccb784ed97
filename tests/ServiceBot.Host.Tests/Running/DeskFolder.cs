namespace ServiceBot.Host.Tests.Running;

/// <summary>A small desk on disk: the product's wording and policies, three playbooks, two articles, and room for data.</summary>
public sealed class DeskFolder : IDisposable
{
    private static readonly string[] Articles = ["vpn-cannot-connect", "printer-not-printing"];

    // Every desk of the tests starts from the same content, so one training serves them all.
    private static readonly Lazy<Task<string>> Trained = new(TrainAsync);

    private DeskFolder(string path) => this.Path = path;

    public string Path { get; }

    public string Data => System.IO.Path.Combine(this.Path, "data");

    /// <summary>A desk that has learned its examples already.</summary>
    public static async Task<DeskFolder> MakeAsync()
    {
        var desk = WithoutModel();
        Copy(System.IO.Path.Combine(await Trained.Value, "models"), desk.In("models"));
        return desk;
    }

    /// <summary>A path in the folder, named with slashes.</summary>
    public string In(string name) => System.IO.Path.Combine(this.Path, name);

    /// <summary>Writes a file at once, as a good editor does.</summary>
    /// <returns>Its path.</returns>
    public string Put(string name, string text)
    {
        var file = this.In(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".draft", text);
        File.Move(file + ".draft", file, overwrite: true);
        return file;
    }

    /// <summary>Changes a file's text.</summary>
    public void Edit(string name, string old, string replacement)
    {
        var text = File.ReadAllText(this.In(name));
        Assert.Contains(old, text, StringComparison.Ordinal);
        this.Put(name, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(this.Path, recursive: true);

    private static DeskFolder WithoutModel()
    {
        var desk = new DeskFolder(Directory.CreateTempSubdirectory("servicebot-desk-").FullName);
        var dialogs = System.IO.Path.Combine(Repository.Root, "dialogs");
        Copy(System.IO.Path.Combine(dialogs, "conversation"), desk.In("dialogs/conversation"));
        Copy(System.IO.Path.Combine(dialogs, "policies"), desk.In("dialogs/policies"));
        Copy(System.IO.Path.Combine(Repository.Tests, "Running", "playbooks"), desk.In("dialogs/playbooks"));
        foreach (var article in Articles.SelectMany(id => (string[])[$"knowledge/en/{id}.md", $"knowledge/ja/{id}.md"]))
        {
            desk.Put($"dialogs/{article}", File.ReadAllText(System.IO.Path.Combine(dialogs, article)));
        }

        return desk;
    }

    private static async Task<string> TrainAsync()
    {
        var desk = WithoutModel();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => desk.Dispose();
        var run = await Terminal.RunAsync(desk, "train");
        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        return desk.Path;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}

/// <summary>Where the sources are.</summary>
public static class Repository
{
    public static string Root { get; } = Upwards();

    public static string Tests => Path.Combine(Root, "tests", "ServiceBot.Host.Tests");

    private static string Upwards()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ServiceBot.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
