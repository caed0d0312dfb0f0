using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Described;
using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Run;

/// <summary>
/// Finds the lines of landed payloads in which the figures of a published number stand: the payloads are staged, corrected and checked again as they landed, and the rows of its
/// areas and period are looked at. Landed bytes never change, so that the same lines are found whenever one looks. Of figures that the connector makes of several lines it is the
/// first of them.
/// </summary>
public sealed class PayloadLines(Workplace place)
{
    /// <summary>The lines of the number's data sets, by data set, file and line.</summary>
    /// <exception cref="PayloadException">A payload is gone or cannot be read any more.</exception>
    public IReadOnlyList<PayloadLine> Find(Lineage lineage, CancellationToken cancellationToken)
    {
        var cells = lineage.Members.Append(lineage.Cell).ToList();
        var wanted = new Wanted([.. cells.Select(c => c.Area)], Period.Parse(lineage.Cell.Period), place.Areas, place.CurrentDivision);
        var own = lineage.Loads.Where(load => cells.Exists(c => c.Load == load.Number)).ToList();
        var sources = place.Sources.All.Where(s => s.DataSets.Any(d => lineage.Indicator.Inputs.ContainsKey(d.Id)));
        return [.. sources.SelectMany(source => Of(source, own, lineage.Indicator.Inputs.Keys, wanted, cancellationToken))
            .OrderBy(l => l.DataSet, StringComparer.Ordinal).ThenBy(l => l.File, StringComparer.Ordinal).ThenBy(l => l.Line)];
    }

    private List<PayloadLine> Of(SourceDefinition source, IReadOnlyList<PublishedLoad> own, IEnumerable<string> dataSets, Wanted wanted, CancellationToken cancellationToken)
    {
        var staging = Stage(source, Payloads(source, own), cancellationToken);
        var (found, names) = (new List<PayloadLine>(), dataSets.ToHashSet(StringComparer.Ordinal));
        foreach (var table in staging.Tables.Where(t => names.Contains(t.DataSet.Id)))
        {
            found.AddRange(In(table, source, wanted));
        }

        foreach (var large in staging.LargeFiles.Concat(staging.BulkFiles.Select(InParts)).Where(l => names.Contains(l.DataSet.Id)))
        {
            staging.ReadInParts(large, part => found.AddRange(In(part, source, wanted)), cancellationToken);
        }

        return found;
    }

    private StagingArea Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, CancellationToken cancellationToken)
    {
        var staging = new StagingArea(place.Areas, source.DataSets);
        if (files.Count > 0)
        {
            place.Connectors.For(source).Stage(source with { LastGood = MappingBook.Read(place.Folder.Landing, source.Id) }, files, staging, cancellationToken);
            StagingChecks.Apply(source, staging);
        }

        return staging;
    }

    /// <summary>The payloads of the last complete fetch, with those that the number's own facts came from in the place of later ones.</summary>
    private IReadOnlyList<LandedFile> Payloads(SourceDefinition source, IReadOnlyList<PublishedLoad> own)
    {
        var byName = own.Where(load => load.SourceId == source.Id).GroupBy(load => load.File).ToDictionary(g => g.Key, g => g.MaxBy(load => load.Number)!, StringComparer.Ordinal);
        var landing = new LandingStore(place.Folder.Landing, place.Clock);
        return [.. Delivery.Read(place.Folder.Landing, source.Id).Select(file =>
            byName.TryGetValue(file.Name, out var load) && load.Sha256 != file.Manifest.Sha256
                && landing.ManifestsOf(source.Id, load.Sha256).FirstOrDefault(m => m.Name == file.Name) is { } manifest
                ? new LandedFile(Path.Combine(place.Folder.Landing, source.Id, load.Sha256), manifest)
                : file)];
    }

    private static LargeFile InParts(BulkCsv bulk) =>
        new(bulk.DataSet, bulk.File, (area, part, token) => new MappedRows(RowMapping.Own(bulk.DataSet, bulk.Delimiter), bulk.File, area).Stage(token, part));

    private static IEnumerable<PayloadLine> In(StagedTable table, SourceDefinition source, Wanted wanted)
    {
        for (var row = 0; row < table.RowCount; row++)
        {
            if (wanted.Has(table, row))
            {
                var (file, at) = (table.Files[table.FileOfRow[row]], row);
                yield return new PayloadLine(
                    table.DataSet.Id, source.Id, file.Name, file.Manifest.Sha256, table.LineOfRow[row], table.Areas[row], table.Periods[row].ToString(),
                    table.DataSet.Breakdowns.Select((b, i) => KeyValuePair.Create(b.Name, table.BreakdownColumn(i)[at])).ToDictionary());
            }
        }
    }

    /// <summary>The rows of some areas, and of municipalities that have become part of them, that have days of a period.</summary>
    private sealed class Wanted(HashSet<string> areas, Period period, AreaDirectory directory, DateOnly today)
    {
        private readonly Dictionary<(string, DateOnly), bool> known = [];

        public bool Has(StagedTable table, int row)
        {
            var own = table.Periods[row];
            return own.FirstDay <= period.LastDay && own.LastDay >= period.FirstDay && IsOneOf(table.Areas[row], table.DataSet.Division.FixedTo ?? own.FirstDay);
        }

        private bool IsOneOf(string area, DateOnly day)
        {
            if (!known.TryGetValue((area, day), out var isOne))
            {
                known.Add((area, day), isOne = areas.Contains(area)
                    || (day < today && directory.TryById(area, out var found) && found.Level == AreaLevel.Municipality && directory.Map(area, day, today).Any(to => areas.Contains(to.Area))));
            }

            return isOne;
        }
    }
}

/// <summary>A line of a landed payload.</summary>
/// <param name="DataSet">The data set that its figures went into.</param>
/// <param name="Source">The source.</param>
/// <param name="File">Name of the payload within the source.</param>
/// <param name="Sha256">Its landing hash.</param>
/// <param name="Line">Line from 1 (CSV), row of the sheet, or position from 1 (figures of JSON).</param>
/// <param name="Area">Area of the row.</param>
/// <param name="Period">Period of the row.</param>
/// <param name="Members">Member of each breakdown, by name.</param>
public sealed record PayloadLine(string DataSet, string Source, string File, string Sha256, long Line, string Area, string Period, IReadOnlyDictionary<string, string> Members);
