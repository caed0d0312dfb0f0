using Insight.Indicators.Forecasting.Ets;
using Insight.Indicators.Forecasting.Seasonality;

namespace Insight.Indicators.Forecasting.Smoothing;

/// <summary>One additive smoothing model on seasonally adjusted values, the way the M competitions run their benchmarks.</summary>
public abstract class ExponentialSmoother : LocalForecaster
{
    private protected abstract EtsForm Form { get; }

    /// <inheritdoc/>
    protected override void Forecast(double[] y, int period, Span<double> points)
    {
        var season = SeasonalPattern.Detect(y, period);
        var adjusted = season?.Remove(y) ?? y;
        EtsFit.Fit(Form, adjusted, 1, EtsStart.For(adjusted, 1, SeasonKind.None)!).Ahead(y.Length, points);
        season?.Restore(points, y.Length);
    }
}
