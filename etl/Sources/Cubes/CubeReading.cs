using Insight.Etl.Landing;
using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources.Cubes;

/// <summary>Stages the payloads of a table, whichever connector fetched them.</summary>
internal static class CubeReading
{
    /// <summary>Stages payloads of figures.</summary>
    /// <param name="source">The source, with the last good mappings.</param>
    /// <param name="table">The table as the settings say.</param>
    /// <param name="metadata">The variables as the producer describes them, or null where payloads say all themselves.</param>
    /// <param name="answers">The payloads.</param>
    /// <param name="staging">Takes the rows, and what the producer has renamed.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="PayloadException">A payload is not in the format of the table, or lacks a part of it.</exception>
    public static void Stage(
        SourceDefinition source, CubeTable table, IReadOnlyList<CubeAxis>? metadata, IEnumerable<LandedFile> answers, StagingArea staging, CancellationToken cancellationToken)
    {
        var described = metadata is null ? null : Map(source, table, metadata, staging);
        foreach (var answer in answers)
        {
            CubeFormats.Read(table, answer, metadata, cube =>
            {
                staging.Dated(answer, cube.Updated);
                staging.Saw(answer, [.. cube.Axes.Where(axis => axis != Cube.FigureAxis).Select(axis => axis.Stem)]);
                var mapped = described ?? Map(source, table, cube.Axes, staging);
                CubeStaging.Stage(mapped, answer, cube.By(mapped, answer), staging, cancellationToken);
            });
        }
    }

    private static CubeTable Map(SourceDefinition source, CubeTable table, IReadOnlyList<CubeAxis> axes, StagingArea staging)
    {
        var mapped = MappedTable.Certain(source, table, axes);
        staging.Mapped(table.Name, mapped.Mapping);
        foreach (var finding in mapped.Findings)
        {
            staging.Find(finding);
        }

        return mapped.Table;
    }
}
