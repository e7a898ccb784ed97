using System.Globalization;

namespace ServiceBot.Tickets;

/// <summary>The number by which everybody knows a ticket, such as <c>INC-000123</c>. Serials are shared by all types.</summary>
/// <param name="Type">The kind of record, which gives the prefix.</param>
/// <param name="Serial">Counts from 1.</param>
public readonly record struct TicketNumber(TicketType Type, long Serial)
{
    private static readonly string[] Prefixes = ["INC", "REQ", "QUE", "PRB", "CHG"];

    /// <summary>Reads a number in any case, with or without hyphen, space and leading zeros.</summary>
    /// <returns>The number, or null where the text is none.</returns>
    public static TicketNumber? Parse(string? text)
    {
        if (text is null || text.Length is < 4 or > 24)
        {
            return null;
        }

        var type = Array.FindIndex(Prefixes, prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        var digits = text.AsSpan(Math.Min(3, text.Length)).TrimStart("- #");
        return type >= 0 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial > 0
            ? new TicketNumber((TicketType)type, serial)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefixes[(int)this.Type]}-{this.Serial:D6}");
}

/// <summary>The kinds of record of ITIL 4.</summary>
public enum TicketType
{
    /// <summary>Something that worked is broken or degraded.</summary>
    Incident,

    /// <summary>Something from the service catalog is wanted.</summary>
    Request,

    /// <summary>Information is wanted.</summary>
    Question,

    /// <summary>The cause behind repeated or major incidents.</summary>
    Problem,

    /// <summary>A planned modification, assessed for risk and approved.</summary>
    Change,
}
