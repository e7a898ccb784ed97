using System.Text;
using ServiceBot.Messages;

namespace ServiceBot.Host.Content;

/// <summary>A row of a TSV file: the values of the columns that were asked for, in that order.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Values">One value per column.</param>
internal sealed record TsvRow(int Line, IReadOnlyList<string> Values)
{
    public string this[int column] => this.Values[column];
}

/// <summary>UTF-8 files of tab-separated values with a header.</summary>
internal static class TsvFile
{
    /// <summary>Reads columns by name; other columns are ignored.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">Names of the columns, all of which must be there.</param>
    /// <param name="faults">Where what is wrong is added; nothing is returned then.</param>
    public static IReadOnlyList<TsvRow> Read(string file, IReadOnlyList<string> columns, ICollection<Fault> faults)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            faults.Add(new Fault(file, 0, $"The file cannot be read: {broken.Message}", "Give the path of a readable UTF-8 file."));
            return [];
        }

        var header = lines.Length > 0 ? lines[0].Split('\t') : [];
        var places = columns.Select(column => Array.IndexOf(header, column)).ToList();
        var missing = columns.Where((_, i) => places[i] < 0).ToList();
        if (missing.Count > 0)
        {
            faults.Add(new Fault(file, 1, $"The column {string.Join(", ", missing)} is missing.", "Write the names of the columns in the first line, separated by tabs."));
            return [];
        }

        var rows = new List<TsvRow>(lines.Length);
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            var cells = lines[i].Split('\t');
            if (cells.Length <= places.Max())
            {
                faults.Add(new Fault(file, i + 1, $"The line has {cells.Length} of {header.Length} columns.", "Separate the values by tabs, one row per line."));
                return [];
            }

            rows.Add(new TsvRow(i + 1, [.. places.Select(place => cells[place])]));
        }

        if (rows.Count == 0)
        {
            faults.Add(new Fault(file, 1, "The file has no rows.", "Write one row per line below the header."));
        }

        return rows;
    }
}
