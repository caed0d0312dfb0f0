using System.Globalization;
using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Sotkanet;

/// <summary>Reads THL's statistics and indicator bank Sotkanet by its REST interface, version 1.1.</summary>
public sealed class SotkanetConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => "sotkanet-rest-1.1";

    /// <inheritdoc/>
    public bool CanFetchPeriods => true;

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source) => SotkanetRequest.Read(source);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(
        SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await origin.LandAsync(new PayloadRequest(SotkanetRegions.PayloadName, "regions", Accept: "application/json"), cancellationToken);
        var described = new Dictionary<int, IReadOnlyList<int>>();
        foreach (var request in SotkanetRequest.Read(source))
        {
            if (!described.TryGetValue(request.Indicator, out var years))
            {
                var metadata = await origin.LandAsync(
                    new PayloadRequest(SotkanetRequest.MetadataName(request.Indicator), $"indicators/{request.Indicator}", Accept: "application/json"), cancellationToken);
                described[request.Indicator] = years = SotkanetIndicator.Years(metadata, request.Indicator);
                yield return metadata;
            }

            var asked = (request.Years.Count > 0 ? request.Years : years).Where(year => source.Periods?.Contains(Period.Parse(year.ToString(CultureInfo.InvariantCulture))) ?? true).ToList();
            if (asked.Count == 0)
            {
                continue;
            }

            yield return await origin.LandAsync(request.Query(asked), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        var list = files.FirstOrDefault(file => file.Name == SotkanetRegions.PayloadName)
            ?? throw new PayloadException($"Source '{source.Id}' has no {SotkanetRegions.PayloadName} among its landed payloads; fetch it again.");
        var ignored = source.Settings["ignore_categories"].Entries.ToDictionary(e => e.Key, e => e.Value.Text, StringComparer.Ordinal);
        var regions = SotkanetRegions.Read(list, staging.Areas, ignored);
        var drift = new SotkanetDrift(source, staging);
        drift.Look(regions);
        foreach (var requests in SotkanetRequest.Read(source).GroupBy(request => request.DataSet))
        {
            var rows = new SotkanetStaging(requests.Key, regions, staging);
            foreach (var request in requests)
            {
                var description = files.FirstOrDefault(file => file.Name == SotkanetRequest.MetadataName(request.Indicator));
                var updated = description is null ? null : SotkanetIndicator.Updated(description, request.Indicator);
                foreach (var file in files.Where(file => file.Name == request.PayloadName))
                {
                    staging.Dated(file, updated);
                    var hasCounts = rows.Add(file, request, cancellationToken);
                    drift.Look(request, description, hasCounts);
                }
            }

            rows.Finish();
        }
    }
}
