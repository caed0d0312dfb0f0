using Insight.Indicators.Forecasting.Coherence;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Studies;

namespace Insight.Indicators.Forecasting.Scenarios;

/// <summary>
/// Puts a condition upon components. A component whose future is fixed has no uncertainty left: the interval is then that of the other
/// component alone, divided or multiplied through. Aggregates follow from their members.
/// </summary>
internal sealed class ScenarioRun(Pools pools, AreaPanel panel, Scenario scenario, CancellationToken cancellation)
{
    /// <summary>The outcomes under the scenario, each with its baseline.</summary>
    public Dictionary<string, AreaOutcome> Apply(Dictionary<string, AreaOutcome> outcomes) =>
        scenario.Component == Component.Value || !pools.IsRatio ? Shock.OfValues(outcomes, scenario, pools)
        : scenario.IsFixed ? Fixed(outcomes)
        : outcomes.ToDictionary(o => o.Key, o => Shocked(o.Value, outcomes));

    private Dictionary<string, AreaOutcome> Fixed(Dictionary<string, AreaOutcome> outcomes)
    {
        var fixesDenominator = scenario.Component == Component.Denominator;
        var free = fixesDenominator ? panel with { Denominators = null } : panel with { Numerators = panel.Denominators!, Denominators = null };
        var other = PanelForecaster.Forecast(free, pools.Options, null, cancellation).Areas.Where(a => a.Values.Length > 0).ToDictionary(a => a.Id);
        return outcomes.ToDictionary(o => o.Key, o => Changes(o.Value, outcomes) is not { } change || !other.TryGetValue(o.Key, out var left)
            ? o.Value with { Baseline = o.Value.Values }
            : Joined(o.Value, left, change, fixesDenominator));
    }

    private AreaOutcome Joined(AreaOutcome outcome, AreaForecast other, double[] change, bool fixesDenominator)
    {
        var set = (fixesDenominator ? outcome.Denominators! : outcome.Numerators!).Zip(change, (v, by) => v + by).ToArray();
        double Value(double free, int h) => fixesDenominator ? pools.Multiplier * free / set[h] : free > 0.0 ? pools.Multiplier * set[h] / free : 0.0;
        return outcome with
        {
            Baseline = outcome.Values,
            Values = [.. other.Values.Select(Value)],
            Numerators = fixesDenominator ? other.Values : set,
            Denominators = fixesDenominator ? set : other.Values,
            Intervals = [.. other.Intervals.Select(i => fixesDenominator
                ? i with { Lower = [.. i.Lower.Select(Value)], Upper = [.. i.Upper.Select(Value)] }
                : i with { Lower = [.. i.Upper.Select(Value)], Upper = [.. i.Lower.Select(Value)] })],
        };
    }

    private AreaOutcome Shocked(AreaOutcome outcome, Dictionary<string, AreaOutcome> outcomes)
    {
        if (Changes(outcome, outcomes) is not { } change)
        {
            return outcome with { Baseline = outcome.Values };
        }

        var isNumerator = scenario.Component == Component.Numerator;
        double[] numerators = outcome.Numerators!, denominators = outcome.Denominators!;
        var moved = isNumerator
            ? Shock.Moved(outcome, (v, h) => v + pools.Multiplier * change[h] / denominators[h])
            : Shock.Moved(outcome, (v, h) => v * denominators[h] / (denominators[h] + change[h]));
        return moved with
        {
            Numerators = isNumerator ? [.. numerators.Zip(change, (v, by) => v + by)] : numerators,
            Denominators = isNumerator ? denominators : [.. denominators.Zip(change, (v, by) => v + by)],
        };
    }

    /// <summary>How much the component of an area changes in each period; null where the scenario does not touch it.</summary>
    private double[]? Changes(AreaOutcome outcome, Dictionary<string, AreaOutcome> outcomes)
    {
        if (outcome.Pool != Pools.Aggregates)
        {
            return Change(outcome);
        }

        var members = pools.MembersOf(outcome.Area).Select(id => Change(outcomes[id])).OfType<double[]>().ToArray();
        return members.Length == 0 ? null : [.. Enumerable.Range(0, outcome.Values.Length).Select(h => members.Sum(m => m[h]))];
    }

    private double[]? Change(AreaOutcome municipality)
    {
        var now = scenario.Component == Component.Numerator ? municipality.Numerators! : municipality.Denominators!;
        if (scenario.IsFixed)
        {
            return scenario.Paths.TryGetValue(municipality.Area, out var path) ? [.. path.Zip(now, (set, v) => set - v)] : null;
        }

        return scenario.Areas.Count == 0 ? pools.IsAsked(municipality.Area) ? By(now) : null : scenario.Areas.Contains(municipality.Area) ? By(now) : null;
    }

    private double[] By(double[] now) =>
        [.. now.Select((v, h) => Shock.Touches(scenario, pools, h) ? Math.Max(v * scenario.Percent / 100.0 + scenario.Add, -0.999 * v) : 0.0)];
}
