using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Staging.Checks;

/// <summary>
/// Checks of single rows, which put a row into quarantine: built-in ones for every data set, and the ranges of <c>checks.yml</c> whose
/// severity is quarantine.
/// </summary>
internal sealed class RowChecks(StagedTable table, StagingArea staging)
{
    private readonly HashSet<int> doomed = [];

    /// <summary>Takes out the rows that break a check.</summary>
    /// <returns>How many.</returns>
    public int Apply(IEnumerable<RangeRule> ranges)
    {
        for (var row = 0; row < table.RowCount; row++)
        {
            CheckKey(row);
            CheckFigures(row);
        }

        foreach (var range in ranges)
        {
            foreach (var row in range.Outside(table))
            {
                var refused = range.Refused(table, row);
                Refuse(row, refused.Column, refused.Value, refused.Reason, refused.Remedy);
            }
        }

        table.Remove(doomed);
        return doomed.Count;
    }

    /// <summary>
    /// Areas that are known but did not exist in the division that the data set declares, or in the period of the row where it follows the
    /// division as it was.
    /// </summary>
    public static IEnumerable<int> OutsideDivision(StagedTable table, AreaDirectory areas)
    {
        for (var row = 0; row < table.RowCount; row++)
        {
            var day = table.DataSet.Division.FixedTo ?? table.Periods[row].LastDay;
            if (areas.TryById(table.Areas[row], out var area) && (day < area.ValidFrom || day >= area.ValidTo))
            {
                yield return row;
            }
        }
    }

    private void CheckKey(int row)
    {
        if (!staging.Areas.TryById(table.Areas[row], out _))
        {
            Refuse(row, "area", table.Areas[row], "no area has this id", "correct the code, or map it in the source's settings");
        }

        var frequency = table.Periods[row].Frequency;
        if (frequency != table.DataSet.Frequency)
        {
            Refuse(
                row, "period", table.Periods[row].ToString(), $"a {frequency.Word()}, but the data set is by {table.DataSet.Frequency.Word()}",
                "correct the period, or the frequency in source.yml");
        }
    }

    /// <summary>A figure is a number, or missing with a reason, never both and never neither.</summary>
    private void CheckFigures(int row)
    {
        for (var measure = 0; measure < table.DataSet.Measures.Count; measure++)
        {
            var figure = table.MeasureColumn(measure)[row];
            if (figure.Value is { } value ? figure.Status.IsMissing || !double.IsFinite(value) : !figure.Status.IsMissing)
            {
                Refuse(
                    row, table.ColumnOf(row, measure), RowPlace.Show(figure), "neither a number nor missing with a reason",
                    "report it as an error of the connector");
            }
        }
    }

    private void Refuse(int row, string column, string value, string reason, string remedy)
    {
        if (doomed.Add(row))
        {
            staging.Quarantine.Add(table.Files[table.FileOfRow[row]], table.LineOfRow[row], column, value, reason, remedy);
        }
    }
}
