using System.Globalization;

namespace Insight.Etl.Staging.Checks;

/// <summary>What a broken check means for the load.</summary>
public enum CheckSeverity
{
    /// <summary>The rows go to quarantine, the others are loaded. For checks of single rows only.</summary>
    Quarantine,

    /// <summary>It is said, and everything is loaded.</summary>
    Warn,

    /// <summary>Nothing of the source is loaded.</summary>
    Stop,
}

/// <summary>A check that does not hold.</summary>
/// <param name="Check">Kind of check: range, rows, unique, coverage, sum, refused, division or correction.</param>
/// <param name="Severity"><see cref="CheckSeverity.Warn"/> or <see cref="CheckSeverity.Stop"/>.</param>
/// <param name="DataSet">The data set, or null where the check is of the whole source.</param>
/// <param name="Message">What was found, with the values, and what was asked.</param>
/// <param name="Why">Why the check exists, as its author says; empty for built-in checks.</param>
/// <param name="Place">File and line of the check; empty for built-in checks.</param>
/// <param name="Count">How many rows, keys or periods break it.</param>
/// <param name="Examples">The first of them, with payload and line where there is one.</param>
public sealed record CheckFinding(
    string Check, CheckSeverity Severity, string? DataSet, string Message, string Why, string Place, int Count, IReadOnlyList<string> Examples)
{
    /// <summary>Of a check of single rows that stops the load, all rows that break it; they are not in quarantine, since nothing is loaded. Empty otherwise.</summary>
    public IReadOnlyList<QuarantinedRow> Rows { get; init; } = [];

    /// <summary>How many examples a finding carries.</summary>
    public const int MostExamples = 5;

    /// <summary>One line, and one more an example.</summary>
    public override string ToString()
    {
        var place = Place.Length == 0 ? "built-in" : Place;
        var why = Why.Length == 0 ? "" : $" ({Why})";
        var rest = Count > Examples.Count && Examples.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"\n    … and {Count - Examples.Count} more") : "";
        return $"{Severity.ToString().ToLowerInvariant()}: {place}: {Check}{(DataSet is null ? "" : " of " + DataSet)}: {Message}{why}{string.Concat(Examples.Select(e => "\n    " + e))}{rest}";
    }
}
