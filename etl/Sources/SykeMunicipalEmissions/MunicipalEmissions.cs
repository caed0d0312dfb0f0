using System.Globalization;
using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Sources.SykeMunicipalEmissions;

/// <summary>
/// Reads SYKE's municipal emission calculation (ALas) as its web service publishes it: a list of municipalities and one file a
/// municipality, named by its number without leading zeros. The municipality stands in the file's name only.
/// </summary>
/// <remarks>
/// Settings: <c>municipalities</c> (name of the list), <c>file</c> (address of a municipality's file, <c>{n}</c> for the number),
/// <c>only</c> (numbers to fetch; default: all of the list), <c>sectors</c> (codes of taso_3, each with <c>name</c> and <c>level_1</c>).
/// </remarks>
public sealed class MunicipalEmissions : IConnector
{
    /// <inheritdoc/>
    public string Name => "syke-kunta-csv";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        var settings = source.Settings.Knowing("municipalities", "file", "only", "sectors");
        _ = settings["municipalities"].Text;
        _ = settings["only"].Items.Select(item => item.Integer).ToList();
        _ = new Sectors(settings["sectors"]);
        if (!settings["file"].Text.Contains("{n}", StringComparison.Ordinal))
        {
            throw settings["file"].Wrong($"'{settings["file"].Text}' does not say where the municipality's number goes; write {{n}} there.");
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = source.Settings["municipalities"].Text;
        var landed = await origin.LandAsync(new PayloadRequest(list, list, Accept: "text/csv"), cancellationToken);
        yield return landed;
        foreach (var number in Wanted(source, landed))
        {
            var address = source.Settings["file"].Text.Replace("{n}", number.ToString(CultureInfo.InvariantCulture));
            yield return await origin.LandAsync(new PayloadRequest(FileOf(source, number), address, Accept: "text/csv"), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        var list = files.FirstOrDefault(f => f.Name == source.Settings["municipalities"].Text)
            ?? throw new PayloadException(
                $"Source '{source.Id}': the list of municipalities '{source.Settings["municipalities"].Text}' has not landed; fetch it with the municipalities' files.");
        var municipalities = MunicipalityList.Read(list, staging, staging.Table("municipal-emissions-population"));
        var sectors = new Sectors(source.Settings["sectors"]);
        foreach (var file in files.Where(f => f != list))
        {
            cancellationToken.ThrowIfCancellationRequested();
            new EmissionFile(file, AreaOf(source, file, municipalities), sectors, staging).Stage();
        }
    }

    private static IEnumerable<int> Wanted(SourceDefinition source, LandedFile list)
    {
        var listed = MunicipalityList.Read(list, new StagingArea(AreaDirectory.BuiltIn, []));
        var only = source.Settings["only"].Items.Select(item => item.Integer).ToList();
        var unknown = only.Except(listed.Keys).ToList();
        return unknown.Count == 0
            ? only.Count == 0 ? listed.Keys : only
            : throw new PayloadException(
                $"{source.Settings["only"].Place}: municipality {string.Join(", ", unknown)} is not in {list.Name}; correct settings.only.");
    }

    private static string AreaOf(SourceDefinition source, LandedFile file, IReadOnlyDictionary<int, string> municipalities)
    {
        var match = municipalities.Where(m => FileOf(source, m.Key) == file.Name).Select(m => m.Value).FirstOrDefault();
        return match ?? throw new PayloadException(
            $"{file.Name}: no municipality of the list has a file of this name; it must be called {Path.GetFileName(source.Settings["file"].Text)}, the number without leading zeros.");
    }

    private static string FileOf(SourceDefinition source, int number) =>
        Path.GetFileName(source.Settings["file"].Text).Replace("{n}", number.ToString(CultureInfo.InvariantCulture));
}
