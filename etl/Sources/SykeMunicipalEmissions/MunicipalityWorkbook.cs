using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources.SykeMunicipalEmissions;

/// <summary>
/// Reads the workbooks that SYKE's service offers of single municipalities (<c>ALas_Asikkala_data_2026-06-08.xlsx</c>, sheet KHK-päästöt): a row a sector, a column a year, emissions
/// by the Hinku rule without compensations.
/// </summary>
/// <remarks>
/// Settings: <c>files</c> (municipality's code in quotation marks: address of its workbook), <c>sheet</c> (default KHK-päästöt), <c>sectors</c> (as of <c>syke-kunta-csv</c>).
/// </remarks>
public sealed class MunicipalityWorkbook : IConnector
{
    /// <inheritdoc/>
    public string Name => "syke-municipality-workbook";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        var settings = source.Settings.Knowing("files", "sheet", "sectors");
        _ = Files(source);
        _ = new Sectors(settings["sectors"]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (payload, (_, address)) in Files(source))
        {
            yield return await origin.LandAsync(new PayloadRequest(payload, address, Accept: LandingDraft.ContentTypeOf(payload)), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        var (known, sectors, sheet) = (Files(source), new Sectors(source.Settings["sectors"]), source.Settings["sheet"].TextOr("KHK-päästöt"));
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            new EmissionSheet(file, known[file.Name].Area, sectors, staging).Stage(sheet);
        }
    }

    /// <summary>Name of the payload → whose it is, and its address.</summary>
    private static Dictionary<string, (string Area, string Address)> Files(SourceDefinition source)
    {
        var files = source.Settings["files"];
        return files.Entries.Count > 0
            ? files.Entries.ToDictionary(e => $"emissions_{e.Key}.xlsx", e => (MunicipalExport.AreaOf(e.Key, e.Value), e.Value.Text), StringComparer.Ordinal)
            : throw files.Wrong("'settings.files' is empty; write each municipality's code in quotation marks and the address of its workbook.");
    }
}
