using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.RpaLog;

/// <summary>What the work took by hand, as it was measured.</summary>
/// <param name="Process">The process.</param>
/// <param name="Measured">Day of the measurement.</param>
/// <param name="ManualMinutes">Minutes an item by hand.</param>
/// <param name="ResidualMinutes">Minutes an item that remain beside the robot.</param>
/// <param name="MaintenanceHours">Hours a month that the robot takes.</param>
internal sealed record Baseline(string Process, DateOnly Measured, double ManualMinutes, double ResidualMinutes, double MaintenanceHours)
{
    /// <summary>Hours saved in a month; below zero where maintenance took more than the robot saved.</summary>
    public double HoursSaved(long items) => (items * (ManualMinutes - ResidualMinutes) / 60) - MaintenanceHours;
}

/// <summary>Reads measured baselines: one row a process and measurement. An estimate without a sample and a day is refused.</summary>
internal sealed class BaselineFile(LandedFile file, MunicipalExport export, StagingArea staging)
{
    /// <summary>The columns of the file.</summary>
    public static readonly IReadOnlyList<string> KnownColumns = ["process_id", "mitattu_pvm", "otos_n", "manuaali_min", "jaannos_min", "yllapito_h_kk"];

    /// <summary>All measurements that can be read.</summary>
    public IReadOnlyList<Baseline> Read()
    {
        using var table = TextTable.Open(file, export.Format, staging, [.. KnownColumns]);
        var at = KnownColumns.Select(table.Column).ToArray();
        var baselines = new List<Baseline>();
        while (table.Read())
        {
            if (Row(table, at) is { } row)
            {
                baselines.Add(row);
            }
        }

        return baselines;
    }

    private static Baseline? Row(TextTable table, int[] at)
    {
        if (!table.TryDay(at[1], out var measured) || !table.TryNumber(at[2], out var sample) || !table.TryNumber(at[3], out var manual)
            || !table.TryNumber(at[4], out var residual) || !table.TryNumber(at[5], out var maintenance))
        {
            return null;
        }

        var fault = table.Text(at[0]).Length == 0 ? new RowFault(at[0], "empty", "fill in the process")
            : measured is null ? new(at[1], "empty", "fill in the day of the measurement: a baseline is measured, not estimated")
            : sample is null or < 1 ? new(at[2], "no measured items", "measure some items by hand and say how many")
            : manual is null or <= 0 ? new(at[3], "no minutes", "fill in the minutes that an item took by hand")
            : residual is null or < 0 || residual > manual ? new(at[4], "not between 0 and the manual minutes", "correct the minutes that remain")
            : maintenance is null or < 0 ? new RowFault(at[5], "no hours of maintenance", "fill in the hours a month, 0 where there are none")
            : null;
        if (fault is not null)
        {
            table.Refuse(fault);
            return null;
        }

        return new Baseline(table.Text(at[0]), measured!.Value, manual!.Value, residual!.Value, maintenance!.Value);
    }
}
