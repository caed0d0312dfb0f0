using Insight.Warehouse.Publications;

namespace Insight.Api.Publications;

/// <summary>Of what date figures are: the date that their producers give them, and when they were loaded.</summary>
/// <param name="Updated">The newest date that the producers themselves give; null unless every source that was read gives one.</param>
/// <param name="Loaded">When the newest of the payloads was loaded; null where nothing was.</param>
public sealed record DataDates(DateTimeOffset? Updated, DateTimeOffset? Loaded)
{
    /// <summary>The dates of an indicator's figures.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="indicator">An indicator of it.</param>
    /// <param name="load">Of one figure: the newest load among its inputs, which tells the payload of its source; null for the indicator's newest.</param>
    public static DataDates Of(Publication publication, PublishedIndicator indicator, int? load = null)
    {
        var own = load is { } number ? publication.Load(number) : null;
        var bySource = indicator.Inputs.Values.Select(publication.Load).OfType<PublishedLoad>()
            .Where(other => other.SourceId != own?.SourceId).Concat(own is null ? [] : [own])
            .GroupBy(one => one.SourceId, StringComparer.Ordinal)
            .Select(loads => (Updated: loads.Max(one => one.UpdatedAt), Loaded: loads.Max(one => one.LoadedAt))).ToList();
        return bySource.Count == 0
            ? new(null, null)
            : new(bySource.TrueForAll(source => source.Updated is not null) ? bySource.Max(source => source.Updated) : null, bySource.Max(source => source.Loaded));
    }
}
