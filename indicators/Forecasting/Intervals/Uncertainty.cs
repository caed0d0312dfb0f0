using Insight.Indicators.Forecasting.Seasonality;

namespace Insight.Indicators.Forecasting.Intervals;

/// <summary>
/// What a series shows of how wrong a forecast may be: its usual change, its seasonal change, its one-step errors, its recent
/// change, the level and how far the members of the combination disagree. In logarithms, relative to the series' own unit,
/// so that intervals are scale equivariant.
/// </summary>
internal sealed class Uncertainty
{
    /// <summary>Constant, change, one-step error, recent change, disagreement, level, horizon; and one place for the length, which <see cref="ErrorScale"/> fills.</summary>
    public const int Features = 8;

    /// <summary>Beyond so many units sizes are not told apart; squares must not overflow.</summary>
    private const double Most = 1e12;

    private const double Floor = 1e-3, LeastSpread = 0.05;
    private static readonly double[] Speeds = [0.2, 0.5, 0.8, 1.0];

    private readonly double _change, _error, _recent;

    /// <summary>Measures one series.</summary>
    /// <param name="series">The values known.</param>
    /// <param name="leastUnit">Unit of a series that never changed, from its pool; above 0.</param>
    public Uncertainty(TrainingSeries series, double leastUnit)
    {
        Unit = Math.Max(series.MeanChange(series.Period), leastUnit);
        var adjusted = SeasonalPattern.Detect(series.Values, series.Period)?.Remove(series.Values) ?? series.Values;
        var relative = Array.ConvertAll(adjusted, v => Math.Clamp((v - adjusted[^1]) / Unit, -Most, Most));
        _change = new TrainingSeries(relative, series.Period).MeanChange() + Floor;
        _error = Speeds.Min(speed => SmoothingError(relative, speed)) + Floor;
        _recent = RecentChange(relative, Math.Max(5, series.Period)) + Floor;
    }

    /// <summary>The series' mean |seasonal change|, never 0.</summary>
    public double Unit { get; }

    /// <summary>Explaining variables of log(|error| ÷ <see cref="Unit"/>).</summary>
    public void Row(PointForecast forecast, int h, Span<double> row)
    {
        row[0] = 1.0;
        row[1] = Math.Log(_change);
        row[2] = Math.Log(_error);
        row[3] = Math.Log(_recent);
        row[4] = Math.Log(Math.Min(forecast.Spread[h] / Unit, Most) + LeastSpread * _change);
        row[5] = Math.Log(Math.Min(Math.Abs(forecast.Points[h]) / Unit, Most) + 0.1);
        row[6] = Math.Log(h + 1.0);
    }

    /// <summary>Root mean squared one-step error of exponential smoothing at a fixed speed.</summary>
    private static double SmoothingError(double[] y, double speed)
    {
        var level = y[0];
        var squares = 0.0;
        for (var t = 1; t < y.Length; t++)
        {
            var error = y[t] - level;
            squares += error * error / Math.Max(1, y.Length - 1);
            level += speed * error;
        }
        return Math.Sqrt(squares);
    }

    private static double RecentChange(double[] y, int changes) =>
        new TrainingSeries(y[Math.Max(0, y.Length - changes - 1)..], 1).MeanChange();
}
