using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
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

    /// <inheritdoc/>
    public string Name => "statfin-pxweb-v1";

    /// <inheritdoc/>
    public bool CanFetchPeriods => true;

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source) => StatFinTable.Read(source);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(
        SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var language = source.Settings["language"].TextOr("fi");
        var maxCells = source.Settings["max_cells"].Exists ? source.Settings["max_cells"].Integer : StandardMaxCells;
        foreach (var table in StatFinTable.Read(source).Where(table => source.Origin != "live" || table.Archived is null))
        {
            var url = $"{language}/{table.Path}";
            var metadata = await origin.LandAsync(new PayloadRequest(table.MetadataName, url, Accept: "application/json"), cancellationToken);
            var queries = PxQuery.For(table with { Periods = table.Periods with { Only = source.Periods } }, PxMetadata.Read(metadata), url, maxCells, metadata);
            if (queries.Count == 0)
            {
                continue;
            }

            yield return metadata;
            foreach (var query in queries)
            {
                yield return await origin.LandAsync(query, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        foreach (var table in StatFinTable.Read(source))
        {
            var answers = files.Where(file => table.IsAnswer(file.Name)).ToList();
            if (answers.Count == 0 && files.Any(file => file.Name == table.MetadataName))
            {
                throw new PayloadException($"'{table.MetadataName}' was landed but no figures of the table ({table.Name}.json); fetch source '{source.Id}' again.");
            }

            foreach (var answer in answers)
            {
                StatFinStaging.Stage(table, answer, staging, cancellationToken);
            }
        }
    }
}
