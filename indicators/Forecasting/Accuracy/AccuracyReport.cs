namespace Insight.Indicators.Forecasting.Accuracy;

/// <summary>How past forecasts did against what came.</summary>
/// <param name="Publication">The publication whose values came.</param>
/// <param name="Vintages">Stored forecasts of which at least one period has come.</param>
/// <param name="Comparisons">Forecast values compared with values that came.</param>
/// <param name="Rows">One row for each indicator, kind, frequency, method, size class and number of periods ahead.</param>
public sealed record AccuracyReport(string Publication, int Vintages, int Comparisons, IReadOnlyList<AccuracyRow> Rows);

/// <summary>Accuracy of one group of forecasts.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Kind">forecast: made before the values were published; hindcast: made afterwards as if it were earlier.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="Method">Method that made the forecasts.</param>
/// <param name="SizeClass">Inhabitants of the municipalities, such as 5000-10000; other for areas of other levels; all for every area.</param>
/// <param name="Ahead">Periods ahead.</param>
/// <param name="Count">Values compared.</param>
/// <param name="Bias">Mean of value that came less forecast, in the indicator's unit.</param>
/// <param name="Error">Mean |value that came less forecast|, in the indicator's unit.</param>
/// <param name="ScaledError">The same in units of each area's mean |change over a cycle|; null where that is not known.</param>
/// <param name="NaiveError">Mean |error| of the (seasonal) naive forecast made at the same time; null where there was none.</param>
/// <param name="Skill">Share of the naive forecast's error that was saved; null where there was none.</param>
/// <param name="Coverage">How often the value fell inside the interval, one a level.</param>
public sealed record AccuracyRow(
    string Indicator, string Kind, string Frequency, string Method, string SizeClass, int Ahead, int Count, double Bias, double Error, double? ScaledError, double? NaiveError,
    double? Skill, IReadOnlyList<RealisedCoverage> Coverage);

/// <summary>How often values fell inside intervals of a level.</summary>
public sealed record RealisedCoverage(double Level, double Realised);
