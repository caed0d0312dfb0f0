using Insight.Indicators.Forecasting.Documents;

namespace Insight.Indicators.Forecasting.Backtests;

/// <summary>How methods would have done in the past for one area and for the pool that it is forecast with.</summary>
/// <param name="Publication">The publication whose values were used: revised figures, as they are known in it.</param>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Names">Its name by language.</param>
/// <param name="Unit">Its unit by language.</param>
/// <param name="Decimals">Decimals to show.</param>
/// <param name="Synthetic">Whether any of the figures is invented for demonstration.</param>
/// <param name="Area">Area id.</param>
/// <param name="AreaNames">Its name by language.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="Last">Last period of the values.</param>
/// <param name="Horizon">Periods ahead.</param>
/// <param name="Pool">Pool of the area.</param>
/// <param name="Methods">One entry a method.</param>
/// <param name="Fans">Forecasts of the area as of earlier periods by the first method, beside what came; intervals were calibrated without them.</param>
/// <param name="History">The area's values up to the last period, for the picture.</param>
/// <param name="Residuals">Errors of forecasts one period ahead from the area's own series; null where it is too short.</param>
/// <param name="Notes">Reservations: past forecasts here are hindcasts from values as they are known in the publication.</param>
public sealed record BacktestReport(
    string Publication, string Indicator, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Unit, int Decimals, bool Synthetic,
    string Area, IReadOnlyDictionary<string, string> AreaNames, string Frequency, string Last, int Horizon, string Pool, IReadOnlyList<MethodBacktest> Methods,
    IReadOnlyList<FanDocument> Fans, IReadOnlyList<LastValue> History, ResidualCheck? Residuals, IReadOnlyList<ForecastNote> Notes);

/// <summary>One method's past.</summary>
/// <param name="Method">Id of the method asked for.</param>
/// <param name="Pool">How it did for the whole pool.</param>
/// <param name="Area">How it did for the area: mean |error| in the indicator's unit, a period ahead each.</param>
public sealed record MethodBacktest(string Method, PoolDocument? Pool, IReadOnlyList<AreaError> Area);

/// <summary>Errors of the area so many periods ahead.</summary>
public sealed record AreaError(int Ahead, int Count, double Error, double NaiveError);

/// <summary>A forecast as of an earlier period.</summary>
/// <param name="Origin">Last period that was known.</param>
/// <param name="Rows">One row a period ahead.</param>
public sealed record FanDocument(string Origin, IReadOnlyList<FanRow> Rows);

/// <summary>One period of such a forecast, and what came.</summary>
public sealed record FanRow(string Period, int Ahead, double Value, IReadOnlyList<IntervalDocument> Intervals, double Came);

/// <summary>Whether errors one period ahead look like noise.</summary>
/// <param name="Method">The method: the one of the report, fitted to the area's own series alone.</param>
/// <param name="Errors">Value that came less forecast, oldest first, with its period.</param>
/// <param name="Mean">Their mean: a lean to one side.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Autocorrelations">At lags 1 to at most 12; beyond ±2 ÷ √n the errors hang together and something could still be learnt.</param>
/// <param name="Bound">2 ÷ √n.</param>
public sealed record ResidualCheck(
    string Method, IReadOnlyList<LastValue> Errors, double Mean, double Deviation, IReadOnlyList<double> Autocorrelations, double Bound);
