namespace Insight.Indicators.Forecasting.Seasonality;

/// <summary>
/// The season of a series by classical decomposition: centred moving average, mean ratio (or difference) of each position in
/// the cycle, normalised. Position 0 is that of the first observation.
/// </summary>
internal sealed class SeasonalPattern
{
    private readonly double[] _figure;
    private readonly bool _multiplicative;

    private SeasonalPattern(double[] figure, bool multiplicative)
    {
        _figure = figure;
        _multiplicative = multiplicative;
    }

    /// <summary>One factor (mean 1) or addend (mean 0) a position.</summary>
    public ReadOnlySpan<double> Figure => _figure;

    /// <summary>
    /// The pattern with which theta, CES and their kin are seasonally adjusted: multiplicative for positive values, else
    /// additive; null when the series is not seasonal.
    /// </summary>
    public static SeasonalPattern? Detect(double[] y, int period)
    {
        if (!SeasonalityTest.IsSeasonal(y, period))
        {
            return null;
        }
        return (y.AsSpan().ContainsAnyInRange(double.NegativeInfinity, 0.0) ? null : Multiplicative(y, period)) ?? Additive(y, period);
    }

    /// <summary>Factors; null when a position has no usable ratio (zeros in the data).</summary>
    public static SeasonalPattern? Multiplicative(double[] y, int period)
    {
        var figure = Positions(y, period, static (value, trend) => trend == 0.0 ? double.NaN : value / trend);
        if (figure is null)
        {
            return null;
        }
        var mean = figure.Average();
        for (var i = 0; i < period; i++)
        {
            figure[i] /= mean;
        }
        return figure.All(f => double.IsFinite(f) && f > 1e-6) ? new SeasonalPattern(figure, true) : null;
    }

    /// <summary>Addends; null when the series is too short for every position to have one.</summary>
    public static SeasonalPattern? Additive(double[] y, int period)
    {
        var figure = Positions(y, period, static (value, trend) => value - trend);
        if (figure is null)
        {
            return null;
        }
        var mean = figure.Average();
        for (var i = 0; i < period; i++)
        {
            figure[i] -= mean;
        }
        return new SeasonalPattern(figure, false);
    }

    /// <summary>The values without their season.</summary>
    public double[] Remove(double[] y)
    {
        var adjusted = new double[y.Length];
        for (var t = 0; t < y.Length; t++)
        {
            var figure = _figure[t % _figure.Length];
            adjusted[t] = _multiplicative ? y[t] / figure : y[t] - figure;
        }
        return adjusted;
    }

    /// <summary>Puts the season back on forecasts.</summary>
    /// <param name="points">Forecasts of the adjusted series, changed in place.</param>
    /// <param name="from">Index of the first of them, that is the number of observations.</param>
    public void Restore(Span<double> points, int from)
    {
        for (var h = 0; h < points.Length; h++)
        {
            var figure = _figure[(from + h) % _figure.Length];
            points[h] = _multiplicative ? points[h] * figure : points[h] + figure;
        }
    }

    private static double[]? Positions(double[] y, int period, Func<double, double, double> detrended)
    {
        var half = period / 2;
        double[] sums = new double[period], counts = new double[period];
        for (var t = half; t < y.Length - half; t++)
        {
            var value = detrended(y[t], Centred(y, t, period));
            if (!double.IsNaN(value))
            {
                sums[t % period] += value;
                counts[t % period]++;
            }
        }
        if (counts.Contains(0.0))
        {
            return null;
        }
        for (var i = 0; i < period; i++)
        {
            sums[i] /= counts[i];
        }
        return sums;
    }

    private static double Centred(double[] y, int t, int period)
    {
        var half = period / 2;
        var sum = 0.0;
        for (var j = -half; j <= half; j++)
        {
            sum += y[t + j];
        }
        // With an even period the two ends belong to the same position and count half.
        return period % 2 == 0 ? (sum - 0.5 * (y[t - half] + y[t + half])) / period : sum / period;
    }
}
