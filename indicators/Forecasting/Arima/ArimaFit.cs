using Insight.Indicators.Forecasting.Optimisation;

namespace Insight.Indicators.Forecasting.Arima;

/// <summary>One seasonal ARIMA model fitted to one series.</summary>
internal sealed class ArimaFit
{
    private const int EvaluationsAParameter = 40;
    private const double Tolerance = 1e-4;

    private readonly double[] _parameters, _errors, _deviations, _ar, _ma;
    private readonly int _period;

    private ArimaFit(ArimaOrder order, int period, int length)
    {
        Order = order;
        _period = period;
        _parameters = new double[order.Moved];
        _errors = new double[ArimaRecursion.Padding(order, period) + length];
        _deviations = new double[_errors.Length];
        _ar = new double[ArimaRecursion.ArLength(order, period)];
        _ma = new double[ArimaRecursion.MaLength(order, period)];
    }

    public ArimaOrder Order { get; }

    /// <summary>Corrected Akaike criterion of the differenced series; +∞ when it is too short.</summary>
    public double Criterion { get; private set; } = double.PositiveInfinity;

    /// <summary>Fits one model to an already differenced series.</summary>
    public static ArimaFit Fit(ArimaOrder order, int period, double[] w)
    {
        var fit = new ArimaFit(order, period, w.Length);
        var recursion = new ArimaRecursion(order, period, w, fit._errors, fit._deviations, fit._ar, fit._ma);
        Span<double> steps = stackalloc double[order.Moved];
        steps.Fill(0.2);
        if (order.Constant)
        {
            fit._parameters[^1] = w.Average();
            steps[^1] = 0.1 * Math.Max(Math.Abs(fit._parameters[^1]), w.Average(Math.Abs)) + 1e-12;
        }
        if (order.Moved > 0)
        {
            NelderMead.Minimise(ref recursion, fit._parameters, steps, EvaluationsAParameter * order.Moved, Tolerance);
        }
        var deviance = recursion.Value(fit._parameters);
        int n = w.Length, k = order.Moved + 1;
        fit.Criterion = n - k - 1 > 0 && double.IsFinite(deviance)
            ? deviance - n * Math.Log(n) + 2.0 * k + 2.0 * k * (k + 1) / (n - k - 1)
            : double.PositiveInfinity;
        return fit;
    }

    /// <summary>The expected path of the undifferenced series.</summary>
    public void Ahead(double[] y, Span<double> points)
    {
        var full = _ar;
        for (var d = 0; d < Order.D; d++)
        {
            full = Polynomial.TimesDifference(full, 1);
        }
        for (var d = 0; d < Order.SeasonalD; d++)
        {
            full = Polynomial.TimesDifference(full, _period);
        }
        var constant = Order.Constant ? _parameters[^1] * _ar.Sum() : 0.0;
        for (var h = 0; h < points.Length; h++)
        {
            points[h] = constant;
            for (var k = 1; k < full.Length; k++)
            {
                // Before the first observation the series stands at its first value.
                var at = y.Length + h - k;
                points[h] -= full[k] * (at >= y.Length ? points[at - y.Length] : y[Math.Max(at, 0)]);
            }
            for (var k = h + 1; k < _ma.Length && k - h <= _errors.Length; k++)
            {
                points[h] += _ma[k] * _errors[_errors.Length + h - k];
            }
        }
    }
}
