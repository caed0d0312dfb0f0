using Insight.Indicators.Forecasting.Optimisation;

namespace Insight.Indicators.Forecasting.Pooled;

/// <summary>
/// A damped trend whose α, β and φ are shared by the pool and chosen by rolling origin over the horizon asked for; level and trend
/// are each series' own. One series of 13 values cannot tell its parameters, 300 such series can (the pooling argument of Duncan,
/// Gorr and Szczypula 2001, in Armstrong's Principles of Forecasting).
/// </summary>
/// <param name="relative">Whether growth is relative: positive series enter as logarithms.</param>
public sealed class PooledHolt(bool relative = false) : PooledForecaster(relative)
{
    private const int Origins = 4, MostEvaluations = 120;
    private const double Tolerance = 1e-4, LargestError = 10.0;

    /// <inheritdoc/>
    protected override string Name => "pooled-holt";

    /// <inheritdoc/>
    protected override bool SeasonallyAdjusts => true;

    private protected override double[][] Forecast(PooledSeries[] pool, int horizon, CancellationToken cancellation)
    {
        var parameters = Shared(pool, horizon);
        return Array.ConvertAll(pool, series =>
        {
            var points = new double[horizon];
            Ahead(series.Values, series.Length, parameters, points);
            return points;
        });
    }

    /// <summary>α, the share of the level's surprise that the trend takes (β/α), and φ.</summary>
    internal static double[] Shared(PooledSeries[] pool, int horizon)
    {
        var loss = new RollingLoss(pool, horizon);
        double[] parameters = [0.8, 0.3, 0.9];
        NelderMead.Minimise(ref loss, parameters, [-0.15, 0.15, 0.05], MostEvaluations, Tolerance);
        return parameters;
    }

    private static void Ahead(double[] y, int n, ReadOnlySpan<double> parameters, Span<double> points)
    {
        double level = y[0], trend = Growth(y, n), damping = parameters[2];
        for (var t = 1; t < n; t++)
        {
            var ahead = level + damping * trend;
            var next = ahead + parameters[0] * (y[t] - ahead);
            trend = damping * trend + parameters[1] * (next - level - damping * trend);
            level = next;
        }
        var reach = 0.0;
        for (var h = 0; h < points.Length; h++)
        {
            reach = damping * (1.0 + reach);
            points[h] = level + reach * trend;
        }
    }

    /// <summary>First trend: the mean change of the first values, enough of them to be calm.</summary>
    private static double Growth(double[] y, int n)
    {
        var count = Math.Min(n - 1, 5);
        return (y[count] - y[0]) / count;
    }

    private readonly struct RollingLoss(PooledSeries[] pool, int horizon) : IObjective
    {
        public double Value(scoped ReadOnlySpan<double> point)
        {
            if (point[0] is < 0.01 or > 1.0 || point[1] is < 0.0 or > 1.0 || point[2] is < 0.0 or > 1.0)
            {
                return double.PositiveInfinity;
            }
            Span<double> points = stackalloc double[horizon];
            var sum = 0.0;
            var count = 0;
            foreach (var series in pool)
            {
                for (var n = Math.Max(4, series.Length - horizon - Origins + 1); n < series.Length; n++)
                {
                    var unit = series.Unit(n - 1);
                    Ahead(series.Values, n, point, points);
                    for (var h = 0; h < horizon && n + h < series.Length && unit > 0.0; h++)
                    {
                        sum += Math.Min(Math.Abs(series.Values[n + h] - points[h]) / unit, LargestError);
                        count++;
                    }
                }
            }
            return count == 0 ? 0.0 : sum / count;
        }
    }
}
