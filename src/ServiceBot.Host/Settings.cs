using NodaTime;
using NodaTime.Text;
using ServiceBot.Host.Embeddings;

namespace ServiceBot.Host;

/// <summary>The section <c>ServiceBot</c> of the configuration, as far as all of the process needs it.</summary>
/// <param name="Data">Folder of the embedded database, attachments and keys.</param>
/// <param name="Dialogs">The desk's content.</param>
/// <param name="Models">The desk's examples and the trained model.</param>
/// <param name="ClockOffset">Development only: how far the engine's clock is ahead.</param>
/// <param name="Embeddings">The model that ranks articles beside their words; null for none.</param>
public sealed record Settings(string Data, string Dialogs, string Models, Duration ClockOffset, EmbeddingOptions? Embeddings = null)
{
    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="InvalidOperationException">A value makes no sense; the message names its key.</exception>
    public static Settings From(IConfiguration configuration, bool isDevelopment)
    {
        var section = configuration.GetSection("ServiceBot");
        var home = Home();
        var offset = section["Clock:Offset"] is { Length: > 0 } given ? OffsetOf(given) : Duration.Zero;
        if (offset != Duration.Zero && !isDevelopment)
        {
            throw new InvalidOperationException("ServiceBot:Clock:Offset is for Development only; remove it.");
        }

        if (section["Store"] is { Length: > 0 } store && store != "sqlite")
        {
            throw new InvalidOperationException($"ServiceBot:Store is '{store}'; this version knows 'sqlite'.");
        }

        return new Settings(
            PathOf(section, "Data", Path.Combine(home, "data"), home, mustExist: false),
            PathOf(section, "Dialogs", Path.Combine(home, "dialogs"), home, mustExist: true),
            PathOf(section, "Models", Path.Combine(home, "models"), home, mustExist: false),
            offset,
            EmbeddingOptions.From(section));
    }

    // The nearest folder upwards that holds dialogs/, from where the user stands and then from where the program lies.
    private static string Home() =>
        Upwards(Directory.GetCurrentDirectory()).Concat(Upwards(AppContext.BaseDirectory)).FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "dialogs")))
        ?? Directory.GetCurrentDirectory();

    private static IEnumerable<string> Upwards(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }

    private static string PathOf(IConfiguration section, string key, string standard, string home, bool mustExist)
    {
        var path = section[key] is { Length: > 0 } given ? Path.GetFullPath(given, home) : standard;
        return !mustExist || Directory.Exists(path)
            ? path
            : throw new InvalidOperationException($"ServiceBot:{key} is '{path}', which is no folder; give the folder of the desk's content.");
    }

    private static Duration OffsetOf(string given) =>
        DurationPattern.JsonRoundtrip.Parse(given) is { Success: true, Value: var json } ? json
        : PeriodPattern.NormalizingIso.Parse(given) is { Success: true, Value: { HasDateComponent: false } or { Years: 0, Months: 0 } } period ? period.Value.ToDuration()
        : int.TryParse(given, out var minutes) ? Duration.FromMinutes(minutes)
        : throw new InvalidOperationException($"ServiceBot:Clock:Offset is '{given}'; give a duration such as 'PT36H', '36:00:00' or minutes.");
}

/// <summary>The system's clock, shifted.</summary>
internal sealed class ShiftedClock(Duration offset) : IClock
{
    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + offset;
}
