using Insight.Indicators.Forecasting.Ets;

namespace Insight.Indicators.Forecasting.Smoothing;

/// <summary>A trend that dies away (Gardner and McKenzie 1985, Management Science 31).</summary>
public sealed class DampedTrend : ExponentialSmoother
{
    /// <inheritdoc/>
    public override string Id => "damped-trend";

    /// <inheritdoc/>
    protected override int FewestValues => 6;

    private protected override EtsForm Form => new(false, true, true, SeasonKind.None);
}
