namespace Insight.Indicators.Forecasting.Backtesting;

/// <summary>Past accuracy so many periods ahead.</summary>
/// <param name="Ahead">Periods ahead, from 1.</param>
/// <param name="Count">Forecasts compared.</param>
/// <param name="Error">Mean absolute error in units of each series' own mean |seasonal change| (MASE).</param>
/// <param name="NaiveError">The same of the seasonal naive method.</param>
/// <param name="Coverage">
/// By level, the share of values that fell inside intervals calibrated without them (at earlier origins, or on other series);
/// empty when there was nothing to calibrate on.
/// </param>
public sealed record HorizonAccuracy(int Ahead, int Count, double Error, double NaiveError, IReadOnlyDictionary<double, double> Coverage);
