using MathNet.Numerics.Distributions;

namespace Insight.Indicators.Comparison.Change;

/// <summary>Individuals and moving range (XmR; Shewhart, Wheeler): within what a figure without sampling error usually varies.</summary>
public static class MovingRange
{
    /// <summary>Fewest comparable points.</summary>
    public const int FewestPoints = 5;

    /// <summary>3 ÷ 1.128: three standard deviations by the mean range of two.</summary>
    public const double LimitFactor = 2.66;

    private const double RangePerDeviation = 1.128;

    /// <summary>
    /// The limits that comparable points draw: 15.1, 14.8, 15.4, 14.9, 15.2 give mean 15.08, moving range 0.425, limits [13.95, 16.21].
    /// Null with fewer than five.
    /// </summary>
    /// <param name="points">Comparable points, oldest first; those without a value are passed over.</param>
    public static UsualVariation? Of(IEnumerable<SeriesPoint> points)
    {
        var present = points.Where(point => point.Value is not null).ToList();
        if (present.Count < FewestPoints)
        {
            return null;
        }

        var values = present.ConvertAll(point => point.Value!.Value);
        var mean = values.Average();
        var range = values.Zip(values.Skip(1), (a, b) => Math.Abs(b - a)).Average();
        return new(
            mean, range, new(mean - (LimitFactor * range), mean + (LimitFactor * range)), present.Count, present[0].Period, present[^1].Period);
    }

    /// <summary>
    /// Probability that usual variation leads so far from the mean in the direction in which the figure moved, and by so large a step: the
    /// larger of both, so that neither a small step of a series that left its mean long ago nor a large step back to it is a change. Two figures
    /// that vary independently differ with √2 times the deviation of one.
    /// </summary>
    /// <param name="usual">Usual variation.</param>
    /// <param name="value">The new figure.</param>
    /// <param name="difference">From the earlier figure to the new one; its sign tells the direction.</param>
    public static double Probability(UsualVariation usual, double value, double difference)
    {
        var distance = Math.Sign(difference) * (value - usual.Mean);
        if (difference == 0 || distance <= 0)
        {
            return 1;
        }

        if (usual.MovingRange == 0)
        {
            return 0;
        }

        var deviation = usual.MovingRange / RangePerDeviation;
        return Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Min(distance / deviation, Math.Abs(difference) / (deviation * Math.Sqrt(2)))));
    }
}
