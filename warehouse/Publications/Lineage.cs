namespace Insight.Warehouse.Publications;

/// <summary>Where one number comes from: from the value back to the payloads as received.</summary>
/// <param name="Publication">The publication in which it is.</param>
/// <param name="Indicator">The indicator with its definition.</param>
/// <param name="Slice">The slice, with the statement that computed it.</param>
/// <param name="Cell">The number itself with its components.</param>
/// <param name="Members">Of an aggregate, the cells of its members in the same period; empty for a municipality.</param>
/// <param name="Loads">The loads of the data sets that were read, newest first, each with its landing hash and address.</param>
public sealed record Lineage(
    string Publication,
    PublishedIndicator Indicator,
    PublishedSlice Slice,
    LineageCell Cell,
    IReadOnlyList<LineageCell> Members,
    IReadOnlyList<PublishedLoad> Loads)
{
    /// <summary>
    /// Of an aggregate in the division of each period: the municipalities of today in which it was added up, where they are others than its members at
    /// the time (a merged one is in the figure of what it became part of). Empty otherwise.
    /// </summary>
    public IReadOnlyList<LineageCell> AddedUpFrom { get; init; } = [];
}

/// <summary>One cell with its components.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Period">Period.</param>
/// <param name="Breakdown">Member of each breakdown, by name.</param>
/// <param name="Value">multiplier × numerator ÷ denominator, or null.</param>
/// <param name="Numerator">Numerator, or null.</param>
/// <param name="Denominator">Denominator, or null.</param>
/// <param name="Status">Status code; empty for a number without reservations.</param>
/// <param name="MemberCount">Of an aggregate, how many members it has; else null.</param>
/// <param name="MembersPresent">Of an aggregate, how many of them have a value; else null.</param>
/// <param name="Load">Number of the newest load among its inputs, or null.</param>
public sealed record LineageCell(
    string Area,
    string Period,
    IReadOnlyDictionary<string, string> Breakdown,
    double? Value,
    double? Numerator,
    double? Denominator,
    string Status,
    int? MemberCount,
    int? MembersPresent,
    int? Load);
