using Insight.Indicators.Forecasting.Engine;

namespace Insight.Indicators.Forecasting.Coherence;

/// <summary>An indicator of many areas as its components, with the areas that are sums of others.</summary>
/// <param name="Numerators">One history an area; all end with the same period. Ids are the area ids.</param>
/// <param name="Denominators">Histories of the same areas in the same order; null when the indicator is a plain sum.</param>
/// <param name="Multiplier">Value = multiplier × numerator ÷ denominator: 100 for percent. Not used without denominators.</param>
/// <param name="Aggregates">Networks, regions, the country.</param>
public sealed record AreaPanel(IReadOnlyList<History> Numerators, IReadOnlyList<History>? Denominators, double Multiplier,
    IReadOnlyList<AggregateArea> Aggregates);

/// <summary>An area that is the sum of others.</summary>
/// <param name="Id">Its area id.</param>
/// <param name="Level">Aggregates of one level (network, region, country) share their errors in calibration.</param>
/// <param name="Members">Area ids of its members.</param>
public sealed record AggregateArea(string Id, string Level, IReadOnlyList<string> Members);
