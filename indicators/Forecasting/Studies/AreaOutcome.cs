using Insight.Indicators.Forecasting.Intervals;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Forecasting.Studies;

/// <summary>One area's forecast as it goes into the answer.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Pool">Which backtest tells how good it is: that of municipalities, aggregates, or another level.</param>
/// <param name="Values">Expected values; empty when refused.</param>
/// <param name="Numerators">Their numerators, where the indicator has two components.</param>
/// <param name="Denominators">Their denominators.</param>
/// <param name="Intervals">One a level, ascending.</param>
/// <param name="Method">Id of the method.</param>
/// <param name="Reason">Why that method, or why there is no forecast.</param>
/// <param name="Warnings">What the reader must know, each with a code before a colon.</param>
public sealed record AreaOutcome(
    string Area, string Pool, double[] Values, double[]? Numerators, double[]? Denominators, IReadOnlyList<Interval> Intervals, string Method,
    string? Reason, IReadOnlyList<string> Warnings)
{
    /// <summary>Without the scenario; null without one.</summary>
    public double[]? Baseline { get; init; }

    /// <summary>How many periods of comparable values there were; of a sum, in the member with fewest.</summary>
    public int Known { get; init; }

    /// <summary>The last break that values before were left out for; null without one. Of a sum, the latest of its members.</summary>
    public Period? BreakAt { get; init; }

    /// <summary>An area of which nothing can be said.</summary>
    public static AreaOutcome Refused(string area, string reason) => new(area, "", [], null, null, [], "none", reason, []);
}
