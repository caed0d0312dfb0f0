using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;
using Insight.Etl.Sources.Drift;

namespace Insight.Etl.Sources.StatFin;

/// <summary>The payloads of one table of a PxWeb server: its variables and the answers to the queries worked out from them. Both versions of the API land and find them alike.</summary>
/// <param name="Metadata">The variables; null where the table was not landed.</param>
/// <param name="Answers">The figures, in as many parts as the producer's limit of cells asked for.</param>
internal sealed record PxTablePayloads(LandedFile? Metadata, IReadOnlyList<LandedFile> Answers)
{
    /// <summary>Lands the figures of a table whose variables have landed; of a table without any of the periods that are asked for, nothing.</summary>
    /// <param name="source">The source, with the last good mappings and the periods that are asked for.</param>
    /// <param name="origin">Whence payloads come.</param>
    /// <param name="table">The table as the settings say.</param>
    /// <param name="metadata">Its variables.</param>
    /// <param name="queries">The requests for the table in the producer's codes of today.</param>
    /// <param name="axes">The variables, read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PayloadException">The table lacks something that the settings name.</exception>
    public static async IAsyncEnumerable<LandedFile> LandAsync(
        SourceDefinition source, IPayloadOrigin origin, CubeTable table, LandedFile metadata, IReadOnlyList<CubeAxis> axes,
        Func<CubeTable, IReadOnlyList<PayloadRequest>> queries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = MappedTable.Certain(source, table, axes).Table;
        var asked = queries(today with { Periods = table.Periods with { Only = source.Periods } });
        if (asked.Count == 0)
        {
            yield break;
        }

        yield return metadata;
        foreach (var query in asked)
        {
            yield return await origin.LandAsync(query, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A table's payloads among those that landed.</summary>
    /// <exception cref="PayloadException">Its variables landed, but no figures.</exception>
    public static PxTablePayloads Of(SourceDefinition source, CubeTable table, IReadOnlyList<LandedFile> files)
    {
        var found = new PxTablePayloads(files.FirstOrDefault(file => file.Name == table.MetadataName), [.. files.Where(file => table.IsAnswer(file.Name))]);
        return found is { Metadata: not null, Answers.Count: 0 }
            ? throw new PayloadException($"'{table.MetadataName}' was landed but no figures of the table ({table.Name}{table.Ending}); fetch source '{source.Id}' again.")
            : found;
    }
}
