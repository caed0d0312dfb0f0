using Insight.Indicators.Forecasting.Optimisation;
using Insight.Indicators.Forecasting.Seasonality;

namespace Insight.Indicators.Forecasting.Theta;

/// <summary>
/// The dynamic optimised theta model (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016, International Journal of
/// Forecasting 32): the line through the data is re-estimated at every period, and its weight θ is optimised with the level.
/// </summary>
/// <param name="recentSeason">Whether the last cycles count most in the seasonal adjustment, and its pattern is shrunk: seasons change.</param>
public sealed class DynamicTheta(bool recentSeason = false) : LocalForecaster
{
    private const int MostEvaluations = 500;
    private const double Tolerance = 1e-8;

    /// <inheritdoc/>
    public override string Id => recentSeason ? "dotm-recent" : "dotm";

    /// <inheritdoc/>
    protected override int FewestValues => 4;

    /// <inheritdoc/>
    protected override void Forecast(double[] y, int period, Span<double> points)
    {
        var season = SeasonalPattern.Detect(y, period, recentSeason);
        var adjusted = season?.Remove(y) ?? y;
        var recursion = new DynamicThetaRecursion(adjusted);
        Span<double> point = [adjusted[0] / 2.0, 0.5, 2.0];
        Span<double> steps = [Math.Max(0.1 * Math.Abs(adjusted[0]), 0.05), 0.2, 0.5];
        NelderMead.Minimise(ref recursion, point, steps, MostEvaluations, Tolerance);
        recursion.Ahead(point, points);
        season?.Restore(points, y.Length);
    }
}
