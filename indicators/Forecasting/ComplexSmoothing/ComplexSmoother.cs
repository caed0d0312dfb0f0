using Insight.Indicators.Forecasting.Optimisation;
using Insight.Indicators.Forecasting.Seasonality;

namespace Insight.Indicators.Forecasting.ComplexSmoothing;

/// <summary>
/// Complex exponential smoothing, CES (Svetunkov, Kourentzes and Ord 2022, Naval Research Logistics 69): level and trend are not
/// told apart, so there is no model to choose. Seasonal data are adjusted first.
/// </summary>
/// <param name="recentSeason">Whether the last cycles count most in the seasonal adjustment, and its pattern is shrunk: seasons change.</param>
public sealed class ComplexSmoother(bool recentSeason = false) : LocalForecaster
{
    private const int MostEvaluations = 250;
    private const double Tolerance = 1e-7;

    /// <inheritdoc/>
    public override string Id => recentSeason ? "ces-recent" : "ces";

    /// <inheritdoc/>
    protected override int FewestValues => 5;

    /// <inheritdoc/>
    protected override void Forecast(double[] y, int period, Span<double> points)
    {
        var season = SeasonalPattern.Detect(y, period, recentSeason);
        var adjusted = season?.Remove(y) ?? y;
        var recursion = new ComplexRecursion(adjusted);
        Span<double> point = [1.3, 1.0];
        Span<double> steps = [0.1, 0.1];
        NelderMead.Minimise(ref recursion, point, steps, MostEvaluations, Tolerance);
        recursion.Ahead(point, points);
        season?.Restore(points, y.Length);
    }
}
