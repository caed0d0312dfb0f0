using Insight.Indicators.Forecasting.Optimisation;

namespace Insight.Indicators.Forecasting.Arima;

/// <summary>
/// One-step errors of a differenced series; as an objective, n log Σe² with errors before the first value taken as zero
/// (conditional sum of squares, Box and Jenkins 1976), +∞ outside the stationary and invertible region. The products
/// of ordinary and seasonal polynomials are kept as their few non-zero lags.
/// </summary>
internal ref struct ArimaRecursion(ArimaOrder order, int period, ReadOnlySpan<double> w, Span<double> errors, Span<double> deviations, Span<double> arLags, Span<double> maLags)
    : IObjective
{
    /// <summary>Roots closer to the unit circle than this make forecasts explode or never forget.</summary>
    private const double RootMargin = 1.01;

    private readonly ReadOnlySpan<double> _w = w;
    private readonly Span<double> _errors = errors, _deviations = deviations, _ar = arLags, _ma = maLags;

    /// <summary>Sum of squared errors of the last evaluation.</summary>
    public double Squares { get; private set; }

    /// <summary>Zeros before the first value, so that no lag has to be checked; both buffers start with so many.</summary>
    public static int Padding(ArimaOrder order, int period) => Math.Max(ArLength(order, period), MaLength(order, period));

    public static int ArLength(ArimaOrder order, int period) => order.P + period * order.SeasonalP + 1;

    public static int MaLength(ArimaOrder order, int period) => order.Q + period * order.SeasonalQ + 1;

    /// <inheritdoc/>
    public double Value(scoped ReadOnlySpan<double> point)
    {
        if (!Expand(point))
        {
            return double.PositiveInfinity;
        }
        Run(order.Constant ? point[^1] : 0.0);
        return _w.Length * Math.Log(Squares + 1e-300);
    }

    private readonly bool Expand(scoped ReadOnlySpan<double> point)
    {
        ReadOnlySpan<double> ar = point[..order.P], ma = point.Slice(order.P, order.Q);
        var seasonalAr = point.Slice(order.P + order.Q, order.SeasonalP);
        var seasonalMa = point.Slice(order.P + order.Q + order.SeasonalP, order.SeasonalQ);
        if (!Polynomial.IsStable(ar, 1.0, RootMargin) || !Polynomial.IsStable(ma, -1.0, RootMargin)
            || !Polynomial.IsStable(seasonalAr, 1.0, RootMargin) || !Polynomial.IsStable(seasonalMa, -1.0, RootMargin))
        {
            return false;
        }
        Polynomial.Multiply(ar, seasonalAr, period, -1.0, _ar);
        Polynomial.Multiply(ma, seasonalMa, period, 1.0, _ma);
        return true;
    }

    private void Run(double mean)
    {
        Span<int> arAt = stackalloc int[_ar.Length], maAt = stackalloc int[_ma.Length];
        int arCount = Polynomial.NonZero(_ar, arAt), maCount = Polynomial.NonZero(_ma, maAt);
        var padding = Padding(order, period);
        for (var t = 0; t < _w.Length; t++)
        {
            _deviations[padding + t] = _w[t] - mean;
        }
        Squares = Errors(arAt[..arCount], maAt[..maCount], padding);
    }

    private readonly double Errors(scoped ReadOnlySpan<int> arAt, scoped ReadOnlySpan<int> maAt, int padding)
    {
        Span<double> errors = _errors, deviations = _deviations, ar = _ar, ma = _ma;
        var squares = 0.0;
        for (var t = padding; t < errors.Length; t++)
        {
            var error = deviations[t];
            foreach (var lag in arAt)
            {
                error += ar[lag] * deviations[t - lag];
            }
            foreach (var lag in maAt)
            {
                error -= ma[lag] * errors[t - lag];
            }
            errors[t] = error;
            squares += error * error;
        }
        return squares;
    }
}
