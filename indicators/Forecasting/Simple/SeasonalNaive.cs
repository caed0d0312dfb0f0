namespace Insight.Indicators.Forecasting.Simple;

/// <summary>The value of the same season a cycle ago; the last value while there is no full cycle.</summary>
public sealed class SeasonalNaive : LocalForecaster
{
    /// <inheritdoc/>
    public override string Id => "seasonal-naive";

    /// <inheritdoc/>
    protected override int FewestValues => 1;

    /// <inheritdoc/>
    protected override void Forecast(double[] y, int period, Span<double> points)
    {
        var cycle = y.Length >= period ? period : 1;
        for (var h = 0; h < points.Length; h++)
        {
            points[h] = y[y.Length - cycle + h % cycle];
        }
    }
}
