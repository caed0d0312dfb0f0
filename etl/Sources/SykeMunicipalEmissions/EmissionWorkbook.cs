using System.Globalization;
using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.SykeMunicipalEmissions;

/// <summary>
/// Reads SYKE's workbook of all municipalities (ALas, sheet DATA): the rows of the municipal files with the municipality's number beside, sectors by
/// their names, On and Ei for yes and no, years as texts (2023e is preliminary), and rows that stand twice.
/// </summary>
/// <remarks>
/// Settings: <c>file</c> (address of the workbook), <c>sheet</c> (default DATA), <c>only</c> (numbers to stage; default: all), <c>ignore</c> (name in
/// column kunta: why its rows are left out), <c>sectors</c> (as of <c>syke-kunta-csv</c>).
/// </remarks>
public sealed class EmissionWorkbook : IConnector
{
    private const string Payload = "emissions.xlsx";

    private static readonly Dictionary<string, string> Columns = new(StringComparer.Ordinal)
    {
        ["hinku_laskenta"] = "hinku-laskenta", ["kt"] = "ktCO2e", ["kt_tuuli"] = "ktCO2e_tuuli", ["GWh"] = "energiankulutus (GWh)",
    };

    /// <inheritdoc/>
    public string Name => "syke-workbook";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        var settings = source.Settings.Knowing("file", "sheet", "only", "ignore", "sectors");
        _ = settings["file"].Text;
        _ = settings["only"].Items.Select(item => item.Integer).ToList();
        _ = new Sectors(settings["sectors"]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await origin.LandAsync(new PayloadRequest(Payload, source.Settings["file"].Text, Accept: LandingDraft.ContentTypeOf(Payload)), cancellationToken);
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            Stage(source, file, staging, cancellationToken);
        }
    }

    private static void Stage(SourceDefinition source, LandedFile file, StagingArea staging, CancellationToken cancellationToken)
    {
        var format = TextFormat.Finnish with { Kind = "xlsx", Sheet = source.Settings["sheet"].TextOr("DATA"), ColumnNames = Columns };
        using var table = TextTable.Open(file, format, staging, ["kuntanumero", "kunta", .. EmissionFile.Required]);
        var (number, name, at) = (table.Column("kuntanumero"), table.Column("kunta"), EmissionFile.ColumnsOf(table));
        var (sectors, only) = (new Sectors(source.Settings["sectors"]), source.Settings["only"].Items.Select(item => item.Integer).ToHashSet());
        var ignored = source.Settings["ignore"].Entries.ToDictionary(e => e.Key, e => e.Value.Text, StringComparer.Ordinal);
        var municipalities = new Dictionary<string, EmissionFile>(StringComparer.Ordinal);
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ignored.TryGetValue(table.Text(name), out var why))
            {
                staging.Ignore(why);
            }
            else if (AreaOf(table, number, name, staging, only) is { } area)
            {
                if (!municipalities.TryGetValue(area, out var own))
                {
                    municipalities.Add(area, own = new EmissionFile(file, area, sectors, staging, mayRepeat: true));
                }

                own.Read(table, at);
            }
        }

        foreach (var municipality in municipalities.Values)
        {
            municipality.Finish();
        }
    }

    /// <summary>The municipality of a row; null where it is refused or not wanted. Number and name must mean the same.</summary>
    private static string? AreaOf(TextTable table, int number, int name, StagingArea staging, HashSet<int> only)
    {
        if (!int.TryParse(table.Text(number), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || !staging.Areas.TryResolve(code.ToString("000", CultureInfo.InvariantCulture), out var area))
        {
            table.Refuse(number, "no municipality has this number", "correct the number, or name the row under ignore: in source.yml with the reason");
            return null;
        }

        if (!staging.Areas.TryByName(Warehouse.Areas.AreaLevel.Municipality, table.Text(name), out var named) || named != area)
        {
            table.Refuse(name, $"municipality {code} is {area.Name("fi")}", "correct number or name in the workbook");
            return null;
        }

        if (only.Count == 0 || only.Contains(code))
        {
            return area.Id;
        }

        staging.Ignore("not among the municipalities of settings.only");
        return null;
    }
}
