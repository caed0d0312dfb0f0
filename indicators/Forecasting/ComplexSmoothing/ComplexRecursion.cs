using Insight.Indicators.Forecasting.Optimisation;

namespace Insight.Indicators.Forecasting.ComplexSmoothing;

/// <summary>
/// Complex exponential smoothing in its two real states: level l and information potential c. Start states come from
/// backcasting: forward, back over the reversed series, forward again. As an objective, the sum of squared errors of the last pass.
/// </summary>
internal ref struct ComplexRecursion(ReadOnlySpan<double> y) : IObjective
{
    private const double Lowest = 0.01, HighestReal = 1.8, HighestImaginary = 1.9;

    private readonly ReadOnlySpan<double> _y = y;
    private double _level, _potential;

    /// <inheritdoc/>
    public double Value(scoped ReadOnlySpan<double> point)
    {
        double real = point[0], imaginary = point[1];
        if (!(real is >= Lowest and <= HighestReal) || !(imaginary is >= Lowest and <= HighestImaginary))
        {
            return double.PositiveInfinity;
        }
        Start();
        Forward(real, imaginary);
        Backward(real, imaginary);
        return Forward(real, imaginary);
    }

    /// <summary>The expected path after the last value.</summary>
    public void Ahead(scoped ReadOnlySpan<double> point, scoped Span<double> points)
    {
        Value(point);
        for (var h = 0; h < points.Length; h++)
        {
            points[h] = _level;
            Step(point[0], point[1], 0.0);
        }
    }

    private void Start()
    {
        var count = Math.Min(10, _y.Length);
        _level = 0.0;
        for (var t = 0; t < count; t++)
        {
            _level += _y[t] / count;
        }
        _potential = _level / 1.1;
    }

    private double Forward(double real, double imaginary)
    {
        var squares = 0.0;
        foreach (var value in _y)
        {
            var error = value - _level;
            squares += error * error;
            Step(real, imaginary, error);
        }
        return squares;
    }

    private void Backward(double real, double imaginary)
    {
        for (var t = _y.Length - 1; t >= 0; t--)
        {
            Step(real, imaginary, _y[t] - _level);
        }
    }

    private void Step(double real, double imaginary, double error) =>
        (_level, _potential) = (
            _level - (1.0 - imaginary) * _potential + (real - imaginary) * error,
            _level + (1.0 - real) * _potential + (real + imaginary) * error);
}
