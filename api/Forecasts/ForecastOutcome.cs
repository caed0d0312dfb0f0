using Insight.Indicators.Forecasting.Documents;
using Insight.Warehouse.Forecasts;

namespace Insight.Api.Forecasts;

/// <summary>What came of a computation.</summary>
/// <param name="Document">The answer; null where a vintage holds it.</param>
/// <param name="Vintage">The vintage; null where nothing was stored.</param>
internal sealed record ForecastOutcome(ForecastDocument? Document, ForecastVintage? Vintage);
