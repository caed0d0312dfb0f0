using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Intervals;

namespace Insight.Indicators.Forecasting.Coherence;

/// <summary>The forecast of an area through its components.</summary>
/// <param name="Id">Area id.</param>
/// <param name="Values">The indicator a period ahead: multiplier × numerator ÷ denominator, or the numerator alone.</param>
/// <param name="Numerator">Forecast numerator; an aggregate's is the sum of its members' to the last digit of rounding.</param>
/// <param name="Denominator">Forecast denominator; null for plain sums.</param>
/// <param name="Intervals">Of <see cref="Values"/>, nested, in ascending level.</param>
/// <param name="Method">Method of the components, or bottom-up for an aggregate.</param>
/// <param name="Reason">Why; null when simply asked for.</param>
/// <param name="Warnings">What the reader must know.</param>
public sealed record AreaForecast(string Id, double[] Values, double[] Numerator, double[]? Denominator, IReadOnlyList<Interval> Intervals,
    string Method, string? Reason, IReadOnlyList<string> Warnings)
{
    /// <summary>Possible futures, coherent over areas: path k of every area belongs to the same future. One array a path.</summary>
    public IReadOnlyList<double[]> Paths { get; init; } = [];

    /// <summary>Share of the possible futures in which the value reaches a target at a horizon.</summary>
    /// <param name="target">The value to reach.</param>
    /// <param name="h">Periods ahead less one.</param>
    /// <param name="atMost">True when the target is reached from above (lower is better).</param>
    /// <returns>0 to 1; null when there are too few paths to tell.</returns>
    public double? ChanceOf(double target, int h, bool atMost) =>
        Paths.Count < 20 ? null : Paths.Count(p => atMost ? p[h] <= target : p[h] >= target) / (double)Paths.Count;
}

/// <summary>Forecasts of a panel: areas in input order, then aggregates, with the backtest of each level.</summary>
public sealed record PanelForecast(IReadOnlyList<AreaForecast> Areas, IReadOnlyList<PoolBacktest> Backtests)
{
    /// <summary>Rehearsals by area id.</summary>
    public IReadOnlyList<(string Id, HeldBack Past)> Rehearsals { get; init; } = [];
}
