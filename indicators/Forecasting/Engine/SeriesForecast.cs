using Insight.Indicators.Forecasting.Intervals;

namespace Insight.Indicators.Forecasting.Engine;

/// <summary>The forecast of one series with all that is needed to judge it.</summary>
/// <param name="Id">Id of its history.</param>
/// <param name="Points">Expected value a period ahead; empty when there was no value to forecast from.</param>
/// <param name="Intervals">One for each level asked for, in ascending order, nested, each around the points.</param>
/// <param name="Method">Id of the method that made it.</param>
/// <param name="Reason">Why that method: choice of auto, or why another stood in; null when it is simply the one asked for.</param>
/// <param name="Warnings">Breaks, gaps, provisional values, steps.</param>
public sealed record SeriesForecast(string Id, double[] Points, IReadOnlyList<Interval> Intervals, string Method, string? Reason,
    IReadOnlyList<string> Warnings);
