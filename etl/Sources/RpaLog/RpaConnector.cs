using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.RpaLog;

/// <summary>Reads logs of software robots and the measured baselines of the work that they took over.</summary>
/// <remarks>
/// Settings: <c>from</c>, <c>to</c> (months), <c>processes</c> (id in the log → member), and <c>municipalities</c>: see <see cref="MunicipalExport"/>; each may have
/// <c>processes</c> of its own and the name of its <c>baseline</c> file, which is written as the log is.
/// </remarks>
public sealed class RpaConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => "rpa-log-csv";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        source.Settings.Knowing("from", "to", "processes", "municipalities");
        MonthRange.Read(source.Settings);
        foreach (var export in Logs(source))
        {
            WordList.Read(export.Own, source.Settings, "processes", null);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var file in MunicipalExport.FetchAsync(source, Logs(source), origin, RunFile.KnownColumns, cancellationToken))
        {
            yield return file;
        }

        await foreach (var file in MunicipalExport.FetchAsync(source, Baselines(source), origin, BaselineFile.KnownColumns, cancellationToken))
        {
            yield return file;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ExpectedFile> ExpectedFiles(SourceDefinition source) => MunicipalExport.Expected([.. Logs(source), .. Baselines(source)]);

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        CheckSettings(source);
        var range = MonthRange.Read(source.Settings);
        var baselines = MunicipalExport.Landed(Baselines(source), files)
            .ToDictionary(b => b.Export.Area, b => new BaselineFile(b.File, b.Export, staging).Read(), StringComparer.Ordinal);
        foreach (var (export, file) in MunicipalExport.Landed(Logs(source), files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var names = WordList.Read(export.Own, source.Settings, "processes", null);
            var runs = new RunFile(file, export, staging).Read();
            var measured = baselines.GetValueOrDefault(export.Area, []);
            foreach (var process in runs.GroupBy(r => r.Process).OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                Add(new Robot(export.Area, file, names.GetValueOrDefault(process.Key, process.Key), [.. measured.Where(b => b.Process == process.Key)]), [.. process], range, staging);
            }
        }
    }

    private static IReadOnlyList<MunicipalExport> Logs(SourceDefinition source) => MunicipalExport.All(source, "rpa_runs_{0}.csv", "baseline", "processes");

    private static IReadOnlyList<MunicipalExport> Baselines(SourceDefinition source) =>
        [.. Logs(source).Select(log => log with { File = log.Own["baseline"].TextOr($"rpa_baseline_{log.Area[2..]}.csv") })];

    /// <summary>Every month from the first run of the process to the last; one between without runs has none.</summary>
    private static void Add(Robot robot, IReadOnlyList<RobotRun> runs, MonthRange range, StagingArea staging)
    {
        var byMonth = runs.ToLookup(r => Period.Containing(r.Ended, Frequency.Monthly));
        var (first, last) = (byMonth.Min(m => m.Key), byMonth.Max(m => m.Key));
        foreach (var month in range.Months(robot.File.Manifest.FetchedAt).Where(month => month >= first && month <= last))
        {
            AddRuns(robot, month, [.. byMonth[month]], staging.Table("rpa-runs"));
            staging.Table("rpa-savings").Add(robot.File, 1, robot.Area, month, [robot.Name], [robot.Saved(month, byMonth[month].Sum(r => r.Ok))]);
        }
    }

    private static void AddRuns(Robot robot, Period month, IReadOnlyList<RobotRun> runs, StagedTable table) => table.Add(
        robot.File, 1, robot.Area, month, [robot.Name],
        [
            Measured.Of(runs.Count(r => r.State == RunFile.Successful)), Measured.Of(runs.Count(r => r.State == RunFile.Faulted)), Measured.Of(runs.Count(r => r.State == RunFile.Stopped)),
            Measured.Of(runs.Sum(r => r.Ok)), Measured.Of(runs.Sum(r => r.Business)), Measured.Of(runs.Sum(r => r.System)),
        ]);

    /// <summary>A process of a municipality with its measurements.</summary>
    private sealed record Robot(string Area, LandedFile File, string Name, IReadOnlyList<Baseline> Baselines)
    {
        /// <summary>Hours saved by the measurement that was the newest at the end of the month; before the first one nothing is known.</summary>
        public Measured Saved(Period month, long items) => Baselines.Where(b => b.Measured <= month.LastDay).MaxBy(b => b.Measured) is { } baseline
            ? Measured.Of(baseline.HoursSaved(items))
            : Measured.Missing(ObservationStatus.NotCollected);
    }
}
