namespace Insight.Api.Publications;

/// <summary>What differs between two publications.</summary>
/// <param name="From">The publication before; null where there was none.</param>
/// <param name="To">The publication after.</param>
/// <param name="Totals">All cells that differ, counted.</param>
/// <param name="Indicators">By indicator, division and frequency.</param>
/// <param name="Areas">By area; with by=area only.</param>
/// <param name="Periods">By period; with by=period only.</param>
/// <param name="Movers">The cells of all indicators that moved most, by share of the old value.</param>
public sealed record DifferenceAnswer(
    string? From, string To, DifferenceTotals Totals, IReadOnlyList<SliceDifferenceAnswer> Indicators,
    IReadOnlyList<DifferenceCountAnswer>? Areas, IReadOnlyList<DifferenceCountAnswer>? Periods, IReadOnlyList<LargestMoverAnswer> Movers);

/// <summary>Cells that differ, counted.</summary>
/// <param name="Added">There is a value and was none.</param>
/// <param name="Revised">Another value.</param>
/// <param name="Withdrawn">There was a value and is none.</param>
/// <param name="StatusChanged">The same value, or none, with another status.</param>
public sealed record DifferenceTotals(long Added, long Revised, long Withdrawn, long StatusChanged);

/// <summary>Cells of one area or period that differ, counted.</summary>
/// <param name="Key">Area id or period.</param>
/// <param name="Added">There is a value and was none.</param>
/// <param name="Revised">Another value.</param>
/// <param name="Withdrawn">There was a value and is none.</param>
/// <param name="StatusChanged">The same value, or none, with another status.</param>
public sealed record DifferenceCountAnswer(string Key, long Added, long Revised, long Withdrawn, long StatusChanged);

/// <summary>Cells of one indicator, division and frequency that differ, counted, with those that moved most.</summary>
public sealed record SliceDifferenceAnswer(
    string Indicator, string Division, string Frequency, long Added, long Revised, long Withdrawn, long StatusChanged,
    CoverageAnswer Before, CoverageAnswer After, IReadOnlyList<MoverAnswer> Movers);

/// <summary>What an indicator covers.</summary>
/// <param name="Values">Cells with a value.</param>
/// <param name="Areas">Areas that have one.</param>
/// <param name="FirstPeriod">The first period that has one.</param>
/// <param name="LastPeriod">The last period that has one.</param>
public sealed record CoverageAnswer(long Values, long Areas, string? FirstPeriod, string? LastPeriod);

/// <summary>One revised cell.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Period">Period.</param>
/// <param name="Members">Members of the indicator's breakdowns, in their order.</param>
/// <param name="Before">The value before.</param>
/// <param name="After">The value after.</param>
/// <param name="Percent">How far it moved, in percent of the value before; null from 0.</param>
public record MoverAnswer(string Area, string Period, IReadOnlyList<string> Members, double Before, double After, double? Percent);

/// <summary>One revised cell with its indicator.</summary>
public sealed record LargestMoverAnswer(
    string Indicator, string Division, string Frequency, string Area, string Period, IReadOnlyList<string> Members, double Before, double After, double? Percent)
    : MoverAnswer(Area, Period, Members, Before, After, Percent);

/// <summary>A page of the cells that differ.</summary>
/// <param name="From">The publication before.</param>
/// <param name="To">The publication after.</param>
/// <param name="Cells">By indicator, division and frequency; within them those that moved most first.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null after the last.</param>
public sealed record ChangedCellsAnswer(string? From, string To, IReadOnlyList<ChangedCellAnswer> Cells, string? Next);

/// <summary>One cell that differs.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Division">Division.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="Area">Area id.</param>
/// <param name="Period">Period.</param>
/// <param name="Members">Members of the indicator's breakdowns, in their order.</param>
/// <param name="Kind">added, revised, withdrawn or status.</param>
/// <param name="Before">The value before, or null.</param>
/// <param name="After">The value after, or null.</param>
/// <param name="Percent">How far it moved, in percent of the value before.</param>
/// <param name="StatusBefore">Its status before; empty for a number without reservations.</param>
/// <param name="StatusAfter">Its status after.</param>
public record ChangedCellAnswer(
    string Indicator, string Division, string Frequency, string Area, string Period, IReadOnlyList<string> Members, string Kind,
    double? Before, double? After, double? Percent, string StatusBefore, string StatusAfter);
