using Insight.Etl.Sources;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Run;

/// <summary>What a publication tells of a source.</summary>
public static class PublishedSources
{
    /// <summary>The published form of a source.</summary>
    public static PublishedSource Of(SourceDefinition source) => new(
        source.Id, source.Names, source.Producer, source.Licence, source.Homepage, source.Synthetic, source.Origin,
        source.Schedule?.Cron, source.Schedule?.TimeZone, [.. source.DataSets.Select(d => d.Id)]);
}
