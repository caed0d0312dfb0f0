using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources.Sotkanet;

/// <summary>Reads THL's statistics and indicator bank Sotkanet by its REST interface, version 1.1.</summary>
public sealed class SotkanetConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => "sotkanet-rest-1.1";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source) => SotkanetRequest.Read(source);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(
        SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await origin.LandAsync(new PayloadRequest(SotkanetRegions.PayloadName, "regions", Accept: "application/json"), cancellationToken);
        var described = new Dictionary<int, IReadOnlyList<int>>();
        foreach (var (request, indicator) in SotkanetRequest.Read(source).SelectMany(r => r.Indicators.Select(i => (r, i.Value))))
        {
            if (!described.TryGetValue(indicator, out var years))
            {
                var metadata = await origin.LandAsync(
                    new PayloadRequest(SotkanetRequest.MetadataName(indicator), $"indicators/{indicator}", Accept: "application/json"), cancellationToken);
                described[indicator] = years = SotkanetIndicator.Years(metadata, indicator);
                yield return metadata;
            }

            var asked = request.Years.Count > 0 ? request.Years : years;
            yield return await origin.LandAsync(request.Query(indicator, asked, Gender(source)), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        var list = files.FirstOrDefault(file => file.Name == SotkanetRegions.PayloadName)
            ?? throw new PayloadException($"Source '{source.Id}' has no {SotkanetRegions.PayloadName} among its landed payloads; fetch it again.");
        var ignored = source.Settings["ignore_categories"].Entries.ToDictionary(e => e.Key, e => e.Value.Text, StringComparer.Ordinal);
        var regions = SotkanetRegions.Read(list, staging.Areas, ignored);
        foreach (var requests in SotkanetRequest.Read(source).GroupBy(request => request.DataSet))
        {
            var rows = new SotkanetStaging(requests.Key, regions, Gender(source), staging);
            foreach (var (request, (measure, indicator)) in requests.SelectMany(r => r.Indicators.Select(i => (r, i))))
            {
                foreach (var file in files.Where(file => file.Name == request.PayloadName(indicator)))
                {
                    rows.Add(file, measure, indicator, cancellationToken);
                }
            }

            rows.Finish();
        }
    }

    private static string Gender(SourceDefinition source) => source.Settings["gender"].TextOr("total");
}
