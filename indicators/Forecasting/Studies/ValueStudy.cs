using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Scenarios;

namespace Insight.Indicators.Forecasting.Studies;

/// <summary>Forecasts an indicator that cannot be taken apart: every published series by itself, those of one level sharing what they teach.</summary>
internal sealed class ValueStudy(Pools pools, CancellationToken cancellation)
{
    public (Dictionary<string, AreaOutcome> Outcomes, IReadOnlyList<PoolBacktest> Backtests, IReadOnlyList<(string Id, HeldBack Past)> Rehearsed) Run(IProgress<double>? progress)
    {
        var spans = new Dictionary<string, UsableSpan>(StringComparer.Ordinal);
        var histories = new List<History>();
        foreach (var level in pools.Question.Areas.Select(a => a.Level).Distinct())
        {
            var ofLevel = pools.Spans(level);
            histories.AddRange(pools.Histories(ofLevel, LevelWords.Of(level)));
            ofLevel.ToList().ForEach(s => spans.Add(s.Key, s.Value));
        }

        var result = ForecastEngine.Forecast(histories, pools.Options, progress, cancellation);
        var byArea = result.Series.ToDictionary(s => s.Id);
        var outcomes = pools.Question.Areas.ToDictionary(a => a.Id, a => Outcome(a.Id, byArea.GetValueOrDefault(a.Id), spans));
        return (pools.Question.Scenario is { } scenario ? Shock.OfValues(outcomes, scenario, pools) : outcomes, result.Backtests, result.Rehearsals);
    }

    private AreaOutcome Outcome(string area, SeriesForecast? forecast, Dictionary<string, UsableSpan> spans) => forecast is null || forecast.Points.Length == 0
        ? AreaOutcome.Refused(area, "no values: there is none at the origin or shortly before it")
        : new AreaOutcome(
            area, LevelWords.Of(pools.LevelOf(area)), forecast.Points, null, null, forecast.Intervals, forecast.Method, forecast.Reason,
            [.. Pools.WarningsOf(spans[area]), .. forecast.Warnings])
        {
            Known = pools.Known([spans[area]]), BreakAt = spans[area].BreakAt,
        };
}
