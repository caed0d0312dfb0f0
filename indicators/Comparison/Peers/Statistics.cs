using Insight.Indicators.Comparison.Change;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Comparison.Peers;

/// <summary>Order statistics and intervals of the figures of one period.</summary>
public static class Statistics
{
    private const int FewestForQuartiles = 3;

    /// <summary>Lowest, quartiles and highest by linear interpolation between the ordered values (R's type 7); null for fewer than three.</summary>
    public static Quartiles? QuartilesOf(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered.Length < FewestForQuartiles
            ? null
            : new(ordered[0], Quantile(ordered, 0.25), Quantile(ordered, 0.5), Quantile(ordered, 0.75), ordered[^1]);
    }

    /// <summary>The quantile of ordered values.</summary>
    /// <param name="ordered">Ascending, at least one.</param>
    /// <param name="share">Between 0 and 1.</param>
    public static double Quantile(IReadOnlyList<double> ordered, double share)
    {
        var position = (ordered.Count - 1) * share;
        var below = (int)position;
        var above = Math.Min(below + 1, ordered.Count - 1);
        return ordered[below] + ((position - below) * (ordered[above] - ordered[below]));
    }

    /// <summary>
    /// The interval of a figure by its kind of variation: counts Byar, samples Wilson (means of scores Student's t), registers the figure ± 2.66 × the moving range of how the
    /// area has differed from its peers (what moves all alike, such as a recession, does not blur their order), cut off at the bounds of the
    /// indicator. Null where what it needs is not there.
    /// </summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="point">The figure.</param>
    /// <param name="differences">
    /// Registers: the area's comparable points of the same season up to and with the figure, oldest first, each less the peers' median.
    /// </param>
    /// <param name="size">Samples: who answered; else null.</param>
    public static Interval? IntervalOf(IndicatorTraits indicator, SeriesPoint point, IEnumerable<SeriesPoint> differences, SampleSize? size) =>
        (indicator.Variation.Kind, point.Value) switch
        {
            (_, null) => null,
            (VariationKind.Counts, _) => EventCount.Of(point, indicator)?.Interval,
            (VariationKind.Sample, var value) when indicator.Variation.Squares is not null => ChangeAssessment.MeanOf(value, size)?.Interval.Within(indicator.Bounds),
            (VariationKind.Sample, var value) =>
                indicator.IsPercent ? ChangeAssessment.ShareOf(value, size)?.Interval.Times(100) : null,
            (_, { } value) => MovingRange.Of(differences) is { } usual
                ? new Interval(value - (MovingRange.LimitFactor * usual.MovingRange), value + (MovingRange.LimitFactor * usual.MovingRange)).Within(indicator.Bounds)
                : null,
        };
}
