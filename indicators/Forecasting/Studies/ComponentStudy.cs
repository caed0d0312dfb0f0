using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Coherence;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Scenarios;
using Insight.Warehouse.Areas;

namespace Insight.Indicators.Forecasting.Studies;

/// <summary>Forecasts an indicator through its components: municipalities, sums of them, and areas that only the producer publishes.</summary>
internal sealed class ComponentStudy(Pools pools, CancellationToken cancellation)
{
    private readonly Dictionary<string, AreaOutcome> outcomes = new(StringComparer.Ordinal);
    private readonly List<PoolBacktest> backtests = [];
    private readonly List<(string Id, HeldBack Past)> rehearsed = [];

    public (Dictionary<string, AreaOutcome> Outcomes, IReadOnlyList<PoolBacktest> Backtests, IReadOnlyList<(string Id, HeldBack Past)> Rehearsed) Run(IProgress<double>? progress)
    {
        var municipalities = pools.Spans(AreaLevel.Municipality);
        var sums = pools.Sums(municipalities.Keys);
        var asked = pools.Question.Areas.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        if (municipalities.Keys.Any(asked.Contains) || sums.Any(s => asked.Contains(s.Id)))
        {
            // Only sums that are asked for are worth the regions' errors.
            var wanted = sums.Any(s => asked.Contains(s.Id)) ? sums : [];
            Add(municipalities, pools.Panel(municipalities, "municipality", wanted), "municipality", progress);
        }

        foreach (var level in pools.Question.Areas.Where(a => !outcomes.ContainsKey(a.Id)).Select(a => a.Level).Distinct().ToArray())
        {
            var spans = level == AreaLevel.Municipality ? [] : pools.Spans(level);
            if (spans.Keys.Any(asked.Contains))
            {
                Add(spans, pools.Panel(spans, LevelWords.Of(level), []), LevelWords.Of(level), progress);
            }
        }

        foreach (var area in pools.Question.Areas.Where(a => !outcomes.ContainsKey(a.Id)))
        {
            outcomes[area.Id] = AreaOutcome.Refused(area.Id, "no values: there is none at the origin or shortly before it");
        }

        return (outcomes, backtests, rehearsed);
    }

    private void Add(Dictionary<string, UsableSpan> spans, AreaPanel panel, string pool, IProgress<double>? progress)
    {
        var forecast = PanelForecaster.Forecast(panel, pools.Options, progress, cancellation);
        var made = forecast.Areas.Where(a => a.Values.Length > 0).Select(a => Outcome(a, spans, pool)).ToDictionary(o => o.Area);
        if (pools.Question.Scenario is { } scenario)
        {
            made = new ScenarioRun(pools, panel, scenario, cancellation).Apply(made);
        }

        foreach (var area in pools.Question.Areas.Where(a => made.ContainsKey(a.Id)))
        {
            outcomes[area.Id] = made[area.Id];
        }

        rehearsed.AddRange(forecast.Rehearsals);
        backtests.AddRange(forecast.Backtests.Select(b => b with { Pool = b.Pool == PanelForecaster.AreaLevel ? pool : b.Pool }));
    }

    private AreaOutcome Outcome(AreaForecast forecast, Dictionary<string, UsableSpan> spans, string pool)
    {
        var isSum = !spans.TryGetValue(forecast.Id, out var span);
        UsableSpan[] used = isSum ? [.. pools.MembersOf(forecast.Id).Select(m => spans[m])] : [span!];
        var intervals = forecast.Intervals.Select(i => i with { Upper = [.. i.Upper.Select((v, h) => Math.Max(Math.Min(v, pools.Highest), forecast.Values[h]))] });
        return new AreaOutcome(
            forecast.Id, isSum ? Pools.Aggregates : pool, forecast.Values, pools.IsRatio ? forecast.Numerator : null, forecast.Denominator,
            [.. intervals], forecast.Method, forecast.Reason, [.. span is null ? [] : Pools.WarningsOf(span), .. forecast.Warnings])
        {
            Known = pools.Known(used), BreakAt = used.Max(s => s.BreakAt),
        };
    }
}
