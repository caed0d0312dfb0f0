namespace Insight.Indicators.Forecasting.Simple;

/// <summary>The last value for ever: the yardstick of annual series.</summary>
public sealed class Naive : LocalForecaster
{
    internal const string Name = "naive";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    protected override int FewestValues => 1;

    /// <inheritdoc/>
    protected override void Forecast(double[] y, int period, Span<double> points) => points.Fill(y[^1]);
}
