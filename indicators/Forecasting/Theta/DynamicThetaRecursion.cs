using Insight.Indicators.Forecasting.Optimisation;

namespace Insight.Indicators.Forecasting.Theta;

/// <summary>The state equations (7)–(12) of Fiorucci et al. (2016); as an objective, the sum of squared errors from the third value on.</summary>
internal ref struct DynamicThetaRecursion(ReadOnlySpan<double> y) : IObjective
{
    private const double SlowestLevel = 0.1, FastestLevel = 0.99;

    private readonly ReadOnlySpan<double> _y = y;
    private double _level, _decay, _intercept, _slope, _mean;

    /// <inheritdoc/>
    public double Value(scoped ReadOnlySpan<double> point)
    {
        double alpha = point[1], theta = point[2];
        if (!(alpha is >= SlowestLevel and <= FastestLevel) || !(theta >= 1.0))
        {
            return double.PositiveInfinity;
        }
        Start(point[0], alpha);
        var weight = 1.0 - 1.0 / theta;
        var squares = 0.0;
        for (var t = 1; t < _y.Length; t++)
        {
            var error = _y[t] - Next(alpha, weight);
            squares += t >= 2 ? error * error : 0.0;
            Take(_y[t], t, alpha);
        }
        return squares;
    }

    /// <summary>Runs on from the last value, each forecast taken as if it had been observed.</summary>
    public void Ahead(scoped ReadOnlySpan<double> point, scoped Span<double> points)
    {
        Value(point);
        double alpha = point[1], weight = 1.0 - 1.0 / point[2];
        for (var h = 0; h < points.Length; h++)
        {
            points[h] = Next(alpha, weight);
            Take(points[h], _y.Length + h, alpha);
        }
    }

    private void Start(double level, double alpha)
    {
        _level = alpha * _y[0] + (1.0 - alpha) * level;
        _decay = 1.0 - alpha;
        _mean = _intercept = _y[0];
        _slope = 0.0;
    }

    private readonly double Next(double alpha, double weight) =>
        _level + weight * (_intercept * _decay + _slope * (1.0 - _decay * (1.0 - alpha)) / alpha);

    private void Take(double value, int t, double alpha)
    {
        _level = alpha * value + (1.0 - alpha) * _level;
        _decay *= 1.0 - alpha;
        _slope = ((t - 1) * _slope + 6.0 * (value - _mean) / (t + 1)) / (t + 2);
        _mean = (t * _mean + value) / (t + 1);
        _intercept = _mean - _slope * (t + 2) / 2.0;
    }
}
