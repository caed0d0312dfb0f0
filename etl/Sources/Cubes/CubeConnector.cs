using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources.Cubes;

/// <summary>Reads tables that lie at an address as a file: JSON-stat 2.0, SDMX-CSV or PX. <c>etl/Sources/README.md</c> explains its settings.</summary>
public sealed class CubeConnector : IConnector
{
    private static readonly string[] Formats = ["json-stat2", "sdmx-csv", "px"];

    /// <inheritdoc/>
    public string Name => "statistical-table";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source) => Tables(source);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(
        SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var table in Tables(source))
        {
            yield return await origin.LandAsync(new PayloadRequest(table.Name + table.Ending, table.Path, Accept: CubeFormats.AcceptOf(table.Format)), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        foreach (var table in Tables(source))
        {
            CubeReading.Stage(source, table, null, files.Where(file => table.IsAnswer(file.Name)), staging, cancellationToken);
        }
    }

    private static IReadOnlyList<CubeTable> Tables(SourceDefinition source) => CubeTable.Read(source, Formats, "url", [], []);
}
