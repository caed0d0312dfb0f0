using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Peers;
using Insight.Warehouse.Periods;

namespace Insight.Api.Comparison;

/// <summary>Answers "compared with whom?" from a publication.</summary>
public sealed class PeerPositions(SeriesScopes scopes)
{
    /// <summary>The position of an area among a set of peers.</summary>
    /// <param name="scope">The indicator; with components, or there is no weighted mean.</param>
    /// <param name="area">Id of the asked area.</param>
    /// <param name="period">The period.</param>
    /// <param name="peers">The peers.</param>
    /// <param name="distances">Distances of nearest neighbours; else empty.</param>
    public async Task<PeerPosition> OfAsync(
        SeriesScope scope, string area, Period period, PeerSet peers, IReadOnlyDictionary<string, double> distances)
    {
        var sizes = await SampleSizes.OfAsync(scope, scopes);
        var own = LocalBreaks(scope, area);
        var medians = Medians(scope, peers.Areas.Append(area), period);
        return PeerComparison.Of(new PeerQuestion
        {
            Indicator = scope.TraitsAt(period),
            Area = area,
            Period = period,
            Peers = peers,
            Figures = [.. peers.Areas.Append(area).Select(other => FigureOf(scope, sizes, other, period, own, medians))],
            Distances = distances,
            Caveats = Caveats(scope, peers.Areas.Append(area), period),
        });
    }

    private static PeerFigure FigureOf(SeriesScope scope, SampleSizes sizes, string area, Period period, IReadOnlyCollection<DateOnly> own, IReadOnlyDictionary<Period, double> medians)
    {
        var point = scope.PointOf(area, period);
        var left = ReformSides.Differ(own, LocalBreaks(scope, area), period.LastDay) ? ComparisonCaveats.DefinitionDiffers : null;
        return new(area, point, Statistics.IntervalOf(scope.Traits, point, Differences(scope, area, period, medians), sizes.Of(area, period)), left);
    }

    /// <summary>
    /// Medians of all those compared, by period of the same season up to the compared one, where at least three have a value; 0 for every
    /// period where there never are three.
    /// </summary>
    private static Dictionary<Period, double> Medians(SeriesScope scope, IEnumerable<string> areas, Period period)
    {
        var byPeriod = areas.SelectMany(scope.SeriesOf)
            .Where(point => point.Value is not null && point.Period <= period && point.Period.PositionInYear == period.PositionInYear)
            .GroupBy(point => point.Period, point => point.Value!.Value)
            .ToDictionary(group => group.Key, group => Statistics.QuartilesOf(group)?.Median);
        var known = byPeriod.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.Value);
        return known.Count > 0 ? known : byPeriod.ToDictionary(pair => pair.Key, _ => 0.0);
    }

    /// <summary>How the area has differed from the median, since its last break.</summary>
    private static IEnumerable<SeriesPoint> Differences(SeriesScope scope, string area, Period period, IReadOnlyDictionary<Period, double> medians)
    {
        var from = scope.ComparableFrom(area, period);
        return scope.SeriesOf(area)
            .Where(point => point.Value is not null && medians.ContainsKey(point.Period) && !(point.Period < from))
            .Select(point => point with { Value = point.Value - medians[point.Period] });
    }

    private static IReadOnlyCollection<DateOnly> LocalBreaks(SeriesScope scope, string area) =>
        ReformSides.Of(scope.Breaks, scope.WithMembers(area));

    private static List<string> Caveats(SeriesScope scope, IEnumerable<string> areas, Period period)
    {
        var caveats = PublishedTraits.Caveats(scope.Indicator).ToList();
        if (PublishedTraits.IsAgeSensitive(scope.Indicator))
        {
            caveats.Add(ComparisonCaveats.NotAgeStandardised);
        }

        if (areas.Any(area => scope.ComparableFrom(area, period) > period || IsFirstAfterBreak(scope, area, period)))
        {
            caveats.Add(ComparisonCaveats.SeriesBreak);
        }

        return caveats;
    }

    private static bool IsFirstAfterBreak(SeriesScope scope, string area, Period period) => scope.ComparableFrom(area, period) == period;
}
