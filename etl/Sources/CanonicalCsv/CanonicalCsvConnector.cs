using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources.CanonicalCsv;

/// <summary>
/// Files that a producer writes in our own form: one CSV a data set, whose header names the data set's columns. Settings:
/// <c>files: [{name, url, dataset, delimiter}]</c>; url defaults to the name, delimiter to a comma.
/// </summary>
public sealed class CanonicalCsvConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => "canonical-csv";

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in source.Settings["files"].Items)
        {
            yield return await origin.LandAsync(new PayloadRequest(file["name"].Text, file["url"].TextOr(file["name"].Text)), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        var settings = source.Settings["files"].Items.ToDictionary(f => f["name"].Text, StringComparer.Ordinal);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var setting = settings[file.Name];
            var dataSet = staging.Table(setting["dataset"].Text).DataSet;
            staging.Add(BulkCsv.Open(dataSet, file, setting["delimiter"].TextOr(",")[0]));
        }
    }
}
