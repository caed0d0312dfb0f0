using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.DigitalRoadmap;

/// <summary>
/// Reads the digital roadmaps of municipalities as they stood at reviews: one row a measure and review. That a measure is late is derived from its dates, never taken from
/// the file; nothing is filled in between reviews.
/// </summary>
/// <remarks>
/// Settings: <c>focus_areas</c>, <c>owner_units</c> (text → member) and <c>municipalities</c>: see <see cref="MunicipalExport"/>; each may have lists of its own.
/// </remarks>
public sealed class RoadmapConnector : IConnector
{
    /// <summary>Statuses that are stored: planned, under way, done, postponed, cancelled.</summary>
    private static readonly string[] Statuses = ["Suunnitteilla", "Käynnissä", "Toteutettu", "Siirtynyt", "Peruttu"];

    private static readonly string[] KnownColumns = ["katselmus_pvm", "toimenpide_id", "karki", "vastuuyksikko", "tila", "alku", "loppu", "paivitetty_pvm"];

    /// <summary>A measure without news for so long is not kept up.</summary>
    private const int StaleDays = 120;

    /// <inheritdoc/>
    public string Name => "digital-roadmap-csv";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        source.Settings.Knowing("focus_areas", "owner_units", "municipalities");
        Exports(source);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, CancellationToken cancellationToken) =>
        MunicipalExport.FetchAsync(source, Exports(source), origin, KnownColumns, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<ExpectedFile> ExpectedFiles(SourceDefinition source) => MunicipalExport.Expected(Exports(source));

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        CheckSettings(source);
        foreach (var (export, file) in MunicipalExport.Landed(Exports(source), files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = Read(file, export, source.Settings, staging);
            foreach (var quarter in rows.GroupBy(r => Period.Containing(r.Review, Frequency.Quarterly)))
            {
                var last = quarter.Max(r => r.Review);
                foreach (var cell in quarter.Where(r => r.Review == last).GroupBy(r => (r.Focus, r.Unit)))
                {
                    staging.Table("roadmap-reviews").Add(file, cell.First().Line, export.Area, quarter.Key, [cell.Key.Focus, cell.Key.Unit], Figures([.. cell]));
                }
            }
        }
    }

    private static IReadOnlyList<MunicipalExport> Exports(SourceDefinition source) => MunicipalExport.All(source, "roadmap_{0}.csv", "focus_areas", "owner_units");

    private static Measured[] Figures(IReadOnlyList<RoadmapRow> rows)
    {
        var kept = rows.Where(r => r.Status != "Peruttu").ToList();
        return
        [
            Measured.Of(kept.Count(r => r.IsOnTrack)), Measured.Of(kept.Count(r => r.IsDueOrBegun)), Measured.Of(kept.Count(r => r.IsLate)),
            Measured.Of(kept.Count(r => r.Status != "Toteutettu" && r.Review.DayNumber - r.Updated.DayNumber > StaleDays)), Measured.Of(rows.Count - kept.Count), Measured.Of(rows.Count),
        ];
    }

    private static List<RoadmapRow> Read(LandedFile file, MunicipalExport export, SettingsNode common, StagingArea staging)
    {
        var (focus, units) = (WordList.Read(export.Own, common, "focus_areas", null), WordList.Read(export.Own, common, "owner_units", null));
        using var table = TextTable.Open(file, export.Format, staging, KnownColumns);
        var at = KnownColumns.Select(table.Column).ToArray();
        var (rows, seen) = (new List<RoadmapRow>(), new HashSet<(DateOnly, string)>());
        while (table.Read())
        {
            if (!table.TryDay(at[0], out var review) || !table.TryDay(at[7], out var updated))
            {
                continue;
            }

            var (begins, ends) = (Quarter(table.Text(at[5])), Quarter(table.Text(at[6])));
            var (area, unit, status) = (focus.GetValueOrDefault(table.Text(at[2])), units.GetValueOrDefault(table.Text(at[3])), table.Text(at[4]));
            var fault = review is null ? new RowFault(at[0], "empty", "fill in the day of the review")
                : area is null ? new(at[2], "a focus area that is mapped to nothing", "add it under focus_areas: in source.yml")
                : unit is null ? new(at[3], "an owner that is mapped to nothing; a measure without an owner cannot be approved", "fill in the owner, or add it under owner_units: in source.yml")
                : !Statuses.Contains(status) ? new(at[4], $"no status ({string.Join(", ", Statuses)})", "correct the status; that a measure is late is derived")
                : begins is null ? new(at[5], "no quarter (2025-Q4 expected); a measure without a schedule cannot be approved", "fill in the first quarter")
                : ends is null || ends.Value.FirstDay < begins.Value.FirstDay ? new(at[6], "no quarter from the first one on (2025-Q4 expected)", "correct the last quarter")
                : seen.Add((review.Value, table.Text(at[1]))) ? null
                : new RowFault(at[1], "the measure stands in the review twice", "export one row a measure and review");
            if (fault is not null)
            {
                table.Refuse(fault);
                continue;
            }

            rows.Add(new(review!.Value, area!, unit!, status, begins!.Value, ends!.Value, updated ?? DateOnly.MinValue, table.Line));
        }

        return rows;
    }

    private static Period? Quarter(string text) => Period.TryParse(text, out var quarter) && quarter.Frequency == Frequency.Quarterly ? quarter : null;

    private readonly record struct RoadmapRow(DateOnly Review, string Focus, string Unit, string Status, Period Begins, Period Ends, DateOnly Updated, long Line)
    {
        /// <summary>Past its last quarter and not done.</summary>
        public bool IsLate => Ends.LastDay < Review && Status != "Toteutettu";

        /// <summary>Done, or under way and not late.</summary>
        public bool IsOnTrack => Status == "Toteutettu" || (Status == "Käynnissä" && !IsLate);

        /// <summary>Should have begun or ended by the review, or has.</summary>
        public bool IsDueOrBegun => Begins.FirstDay <= Review || Status is "Toteutettu" or "Käynnissä";
    }
}
