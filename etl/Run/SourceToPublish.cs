using Insight.Etl.Sources;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Run;

/// <summary>What a publication tells of a source.</summary>
public static class SourceToPublish
{
    /// <summary>The published form of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="connector">Knows which municipalities are to deliver.</param>
    /// <param name="before">What the current publication tells of it, or null: who was expected then is expected since then.</param>
    /// <param name="today">Since when the others are expected.</param>
    public static PublishedSource Of(SourceDefinition source, IConnector connector, PublishedSource? before, DateOnly today) => new(
        source.Id, source.Names, source.Producer, source.Licence, source.Homepage, source.Synthetic, source.Origin,
        source.Schedule?.Cron, source.Schedule?.TimeZone, [.. source.DataSets.Select(d => d.Id)])
    {
        Expected = source.Origin == "deliveries" ? Expected(source, connector, before, today) : [],
    };

    private static IReadOnlyList<ExpectedDelivery> Expected(SourceDefinition source, IConnector connector, PublishedSource? before, DateOnly today) =>
    [
        .. from area in connector.ExpectedFiles(source).Select(file => file.Area).OfType<string>().Distinct().Order(StringComparer.Ordinal)
           from frequency in source.DataSets.Select(dataSet => dataSet.Frequency).Distinct().Order()
           let known = before?.Expected.FirstOrDefault(expected => expected.Area == area && expected.Frequency == frequency)
           select new ExpectedDelivery(area, frequency, source.Schedule?.LagDays ?? 0, known?.Since ?? today),
    ];
}
