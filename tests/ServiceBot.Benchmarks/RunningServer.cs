using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ServiceBot.Benchmarks;

/// <summary>A server under measurement, as a process of its own.</summary>
internal sealed class RunningServer : IDisposable
{
    /// <summary>Known to both sides of a run, and to nobody else.</summary>
    public static readonly string Secret = Guid.NewGuid().ToString("N");

    private static readonly HttpClient Probe = new();
    private readonly Process process;

    private RunningServer(Process process, int port) => (this.process, this.Address) = (process, new Uri($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    /// <summary>Processor time of the server so far, in user and kernel.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            this.process.Refresh();
            return this.process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            this.process.Refresh();
            return this.process.WorkingSet64;
        }
    }

    /// <summary>The product as its command starts it, with a database in a folder.</summary>
    public static Task<RunningServer> ServiceBotAsync(string data, int port) =>
        StartAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "ServiceBot.Host.dll"), "--urls", $"http://127.0.0.1:{port}"], port, "healthz/ready", data);

    /// <summary>The JavaScript SDK's EchoBot; needs <c>npm ci</c> in its folder.</summary>
    public static Task<RunningServer> EchoBotAsync(int port)
    {
        var folder = Path.Combine(Folder(), "EchoBot");
        return Directory.Exists(Path.Combine(folder, "node_modules"))
            ? StartAsync("node", [Path.Combine(folder, "echo.mjs"), $"{port}"], port, "", null)
            : throw new InvalidOperationException($"EchoBot's packages are missing; run `npm ci` in {folder}.");
    }

    /// <summary>Kestrel without anything.</summary>
    public static Task<RunningServer> BareAsync(int port) =>
        StartAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "ServiceBot.Benchmarks.dll"), "bare", $"{port}"], port, "", null);

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The folder of this project, found from the program upwards; the product finds <c>dialogs/</c> from there.</summary>
    public static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ServiceBot.Benchmarks.csproj")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Start the benchmarks from a build inside of the repository.");
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public void Kill()
    {
        this.process.Kill();
        this.process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!this.process.HasExited)
        {
            this.Kill();
        }

        this.process.Dispose();
    }

    private static async Task<RunningServer> StartAsync(string program, string[] arguments, int port, string probe, string? data)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Folder() };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ServiceBot__Data"] = data;
        start.Environment["ServiceBot__DirectLine__Secret"] = Secret;
        start.Environment["ServiceBot__Admin__ApiKey"] = Secret;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var process = Process.Start(start)!;
        var said = new StringWriter();
        process.OutputDataReceived += (_, line) => said.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => said.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new RunningServer(process, port);
        for (var since = Stopwatch.StartNew(); since.Elapsed < TimeSpan.FromMinutes(2) && !process.HasExited; await Task.Delay(50))
        {
            try
            {
                using var answer = await Probe.GetAsync(new Uri(server.Address, probe));
                if (probe.Length == 0 || answer.IsSuccessStatusCode)
                {
                    return server;
                }
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }
        }

        server.Dispose();
        throw new InvalidOperationException($"{program} did not start: {said}");
    }
}
