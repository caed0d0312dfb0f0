using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.CanonicalCsv;

/// <summary>Stages a file in our own form row by row; a row with a cell that is not what its column holds goes to quarantine.</summary>
internal sealed class CanonicalRows(BulkCsv csv, StagingArea staging)
{
    private readonly DataSet dataSet = csv.DataSet;

    /// <summary>Reads all rows.</summary>
    public void Stage(CancellationToken cancellationToken)
    {
        var format = TextFormat.Comma with { Delimiter = csv.Delimiter, Encoding = "utf-8", Nulls = new HashSet<string>([""], StringComparer.Ordinal) };
        using var table = TextTable.Open(csv.File, format, staging);
        var breakdowns = dataSet.Breakdowns.Select(b => table.Column(b.Name)).ToArray();
        var measures = dataSet.Measures.Select(m => (Value: table.Column(m.Name), Status: table.FindColumn(FactTables.StatusColumn(m)))).ToArray();
        var (members, figures) = (new string[breakdowns.Length], new Measured[measures.Length]);
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryKey(table, breakdowns, members, out var area, out var period) && TryFigures(table, measures, figures))
            {
                staging.Table(dataSet.Id).Add(csv.File, table.Line, area, period, members, figures);
            }
        }
    }

    private bool TryKey(TextTable table, int[] breakdowns, string[] members, out string area, out Period period)
    {
        area = table.Text(table.Column("area"));
        if (!Period.TryParse(table.Text(table.Column("period")), out period) || period.Frequency != dataSet.Frequency)
        {
            return table.Refuse(table.Column("period"), $"not a period of frequency {dataSet.Frequency}", "write 2025, 2025-Q1 or 2025-01");
        }

        if (!staging.Areas.TryById(area, out _))
        {
            return table.Refuse(table.Column("area"), "not an area", "use ids such as KU016, MK07, SSS");
        }

        for (var i = 0; i < breakdowns.Length; i++)
        {
            members[i] = table.Text(breakdowns[i]);
            if (members[i].Length == 0)
            {
                return table.Refuse(breakdowns[i], "empty, but a key of the data set", "write the member, or the total's");
            }
        }

        return true;
    }

    private static bool TryFigures(TextTable table, (int Value, int? Status)[] measures, Measured[] figures)
    {
        for (var i = 0; i < measures.Length; i++)
        {
            var (value, status) = measures[i];
            if (!table.TryNumber(value, out var number) || !TryStatus(table, status, number is null, out var reason))
            {
                return false;
            }

            figures[i] = new Measured(number, reason);
        }

        return true;
    }

    /// <summary>Without a status, a number is normal and a missing one missing for an unknown reason.</summary>
    private static bool TryStatus(TextTable table, int? column, bool isMissing, out ObservationStatus status)
    {
        status = isMissing ? ObservationStatus.Unknown : ObservationStatus.Normal;
        var code = column is { } given ? table.Text(given) : "";
        if (code.Length == 0)
        {
            return true;
        }

        status = ObservationStatus.All.FirstOrDefault(s => s.Code == code) ?? status;
        return (status.Code == code && status.IsMissing == isMissing) || table.Refuse(
            column!.Value, isMissing ? "not a reason for a missing figure" : "not a reservation on a figure that is there", "leave it empty, or use a code of ObservationStatus");
    }
}
