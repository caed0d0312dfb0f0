namespace Insight.Indicators.Forecasting.Seasonality;

/// <summary>
/// The season of a series by classical decomposition: centred moving average, mean ratio (or difference) of each position in
/// the cycle, normalised. Position 0 is that of the first observation.
/// </summary>
internal sealed class SeasonalPattern
{
    /// <summary>Weight of a cycle relative to the next one where seasons are taken to change, and the limit of the test there.</summary>
    private const double YearlyKeep = 0.7, WeakSeason = 1.0;

    private readonly double[] _figure;
    private readonly bool _multiplicative;

    private SeasonalPattern(double[] figure, bool multiplicative)
    {
        _figure = figure;
        _multiplicative = multiplicative;
    }

    /// <summary>One factor (mean 1) or addend (mean 0) a position.</summary>
    public ReadOnlySpan<double> Figure => _figure;

    private int Period => _figure.Length;

    /// <summary>
    /// The pattern with which theta, CES and their kin are seasonally adjusted: multiplicative for positive values, else
    /// additive; null when the series is not seasonal.
    /// </summary>
    /// <param name="y">Values, oldest first.</param>
    /// <param name="period">Observations in a cycle.</param>
    /// <param name="isRecent">
    /// Whether the last cycles count most and the pattern is shrunk towards none: then a weaker season is enough, because shrinkage
    /// takes back what was noise.
    /// </param>
    public static SeasonalPattern? Detect(double[] y, int period, bool isRecent = false)
    {
        if (!SeasonalityTest.IsSeasonal(y, period, isRecent ? WeakSeason : SeasonalityTest.NinetyPercent))
        {
            return null;
        }
        var keep = isRecent ? YearlyKeep : 1.0;
        var pattern = (y.AsSpan().ContainsAnyInRange(double.NegativeInfinity, 0.0) ? null : Multiplicative(y, period, keep)) ?? Additive(y, period, keep);
        return isRecent ? pattern?.Shrunk(y) : pattern;
    }

    /// <summary>Factors; null when a position has no usable ratio (zeros in the data).</summary>
    /// <param name="y">Values, oldest first.</param>
    /// <param name="period">Observations in a cycle.</param>
    /// <param name="keep">Weight of a cycle relative to the next one; 1 for all alike.</param>
    public static SeasonalPattern? Multiplicative(double[] y, int period, double keep = 1.0)
    {
        var figure = Positions(y, period, keep, static (value, trend) => trend == 0.0 ? double.NaN : value / trend);
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
    /// <param name="y">Values, oldest first.</param>
    /// <param name="period">Observations in a cycle.</param>
    /// <param name="keep">Weight of a cycle relative to the next one; 1 for all alike.</param>
    public static SeasonalPattern? Additive(double[] y, int period, double keep = 1.0)
    {
        var figure = Positions(y, period, keep, static (value, trend) => value - trend);
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

    /// <summary>
    /// The pattern drawn towards none as far as it may be noise (the James–Stein estimator of Miller and Williams 2003, International
    /// Journal of Forecasting 19).
    /// </summary>
    private SeasonalPattern Shrunk(double[] y)
    {
        var middle = _multiplicative ? 1.0 : 0.0;
        var noise = Noise(y);
        var spread = _figure.Sum(f => (f - middle) * (f - middle)) / (Period - 1);
        var trust = spread > 0.0 ? 1.0 - Math.Clamp(noise / Math.Max(spread, noise) * (Period - 3.0) / (Period - 1.0), 0.0, 1.0) : 1.0;
        return new SeasonalPattern(Array.ConvertAll(_figure, f => middle + trust * (f - middle)), _multiplicative);
    }

    /// <summary>Mean variance of a position's mean.</summary>
    private double Noise(double[] y)
    {
        var half = Period / 2;
        double[] squares = new double[Period], counts = new double[Period];
        for (var t = half; t < y.Length - half; t++)
        {
            var trend = Centred(y, t, Period);
            var deviation = (_multiplicative ? y[t] / trend : y[t] - trend) - _figure[t % Period];
            squares[t % Period] += deviation * deviation;
            counts[t % Period]++;
        }
        return squares.Select((s, i) => counts[i] > 1.0 ? s / (counts[i] - 1.0) / counts[i] : 0.0).Average();
    }

    private static double[]? Positions(double[] y, int period, double keep, Func<double, double, double> detrended)
    {
        var half = period / 2;
        double[] sums = new double[period], counts = new double[period];
        for (var t = half; t < y.Length - half; t++)
        {
            var value = detrended(y[t], Centred(y, t, period));
            if (!double.IsNaN(value))
            {
                var weight = keep < 1.0 ? Math.Pow(keep, (y.Length - 1 - t) / (double)period) : 1.0;
                sums[t % period] += weight * value;
                counts[t % period] += weight;
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
