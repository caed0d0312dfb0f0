using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;

namespace Insight.Etl.Sources.Described;

/// <summary>
/// Reads CSV, JSON, XLSX and Parquet as <c>source.yml</c> describes them: a new source of open data, or files that municipalities deliver, each by
/// a mapping profile of its own. Settings: <c>files</c>, <c>municipalities</c>; see <c>etl/Sources/README.md</c>.
/// </summary>
public sealed class DescribedConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => "described";

    /// <inheritdoc/>
    public bool TakesObservations => true;

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source) => DescribedFile.All(source);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in DescribedFile.All(source).Where(file => source.Origin != "deliveries" || origin.Has(file.Name)))
        {
            yield return await origin.LandAsync(new PayloadRequest(file.Name, file.Url), cancellationToken).ConfigureAwait(false);
        }

        await foreach (var push in PushedFile.FetchAsync(source, origin, cancellationToken).ConfigureAwait(false))
        {
            yield return push;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ExpectedFile> ExpectedFiles(SourceDefinition source) => [.. DescribedFile.All(source).Select(f => new ExpectedFile(f.Name, f.Area))];

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        var described = DescribedFile.All(source).ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!PushedFile.TryStage(source, file, staging, cancellationToken))
            {
                Stage(source, described[file.Name].Mapping with { LastGood = source.LastGood.GetValueOrDefault(file.Name) }, file, staging, cancellationToken);
            }
        }
    }

    private static void Stage(SourceDefinition source, RowMapping mapping, LandedFile file, StagingArea staging, CancellationToken cancellationToken)
    {
        if (mapping.IsLarge || (file.Manifest.Size > LargeFile.FromBytes && mapping.MayBeLarge && SourceRules.NeedingAllRows(source).Count == 0))
        {
            staging.Add(new LargeFile(mapping.DataSet, file, (area, part, token) => new MappedRows(mapping, file, area).Stage(token, part))
            {
                Ranges = SourceRules.RowRanges(source, mapping.DataSet),
            });
        }
        else
        {
            new MappedRows(mapping, file, staging).Stage(cancellationToken);
        }
    }
}
