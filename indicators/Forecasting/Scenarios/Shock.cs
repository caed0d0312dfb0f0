using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Studies;

namespace Insight.Indicators.Forecasting.Scenarios;

/// <summary>A lasting change from a period on, put upon forecasts: the expectation moves, and the uncertainty with it.</summary>
internal static class Shock
{
    /// <summary>The outcomes with values shocked.</summary>
    public static Dictionary<string, AreaOutcome> OfValues(Dictionary<string, AreaOutcome> outcomes, Scenario scenario, Pools pools) => outcomes.ToDictionary(
        o => o.Key,
        o => scenario.Areas.Count == 0 || scenario.Areas.Contains(o.Key)
            ? Moved(o.Value, (v, h) => Touches(scenario, pools, h) ? v * (1.0 + scenario.Percent / 100.0) + scenario.Add : v)
            : o.Value with { Baseline = o.Value.Values });

    /// <summary>Whether the shock has come by a period ahead (counted from 0).</summary>
    public static bool Touches(Scenario scenario, Pools pools, int h) => pools.Origin.Plus(h + 1) >= scenario.From!.Value;

    /// <summary>An outcome with every value and limit moved by a rising function of it and the period.</summary>
    public static AreaOutcome Moved(AreaOutcome outcome, Func<double, int, double> move) => outcome with
    {
        Baseline = outcome.Baseline ?? outcome.Values,
        Values = [.. outcome.Values.Select(move)],
        Intervals = [.. outcome.Intervals.Select(i => i with { Lower = [.. i.Lower.Select(move)], Upper = [.. i.Upper.Select(move)] })],
    };
}
