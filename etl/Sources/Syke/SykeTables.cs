using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources.Syke;

/// <summary>
/// Reads two tables that are made of SYKE's municipal emission calculation (ALas 1.1) and of VTT's LIPASTO: district-heating emissions and
/// energy, and road mileage.
/// </summary>
/// <remarks>
/// Settings: <c>district_heating</c> and <c>road_mileage</c>, each with <c>file</c> (name of the payload, and address relative to
/// base_url), and optionally
/// <c>area_names</c>: a name as the producer writes it → area id, for names that the area directory does not know.
/// </remarks>
public sealed class SykeTables : IConnector
{
    /// <inheritdoc/>
    public string Name => "syke-tables";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        var settings = source.Settings.Knowing("district_heating", "road_mileage", "area_names");
        _ = settings["district_heating"].Knowing("file")["file"].Text;
        _ = settings["road_mileage"].Knowing("file")["file"].Text;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var table in new[] { "district_heating", "road_mileage" })
        {
            var file = source.Settings[table]["file"].Text;
            yield return await origin.LandAsync(new PayloadRequest(file, file, Accept: "text/csv"), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        var names = new MunicipalityNames(staging.Areas, source.Settings["area_names"]);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Name == source.Settings["district_heating"]["file"].Text)
            {
                new DistrictHeating(file, names, staging).Stage();
            }
            else if (file.Name == source.Settings["road_mileage"]["file"].Text)
            {
                new RoadMileage(file, names, staging).Stage();
            }
        }
    }
}
