using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources.StatFin;

/// <summary>
/// Reads tables of a PxWeb server by its API, version 1: GET gives a table's variables, POST the figures. What is asked for is worked out
/// from the variables that the table has today.
/// </summary>
public sealed class StatFinConnector : IConnector
{
    /// <summary>Cells that one query may ask for; Statistics Finland allows 120,000.</summary>
    private const int StandardMaxCells = 100_000;

    private static readonly string[] Formats = ["json", "json-stat2", "csv", "px"];

    /// <inheritdoc/>
    public string Name => "statfin-pxweb-v1";

    /// <inheritdoc/>
    public bool CanFetchPeriods => true;

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source) => Tables(source);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(
        SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var language = source.Settings["language"].TextOr("fi");
        var maxCells = source.Settings["max_cells"].Exists ? source.Settings["max_cells"].Integer : StandardMaxCells;
        foreach (var table in Tables(source).Where(table => source.Origin != "live" || table.Archived is null))
        {
            var (url, metadata) = await new PxTableFinder(origin, language).LandMetadataAsync(table, cancellationToken);
            var axes = PxMetadata.Read(metadata);
            await foreach (var payload in PxTablePayloads.LandAsync(
                source, origin, table, metadata, axes, today => PxQuery.For(today, axes, url, maxCells, metadata, PxQuery.Body1), cancellationToken))
            {
                yield return payload;
            }
        }
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        foreach (var table in Tables(source))
        {
            var (metadata, answers) = PxTablePayloads.Of(source, table, files);
            if (metadata is not null && PxTableFinder.Moved(table, metadata) is { } alert)
            {
                staging.Find(alert);
            }

            CubeReading.Stage(source, table, metadata is null ? null : PxMetadata.Read(metadata), answers, staging, cancellationToken);
        }
    }

    private static IReadOnlyList<CubeTable> Tables(SourceDefinition source) =>
        CubeTable.Read(source, Formats, "path", ["max_cells"], ["periods", "areas", "archived"]);
}
