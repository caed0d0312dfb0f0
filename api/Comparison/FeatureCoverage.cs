using Insight.Warehouse.Periods;

namespace Insight.Api.Comparison;

/// <summary>In which periods a feature of neighbours is known of an area, and of how many municipalities.</summary>
internal sealed class FeatureCoverage
{
    /// <summary>What a municipality was like so many years away says too little of whom it was like then.</summary>
    public const int FurthestYears = 10;

    private readonly SeriesScope scope;
    private readonly IReadOnlyList<string> municipalities;
    private readonly List<(Period Period, int Count)> known;

    /// <summary>The coverage of an indicator.</summary>
    /// <param name="scope">The indicator's totals.</param>
    /// <param name="area">The asked area.</param>
    /// <param name="municipalities">All municipalities.</param>
    public FeatureCoverage(SeriesScope scope, string area, IReadOnlyList<string> municipalities)
    {
        (this.scope, this.municipalities) = (scope, municipalities);
        known = [.. scope.SeriesOf(area).Where(point => point.Value is not null)
            .Select(point => (point.Period, municipalities.Count(other => scope.PointOf(other, point.Period).Value is not null)))];
    }

    /// <summary>Whether the area has a value at all.</summary>
    public bool IsKnown => known.Count > 0;

    /// <summary>Most municipalities that have a value in one period.</summary>
    public int Most => known.Select(period => period.Count).DefaultIfEmpty(0).Max();

    /// <summary>
    /// The newest period, not after a compared one, of which at least so many municipalities have a value; the oldest after it where there is none
    /// before. Null where there is none.
    /// </summary>
    public Period? Nearest(Period compared, int enough)
    {
        var (day, fitting) = (compared.LastDay, known.Where(period => period.Count >= enough).Select(period => period.Period).ToList());
        return fitting.Count == 0 ? null : fitting.Exists(p => p.LastDay <= day) ? fitting.Last(p => p.LastDay <= day) : fitting[0];
    }

    /// <summary>The municipalities' values in a period.</summary>
    public IReadOnlyDictionary<string, double> In(Period period) => municipalities
        .Select(other => (other, scope.PointOf(other, period).Value)).Where(pair => pair.Value is not null)
        .ToDictionary(pair => pair.other, pair => pair.Value!.Value, StringComparer.Ordinal);
}
