using Insight.Indicators.Comparison.Change;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Comparison.Targets;

/// <summary>A trend that single outliers do not bend: the median of the slopes between all pairs of points (Theil 1950, Sen 1968).</summary>
public static class TheilSen
{
    /// <summary>Fewest comparable points.</summary>
    public const int FewestPoints = 5;

    /// <summary>
    /// The slope a year with its 95 % interval: Sen's, which takes the slopes at the ranks (pairs ± z·√Var(S)) ÷ 2 with Kendall's
    /// Var(S) = n(n − 1)(2n + 5) ÷ 18, less the ties among the values. Null with fewer than five points.
    /// </summary>
    /// <param name="points">Comparable points, oldest first, one a period; those without a value are passed over.</param>
    public static Trend? Of(IEnumerable<SeriesPoint> points)
    {
        var present = points.Where(point => point.Value is not null).ToList();
        if (present.Count < FewestPoints)
        {
            return null;
        }

        var slopes = Slopes(present);
        Array.Sort(slopes);
        var spread = PoissonCounts.Z95 * Math.Sqrt(VarianceOfS(present));
        return new(
            Median(slopes),
            new(slopes[Rank((slopes.Length - spread) / 2, slopes.Length)], slopes[Rank(((slopes.Length + spread) / 2) + 1, slopes.Length)]),
            present.Count,
            present[0].Period,
            present[^1].Period);
    }

    /// <summary>Position of a rank that counts from 1 and may lie between two: the nearest one, within the list.</summary>
    private static int Rank(double rank, int count) => Math.Clamp((int)Math.Round(rank, MidpointRounding.AwayFromZero) - 1, 0, count - 1);

    private static double[] Slopes(List<SeriesPoint> points)
    {
        var slopes = new List<double>(points.Count * (points.Count - 1) / 2);
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = i + 1; j < points.Count; j++)
            {
                var years = (double)points[i].Period.Until(points[j].Period) / Period.PerYear(points[i].Period.Frequency);
                slopes.Add((points[j].Value!.Value - points[i].Value!.Value) / years);
            }
        }

        return [.. slopes];
    }

    private static double VarianceOfS(List<SeriesPoint> points)
    {
        var ties = points.GroupBy(point => point.Value!.Value).Sum(group => Term(group.Count()));
        return (Term(points.Count) - ties) / 18.0;

        static double Term(int n) => (double)n * (n - 1) * ((2 * n) + 5);
    }

    private static double Median(double[] ordered) => (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
}
