using Insight.Indicators.Forecasting.Seasonality;

namespace Insight.Indicators.Forecasting.Simple;

/// <summary>
/// The last seasonally adjusted value with its season put back, as in the M4 competition (Makridakis, Spiliotis and
/// Assimakopoulos 2020): the yardstick of relative accuracy (OWA).
/// </summary>
public sealed class Naive2 : LocalForecaster
{
    /// <inheritdoc/>
    public override string Id => "naive2";

    /// <inheritdoc/>
    protected override int FewestValues => 1;

    /// <inheritdoc/>
    protected override void Forecast(double[] y, int period, Span<double> points)
    {
        var season = SeasonalityTest.IsSeasonal(y, period) ? SeasonalPattern.Multiplicative(y, period) : null;
        points.Fill(season is null ? y[^1] : season.Remove(y)[^1]);
        season?.Restore(points, y.Length);
    }
}
