using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.RpaLog;

/// <summary>A run of a robot that ended.</summary>
/// <param name="Process">The process that it ran.</param>
/// <param name="Ended">The day in Finland on which it ended.</param>
/// <param name="State">Successful, Faulted or Stopped.</param>
/// <param name="Ok">Items handled.</param>
/// <param name="Business">Items that the robot rightly refused: wrong input.</param>
/// <param name="System">Items at which the robot or a system broke.</param>
internal readonly record struct RobotRun(string Process, DateOnly Ended, string State, long Ok, long Business, long System);

/// <summary>Reads a run log: one row a run. Runs that are still going are left out and counted.</summary>
internal sealed class RunFile(LandedFile file, MunicipalExport export, StagingArea staging)
{
    public const string Successful = "Successful";
    public const string Faulted = "Faulted";
    public const string Stopped = "Stopped";

    /// <summary>The columns that are kept of a log.</summary>
    public static readonly IReadOnlyList<string> KnownColumns =
        ["run_id", "process_id", "started_utc", "ended_utc", "state", "items_ok", "items_business_exception", "items_system_exception", "robot", "version"];

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>All runs that can be read.</summary>
    public IReadOnlyList<RobotRun> Read()
    {
        using var table = TextTable.Open(file, export.Format, staging, [.. KnownColumns.Take(8)]);
        var at = new Columns(table);
        var runs = new List<RobotRun>();
        while (table.Read())
        {
            if (Row(table, at) is { } run)
            {
                runs.Add(run);
            }
        }

        return runs;
    }

    private RobotRun? Row(TextTable table, Columns at)
    {
        if (table.Text(at.Ended).Length == 0)
        {
            staging.Ignore("run that has not ended");
            return null;
        }

        var (started, ended, state) = (HelsinkiTime.Parse(table.Text(at.Started)), HelsinkiTime.Parse(table.Text(at.Ended)), table.Text(at.State));
        if (FaultOf(table, at, started, ended, state) is { } fault)
        {
            table.Refuse(fault);
            return null;
        }

        return TryCount(table, at.Ok, out var ok) && TryCount(table, at.Business, out var business) && TryCount(table, at.System, out var system)
            ? new RobotRun(table.Text(at.Process), HelsinkiTime.DayOf(ended!.Value), state, ok, business, system)
            : null;
    }

    private RowFault? FaultOf(TextTable table, Columns at, DateTimeOffset? started, DateTimeOffset? ended, string state)
    {
        if (started is null || ended is null)
        {
            return new(started is null ? at.Started : at.Ended, $"not a time in UTC ({HelsinkiTime.Expectation})", "export times in UTC");
        }

        if (ended < started)
        {
            return new(at.Ended, "before the run started", "correct one of the times");
        }

        if (state is not (Successful or Faulted or Stopped))
        {
            return new(at.State, $"no state of a run that ended ({Successful}, {Faulted}, {Stopped})", "correct the state");
        }

        if (table.Text(at.Process).Length == 0)
        {
            return new(at.Process, "empty", "fill in the process");
        }

        return seen.Add(table.Text(at.Id)) ? null : new(at.Id, "the run stands in the log twice", "export one row a run");
    }

    private static bool TryCount(TextTable table, int column, out long count)
    {
        count = 0;
        if (!table.TryNumber(column, out var number))
        {
            return false;
        }

        count = (long)(number ?? 0);
        return count >= 0 && count == (number ?? 0) || table.Refuse(column, "not a number of items", "correct the number");
    }

    private sealed class Columns(TextTable table)
    {
        public int Id { get; } = table.Column("run_id");

        public int Process { get; } = table.Column("process_id");

        public int Started { get; } = table.Column("started_utc");

        public int Ended { get; } = table.Column("ended_utc");

        public int State { get; } = table.Column("state");

        public int Ok { get; } = table.Column("items_ok");

        public int Business { get; } = table.Column("items_business_exception");

        public int System { get; } = table.Column("items_system_exception");
    }
}
