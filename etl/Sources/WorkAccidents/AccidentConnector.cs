using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Sources.StaffAbsence;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.WorkAccidents;

/// <summary>
/// Reads exports of insurers (one row an accident) and hours worked (one row a month or quarter and sector). Only compensated accidents count, those on the way apart.
/// Injuries and names do not stay in landing, and a file with diagnoses is refused.
/// </summary>
/// <remarks>
/// Settings: <c>kinds</c> (text → accidents, commuting_accidents or occupational_diseases), <c>sectors</c>, and <c>municipalities</c>: see <see cref="MunicipalExport"/>,
/// with <c>moved</c> (sectors that came or left) and <c>hours</c> (name of the file of hours, which is written as the other is). Quarters are those of the file of hours.
/// </remarks>
public sealed class AccidentConnector : IConnector
{
    private static readonly string[] AccidentColumns = ["vahinkonumero", "sattumispvm", "laji", "korvattu", "toimiala"];
    private static readonly string[] HourColumns = ["kausi", "toimiala", "tunnit"];
    private static readonly string[] Kinds = ["accidents", "commuting_accidents", "occupational_diseases"];

    /// <inheritdoc/>
    public string Name => "work-accidents-csv";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        source.Settings.Knowing("kinds", "sectors", "municipalities");
        foreach (var export in Accidents(source))
        {
            SectorScopes.Read(export.Own, source.Settings);
            WordList.Read(export.Own, source.Settings, "kinds", Kinds);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var export in Accidents(source).Where(e => source.Origin != "deliveries" || origin.Has(e.File)))
        {
            var landed = await origin.LandAsync(new PayloadRequest(export.File, export.File), cancellationToken);
            DiagnosisGuard.AtTheGate(landed, export.Format, new HashSet<string>());
            yield return await Redaction.KeepAsync(landed, export.Format, AccidentColumns, cancellationToken);
        }

        await foreach (var file in MunicipalExport.FetchAsync(source, Hours(source), origin, HourColumns, cancellationToken))
        {
            yield return file;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ExpectedFile> ExpectedFiles(SourceDefinition source) => MunicipalExport.Expected([.. Accidents(source), .. Hours(source)]);

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        CheckSettings(source);
        var hours = MunicipalExport.Landed(Hours(source), files).ToDictionary(h => h.Export.Area, h => h.File, StringComparer.Ordinal);
        foreach (var (export, file) in MunicipalExport.Landed(Accidents(source), files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!hours.TryGetValue(export.Area, out var worked))
            {
                throw new IncompleteDeliveryException($"Of {export.Area} '{file.Name}' has come without the hours worked; deliver both files.");
            }

            var sectors = SectorScopes.Read(export.Own, source.Settings);
            var rows = ReadHours(worked, export, sectors, staging);
            rows.AddRange(ReadAccidents(file, export, sectors, WordList.Read(export.Own, source.Settings, "kinds", Kinds), staging));
            Stage(file, export.Area, rows, sectors, staging.Table("work-accidents"));
        }
    }

    private static void Stage(LandedFile file, string area, List<Row> rows, SectorScopes sectors, StagedTable table)
    {
        var quarters = rows.Where(r => r.Kind is null).Select(r => r.Quarter).ToHashSet();
        foreach (var quarter in rows.Where(r => quarters.Contains(r.Quarter)).GroupBy(r => r.Quarter))
        {
            foreach (var (scope, sector, own) in sectors.Cells([.. quarter], row => row.Sector))
            {
                Measured[] figures = [.. Kinds.Select(kind => Measured.Of(own.Count(r => r.Kind == kind))), Measured.Of((double)own.Sum(r => r.Hours))];
                table.Add(file, 1, area, quarter.Key, [scope, sector], figures);
            }
        }
    }

    private static IReadOnlyList<MunicipalExport> Accidents(SourceDefinition source) => MunicipalExport.All(source, "accidents_{0}.csv", [.. SectorScopes.Fields, "kinds", "hours"]);

    private static IReadOnlyList<MunicipalExport> Hours(SourceDefinition source) =>
        [.. Accidents(source).Select(e => e with { File = e.Own["hours"].TextOr($"hours_{e.Area[2..]}.csv") })];

    private static List<Row> ReadAccidents(
        LandedFile file, MunicipalExport export, SectorScopes sectors, IReadOnlyDictionary<string, string> kinds, StagingArea staging)
    {
        using var table = TextTable.Open(file, export.Format, staging, AccidentColumns);
        var at = AccidentColumns.Select(table.Column).ToArray();
        var (rows, seen) = (new List<Row>(), new HashSet<string>(StringComparer.Ordinal));
        while (table.Read())
        {
            if (!table.TryDay(at[1], out var day) || !table.TryBoolean(at[3], out var compensated))
            {
                continue;
            }

            var (kind, sector) = (kinds.GetValueOrDefault(table.Text(at[2])), sectors.Names.GetValueOrDefault(table.Text(at[4])));
            var fault = day is null ? new RowFault(at[1], "empty", "fill in the day of the accident")
                : kind is null ? new(at[2], "a kind of accident that is mapped to nothing", "add it under kinds: in source.yml")
                : sector is null ? new(at[4], "a sector that is mapped to nothing", "add it under sectors: in source.yml")
                : seen.Add(table.Text(at[0])) ? null
                : new RowFault(at[0], "the accident stands in the file twice", "export one row an accident");
            if (fault is not null)
            {
                table.Refuse(fault);
            }
            else if (!compensated)
            {
                staging.Ignore("accident that was not compensated");
            }
            else
            {
                rows.Add(new(Period.Containing(day!.Value, Frequency.Quarterly), sector!, kind, 0));
            }
        }

        return rows;
    }

    private static List<Row> ReadHours(LandedFile file, MunicipalExport export, SectorScopes sectors, StagingArea staging)
    {
        using var table = TextTable.Open(file, export.Format, staging, HourColumns);
        var at = HourColumns.Select(table.Column).ToArray();
        var rows = new List<Row>();
        while (table.Read())
        {
            if (!table.TryNumber(at[2], out var hours))
            {
                continue;
            }

            var (known, sector) = (Period.TryParse(table.Text(at[0]), out var period), sectors.Names.GetValueOrDefault(table.Text(at[1])));
            var fault = !known || period.Frequency == Frequency.Annual ? new RowFault(at[0], "neither a month nor a quarter (2025-01 or 2025-Q1 expected)", "correct the period")
                : sector is null ? new(at[1], "a sector that is mapped to nothing", "add it under sectors: in source.yml")
                : hours is null or < 0 ? new RowFault(at[2], "no hours of 0 or more", "correct the hours")
                : null;
            if (fault is not null)
            {
                table.Refuse(fault);
                continue;
            }

            rows.Add(new(Period.Containing(period.FirstDay, Frequency.Quarterly), sector!, null, (decimal)hours!.Value));
        }

        return rows;
    }

    /// <summary>An accident, or hours where there is no kind.</summary>
    private readonly record struct Row(Period Quarter, string Sector, string? Kind, decimal Hours);
}
