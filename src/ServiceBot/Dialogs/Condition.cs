using System.Globalization;

namespace ServiceBot.Dialogs;

/// <summary>A condition on one slot.</summary>
/// <param name="Slot">The slot's name.</param>
/// <param name="Is">How it compares.</param>
/// <param name="Values">What it compares with.</param>
public sealed record Condition(string Slot, Comparison Is, IReadOnlyList<string> Values)
{
    /// <summary>Whether it holds for what is known. An unknown slot fulfils only <see cref="Comparison.Unknown"/> and <see cref="Comparison.NoneOf"/>.</summary>
    public bool Holds(IReadOnlyDictionary<string, SlotValue> slots)
    {
        var value = slots.GetValueOrDefault(this.Slot)?.Value;
        return this.Is switch
        {
            Comparison.OneOf => value is not null && this.Values.Contains(value),
            Comparison.NoneOf => value is null || !this.Values.Contains(value),
            Comparison.Known => value is { Length: > 0 },
            Comparison.Unknown => value is not { Length: > 0 },
            Comparison.AtLeast => Order(value) >= 0,
            Comparison.AtMost => Order(value) <= 0,
            _ => throw new InvalidOperationException($"Unknown comparison {this.Is}."),
        };
    }

    // Numbers by size; ISO dates by their text, which has the same order. Null compares as neither.
    private int? Order(string? value) =>
        value is null ? null
        : decimal.TryParse(value, CultureInfo.InvariantCulture, out var left) && decimal.TryParse(this.Values[0], CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.CompareOrdinal(value, this.Values[0]);
}

/// <summary>How a condition compares.</summary>
public enum Comparison
{
    /// <summary>Equal to one of the values.</summary>
    OneOf,

    /// <summary>Equal to none of the values.</summary>
    NoneOf,

    /// <summary>Answered.</summary>
    Known,

    /// <summary>Not answered.</summary>
    Unknown,

    /// <summary>Not smaller than the value.</summary>
    AtLeast,

    /// <summary>Not larger than the value.</summary>
    AtMost,
}
