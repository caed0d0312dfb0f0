using Insight.Api.Values;
using Insight.Warehouse.Observations;

namespace Insight.Api.Formats;

/// <summary>The asked cells as rows, for forms that are written row by row.</summary>
internal static class RowTable
{
    /// <summary>All rows of a selection in the order of an answer.</summary>
    public static IEnumerable<TableRow> RowsOf(Selection selection)
    {
        var axes = selection.Slice.Axes;
        foreach (var area in selection.Areas)
        {
            foreach (var combination in selection.Combinations)
            {
                foreach (var period in selection.Periods)
                {
                    var cell = selection.Cell(area, combination, period);
                    yield return new TableRow(
                        area.Number, period.Period.ToString(), axes.Combinations[combination], Number(selection.Value(cell)),
                        selection.Components is { } c && cell >= 0 ? Number(c.Numerators[cell]) : null,
                        selection.Components is { } d && cell >= 0 ? Number(d.Denominators[cell]) : null,
                        ObservationStatus.All[selection.Status(cell, area)]);
                }
            }
        }
    }

    private static double? Number(double value) => double.IsNaN(value) ? null : value;
}

/// <summary>One row.</summary>
/// <param name="Area">Number of the area.</param>
/// <param name="Period">Period, as in requests.</param>
/// <param name="Members">Members of the indicator's breakdowns.</param>
/// <param name="Value">The value, or null.</param>
/// <param name="Numerator">Numerator where asked for and known.</param>
/// <param name="Denominator">Denominator where asked for and known.</param>
/// <param name="Status">Status.</param>
internal readonly record struct TableRow(
    int Area, string Period, string[] Members, double? Value, double? Numerator, double? Denominator, ObservationStatus Status);
