using Insight.Warehouse.Periods;

namespace Insight.Indicators.Forecasting.Histories;

/// <summary>The published values of one slice and one member of each breakdown, every area on the same axis of periods.</summary>
/// <param name="First">First period of the axis.</param>
/// <param name="Count">Number of periods.</param>
/// <param name="Areas">Series by area id.</param>
public sealed record SliceSeries(Period First, int Count, IReadOnlyDictionary<string, AreaSeries> Areas)
{
    /// <summary>The period at a place of the axis.</summary>
    public Period PeriodAt(int index) => First.Plus(index);
}

/// <summary>One area's published series; NaN where there is no value, which its status then explains.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Values">Values.</param>
/// <param name="Numerators">Numerators.</param>
/// <param name="Denominators">Denominators; all NaN where the indicator has none.</param>
/// <param name="Statuses">Status codes; null for a number without reservations and where there is no row.</param>
public sealed record AreaSeries(string Area, double[] Values, double[] Numerators, double[] Denominators, string?[] Statuses);
