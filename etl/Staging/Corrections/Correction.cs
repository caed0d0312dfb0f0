using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Staging.Corrections;

/// <summary>
/// One figure that the producer has wrong, with the right one. It knows the wrong figure (<c>expect</c>), so that it ends by itself: once
/// the producer has mended the error, or says something else again, the correction is not applied and says so.
/// </summary>
/// <param name="DataSet">The data set.</param>
/// <param name="Area">Area id.</param>
/// <param name="Period">Period.</param>
/// <param name="Members">One member a breakdown, in order.</param>
/// <param name="Measure">Position of the measure.</param>
/// <param name="Expect">The wrong figure as delivered; null for "missing".</param>
/// <param name="Right">The right figure, or that there is none, with a status.</param>
/// <param name="Reason">What is wrong and how it is known.</param>
/// <param name="ReportedTo">Whom it was reported to.</param>
/// <param name="Date">When the correction was written.</param>
/// <param name="Severity">What it means when neither figure is delivered; null: a mended error warns, another figure stops.</param>
/// <param name="Place">File and line.</param>
public sealed record Correction(
    DataSet DataSet, string Area, Period Period, IReadOnlyList<string> Members, int Measure, double? Expect, Measured Right, string Reason, string ReportedTo,
    DateOnly Date, CheckSeverity? Severity, string Place)
{
    /// <summary>Puts the right figure in the place of the wrong one.</summary>
    /// <param name="table">The rows of the data set.</param>
    /// <param name="findings">Takes what does not hold.</param>
    /// <returns>Whether the wrong figure was there.</returns>
    internal bool Apply(StagedTable table, List<CheckFinding> findings)
    {
        var column = table.MeasureColumn(Measure);
        var rows = RowsOf(table).Where(row => column[row] != Measured.Absent || Expect is null).ToList();
        var wrong = rows.Where(row => IsClose(column[row].Value, Expect)).ToList();
        foreach (var row in wrong)
        {
            table.Replace(row, Measure, Right);
        }

        if (wrong.Count == 0)
        {
            findings.Add(Mismatch(table, rows));
        }

        return wrong.Count > 0;
    }

    private IEnumerable<int> RowsOf(StagedTable table)
    {
        var key = new RowKey(Area, Period, RowKey.Join(Members));
        return Enumerable.Range(0, table.RowCount).Where(row => table.Areas[row] == Area && RowKey.Of(table, row) == key);
    }

    private CheckFinding Mismatch(StagedTable table, List<int> rows)
    {
        var isMended = rows.Exists(row => IsClose(table.MeasureColumn(Measure)[row].Value, Right.Value));
        var expected = RowPlace.Show(Expect is { } figure ? Measured.Of(figure) : Measured.Missing(ObservationStatus.NotAvailable));
        var message = isMended
            ? $"the producer has mended the error ({RowPlace.Show(Right)}); delete the correction."
            : $"{expected} was expected for {DataSet.Measures[Measure].Name} of {Area} {Period}, {(rows.Count == 0 ? "but no figure was delivered" : "but another figure was delivered")}; look again, then change or delete the correction.";
        return new CheckFinding(
            "correction", Severity ?? (isMended ? CheckSeverity.Warn : CheckSeverity.Stop), DataSet.Id, message, Reason, Place, 1,
            [.. rows.Take(CheckFinding.MostExamples).Select(row => RowPlace.With(table, row, Measure))]);
    }

    /// <summary>The same figure, but for the last bits that reading a decimal may change.</summary>
    private static bool IsClose(double? delivered, double? expected) => (delivered, expected) switch
    {
        ({ } a, { } b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b)),
        (null, null) => true,
        _ => false,
    };
}
