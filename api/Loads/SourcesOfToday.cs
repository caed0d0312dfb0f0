using Insight.Api.Deliveries;
using Insight.Etl.Run;
using Insight.Etl.Sources;
using Insight.Warehouse.Publications;

namespace Insight.Api.Loads;

/// <summary>Tells the delivery calendar who is to deliver by the files of sources that hold now.</summary>
internal static class SourcesOfToday
{
    /// <summary>What the worker knows; before it has read its files, what is published holds.</summary>
    public static AwaitedSources Of(WorkerHost worker) => new(published => worker.Place.IsValueCreated ? Now(worker.Place.Value, published) : published);

    private static IReadOnlyList<PublishedSource> Now(Workplace place, IReadOnlyList<PublishedSource> published)
    {
        var described = place.Described.Sources.All;
        var kept = published.Select(before => described.FirstOrDefault(source => source.Id == before.Id) is { } source ? Published(place, source, before) : before with { Expected = [] });
        return [.. kept, .. described.Where(source => published.All(before => before.Id != source.Id)).Select(source => Published(place, source, null))];
    }

    /// <summary>Who was not expected before is since the day on which the description was written last.</summary>
    private static PublishedSource Published(Workplace place, SourceDefinition source, PublishedSource? before) => SourceToPublish.Of(
        source, place.Connectors.For(source), before, DateOnly.FromDateTime(File.GetLastWriteTimeUtc(Path.Combine(source.Folder, "source.yml"))));
}
