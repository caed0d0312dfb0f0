using Insight.Indicators.Forecasting.Ets;
using Insight.Indicators.Forecasting.Seasonality;

namespace Insight.Indicators.Forecasting.Theta;

/// <summary>
/// The theta method (Assimakopoulos and Nikolopoulos 2000, International Journal of Forecasting 16) in the form that Hyndman
/// and Billah (2003) showed it to have: simple exponential smoothing with half the slope of the whole series as drift.
/// </summary>
/// <param name="recentSeason">Whether the last cycles count most in the seasonal adjustment, and its pattern is shrunk: seasons change.</param>
public sealed class StandardTheta(bool recentSeason = false) : LocalForecaster
{
    /// <inheritdoc/>
    public override string Id => recentSeason ? "theta-recent" : "theta";

    /// <inheritdoc/>
    protected override void Forecast(double[] y, int period, Span<double> points)
    {
        var season = SeasonalPattern.Detect(y, period, recentSeason);
        var adjusted = season?.Remove(y) ?? y;
        var fit = EtsFit.Fit(new EtsForm(false, false, false, SeasonKind.None), adjusted, 1, EtsStart.For(adjusted, 1, SeasonKind.None)!);
        fit.Ahead(y.Length, points);
        var alpha = Math.Max(fit.Parameters[0], 1e-10);
        var drift = Slope(adjusted) / 2.0;
        for (var h = 0; h < points.Length; h++)
        {
            points[h] += drift * (h + (1.0 - Math.Pow(1.0 - alpha, y.Length)) / alpha);
        }
        season?.Restore(points, y.Length);
    }

    private static double Slope(double[] y)
    {
        double middle = (y.Length - 1) / 2.0, products = 0.0, squares = 0.0;
        for (var t = 0; t < y.Length; t++)
        {
            products += (t - middle) * y[t];
            squares += (t - middle) * (t - middle);
        }
        return products / squares;
    }
}
