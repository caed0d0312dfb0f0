using Insight.Indicators.Forecasting.Backtests;
using Insight.Indicators.Forecasting.Documents;
using Insight.Warehouse.Forecasts;

namespace Insight.Api.Forecasts;

/// <summary>What came of a computation: one of the three.</summary>
/// <param name="Document">A forecast that was not stored.</param>
/// <param name="Vintage">A stored forecast.</param>
/// <param name="Backtest">A backtest.</param>
internal sealed record ForecastOutcome(ForecastDocument? Document, ForecastVintage? Vintage, BacktestReport? Backtest = null);
