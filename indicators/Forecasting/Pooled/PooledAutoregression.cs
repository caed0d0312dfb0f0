namespace Insight.Indicators.Forecasting.Pooled;

/// <summary>
/// One linear regression a period ahead, shared by the pool, of the scaled change on the last scaled changes, the series' average
/// growth and, where areas have a group, the recent growth of the group and of the whole pool (the global models of Montero-Manso
/// and Hyndman 2021, International Journal of Forecasting 37). Ridge penalty, Huber's weights, standardised values clipped.
/// </summary>
/// <param name="relative">Whether growth is relative: positive series enter as logarithms.</param>
/// <param name="options">Settings; null takes the defaults.</param>
public sealed class PooledAutoregression(bool relative = false, PooledAutoregressionOptions? options = null) : PooledForecaster(relative)
{
    private readonly PooledAutoregressionOptions _options = options ?? new PooledAutoregressionOptions();

    /// <inheritdoc/>
    protected override string Name => "pooled-ar";

    /// <summary>No: with more lags than a cycle the regression learns the season itself, and errs differently from methods that adjust.</summary>
    protected override bool SeasonallyAdjusts => false;

    private protected override double[][] Forecast(PooledSeries[] pool, int horizon, CancellationToken cancellation)
    {
        var design = new GrowthDesign(pool, _options.LagsFor(pool[0].Period), _options.Clip);
        var points = Array.ConvertAll(pool, _ => new double[horizon]);
        Span<double> row = stackalloc double[design.Features];
        for (var h = 1; h <= horizon; h++)
        {
            cancellation.ThrowIfCancellationRequested();
            var coefficients = Fit(pool, design, h);
            for (var i = 0; i < pool.Length; i++)
            {
                var series = pool[i];
                design.Row(i, series.Length - 1, row);
                points[i][h - 1] = series.Values[^1] + series.Unit(series.Length - 1) * Dot(row, coefficients);
            }
        }
        return points;
    }

    private double[] Fit(PooledSeries[] pool, GrowthDesign design, int h)
    {
        var regression = new RidgeRegression(design.Features);
        Span<double> row = stackalloc double[design.Features];
        for (var i = 0; i < pool.Length; i++)
        {
            var series = pool[i];
            for (var t = Math.Max(_options.Shortest - 1, series.Length - h - _options.Origins); t + h < series.Length; t++)
            {
                var unit = series.Unit(t);
                if (unit > 0.0)
                {
                    design.Row(i, t, row);
                    var limit = _options.Clip * Math.Max(h, 2);
                    regression.Add(row, Math.Clamp((series.Values[t + h] - series.Values[t]) / unit, -limit, limit));
                }
            }
        }
        return regression.Count > 3 * design.Features ? regression.Fit(_options.PenaltyFor(pool[0].Period), _options.HuberWidth) : new double[design.Features];
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
