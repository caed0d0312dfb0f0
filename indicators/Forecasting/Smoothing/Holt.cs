using Insight.Indicators.Forecasting.Ets;

namespace Insight.Indicators.Forecasting.Smoothing;

/// <summary>Holt's linear trend (Holt 1957, reprinted 2004 in International Journal of Forecasting 20).</summary>
public sealed class Holt : ExponentialSmoother
{
    /// <inheritdoc/>
    public override string Id => "holt";

    /// <inheritdoc/>
    protected override int FewestValues => 5;

    private protected override EtsForm Form => new(false, true, false, SeasonKind.None);
}
