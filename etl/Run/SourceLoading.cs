using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Loading;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Run;

/// <summary>The middle steps of a source: stage what landed, correct and check it, load it.</summary>
public sealed class SourceLoading(Workplace place, WarehouseSession session, RunProgress progress)
{
    /// <summary>Loads the last delivery of a source.</summary>
    /// <returns>Whether any fact is new or revised.</returns>
    public bool Load(SourceDefinition source, bool reload, CancellationToken cancellationToken)
    {
        var files = Delivery.Read(place.Folder.Landing, source.Id, source.Periods is not null);
        if (files.Count == 0)
        {
            throw new PayloadException($"Source '{source.Id}' has not landed anything yet; run 'insight land {source.Id}' first.");
        }

        var loader = new SourceLoader(session.Connection, place.Clock);
        if (!reload && !loader.HasNews(source, files))
        {
            progress.Say("load", source.Id, "Nothing new: these payloads were loaded before.");
            return false;
        }

        var staging = Stage(source, files, cancellationToken);
        Check(source, staging);
        return Write(source, files, staging, loader);
    }

    private StagingArea Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, CancellationToken cancellationToken)
    {
        var start = place.Clock.GetTimestamp();
        var staging = new StagingArea(place.Areas, source.DataSets);
        place.Connectors.For(source).Stage(source, files, staging, cancellationToken);
        var (staged, leftOut, took) = (staging.Tables.Sum(t => (long)t.RowCount), staging.Ignored.Values.Sum(), place.Clock.GetElapsedTime(start));
        progress.Done(
            "stage", source.Id, took,
            string.Create(CultureInfo.InvariantCulture, $"{staging.RowsRead:N0} rows read, {staged:N0} staged, {leftOut:N0} left out by settings in {took.TotalSeconds:0.00} s"),
            ("rows-read", staging.RowsRead), ("staged", staged), ("left-out", leftOut));
        return staging;
    }

    private void Check(SourceDefinition source, StagingArea staging)
    {
        var start = place.Clock.GetTimestamp();
        var report = StagingChecks.Apply(
            source, staging, new CheckContext(DateOnly.FromDateTime(place.Clock.GetUtcNow().UtcDateTime), dataSet => KnownFacts.Read(session.Connection, dataSet)));
        if (!report.MayLoad)
        {
            throw new PayloadException($"Nothing of source '{source.Id}' was loaded: {report}");
        }

        var (warned, refused, took) = (report.Findings.Count, staging.Quarantine.Rows.Count, place.Clock.GetElapsedTime(start));
        progress.Done(
            "check", source.Id, took,
            string.Create(CultureInfo.InvariantCulture, $"{report.Corrected.Count:N0} corrected, {refused:N0} quarantined, {warned:N0} warnings in {took.TotalSeconds:0.00} s"),
            ("corrected", report.Corrected.Count), ("quarantined", refused), ("warnings", warned));
        progress.Count("drift", staging.Findings.Count);
        var warnings = report.Findings.Where(f => f.Severity == CheckSeverity.Warn).ToLookup(f => f.Check == DriftFinding.Kind, f => f.ToString());
        place.Alerts.Set(Alerts.Drift, source.Id, [.. warnings[true]]);
        place.Alerts.Set(Alerts.Check, source.Id, [.. warnings[false]]);
        foreach (var finding in report.Findings)
        {
            progress.Say("check", source.Id, finding.ToString());
        }

        TellQuarantine(source, staging, 0);
    }

    /// <summary>Tells the refused rows from a position on; the database refuses rows of large files only while it loads them.</summary>
    private void TellQuarantine(SourceDefinition source, StagingArea staging, int from)
    {
        var rows = staging.Quarantine.Rows.Count - from;
        if (rows > 0)
        {
            progress.Say("check", source.Id, string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows quarantined, for example: {Describe(staging.Quarantine.Rows[from])}"));
        }
    }

    private bool Write(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, SourceLoader loader)
    {
        var start = place.Clock.GetTimestamp();
        var checkedRows = staging.Quarantine.Rows.Count;
        var report = loader.Load(source, files, staging, progress.RunId);
        MappingBook.Write(place.Folder.Landing, source.Id, staging.Mappings);
        TellQuarantine(source, staging, checkedRows);
        var (inserted, revised, withdrawn) = (report.Loads.Sum(l => l.Inserted), report.Loads.Sum(l => l.Revised), report.Loads.Sum(l => l.Withdrawn));
        var took = place.Clock.GetElapsedTime(start);
        progress.Done(
            "load", source.Id, took,
            string.Create(CultureInfo.InvariantCulture, $"{inserted:N0} facts new, {revised:N0} revised, {withdrawn:N0} withdrawn in {took.TotalSeconds:0.00} s"),
            ("inserted", inserted), ("revised", revised), ("withdrawn", withdrawn), ("quarantined", staging.Quarantine.Rows.Count - checkedRows));
        TellKept(source, report, staging.Quarantine.Rows.Count);
        return report.ChangedFacts;
    }

    /// <summary>Facts that were not withdrawn because the delivery has rows that cannot be read: a steward looks at those.</summary>
    private void TellKept(SourceDefinition source, LoadReport report, int refused)
    {
        foreach (var (dataSet, count) in report.Kept)
        {
            var message = string.Create(
                CultureInfo.InvariantCulture, $"warn: {dataSet}: {count:N0} rows that were known are not in the delivery. They are not withdrawn, because {refused:N0} rows were refused and may be they; mend those and deliver again.");
            progress.Say("load", source.Id, message);
            place.Alerts.Set(Alerts.Check, source.Id, [.. place.Alerts.List(Alerts.Check, source.Id).Select(alert => alert.Message), message]);
        }
    }

    private static string Describe(QuarantinedRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.File}:{row.Line}, {row.Column} '{row.Value}': {row.Reason} {row.Remedy}");
}
