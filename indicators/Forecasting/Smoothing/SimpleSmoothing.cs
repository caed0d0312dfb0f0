using Insight.Indicators.Forecasting.Ets;

namespace Insight.Indicators.Forecasting.Smoothing;

/// <summary>Simple exponential smoothing (Brown 1959): a level that follows the data, no trend.</summary>
public sealed class SimpleSmoothing : ExponentialSmoother
{
    /// <inheritdoc/>
    public override string Id => "ses";

    private protected override EtsForm Form => new(false, false, false, SeasonKind.None);
}
