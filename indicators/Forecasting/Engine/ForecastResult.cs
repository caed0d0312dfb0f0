using Insight.Indicators.Forecasting.Backtesting;

namespace Insight.Indicators.Forecasting.Engine;

/// <summary>What the engine returns.</summary>
/// <param name="Series">One forecast a history, in input order.</param>
/// <param name="Backtests">How the method did in the past, one a pool.</param>
public sealed record ForecastResult(IReadOnlyList<SeriesForecast> Series, IReadOnlyList<PoolBacktest> Backtests)
{
    /// <summary>Rehearsals by series id, each counted back from the end of its history.</summary>
    public IReadOnlyList<(string Id, HeldBack Past)> Rehearsals { get; init; } = [];
}
