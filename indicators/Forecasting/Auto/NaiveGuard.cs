using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Simple;

namespace Insight.Indicators.Forecasting.Auto;

/// <summary>
/// Keeps auto from doing harm: where its own rehearsals of a pool erred more than the (seasonal) naive method, that one takes its place
/// and the reason says by how much.
/// </summary>
internal static class NaiveGuard
{
    /// <summary>Fewer comparisons are chance.</summary>
    private const int FewestRehearsals = 10;

    /// <summary>Why auto must not forecast a pool; null where it may, and for methods that were asked for by name.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="past">How auto did in the pool.</param>
    public static string? Reason(ForecastOptions options, PoolBacktest past) =>
        options.Method == AutoForecaster.Name && options.GuardsAuto && past.Rehearsals >= FewestRehearsals && past.Skill < 0.0
            ? FormattableString.Invariant($"no gain: in {past.Rehearsals} forecasts of the past auto erred {-100.0 * past.Skill:F0} % more than {For(past.Period).Id}, which is used instead")
            : null;

    /// <summary>What takes auto's place.</summary>
    /// <param name="period">Seasonal period.</param>
    public static IForecaster For(int period) => period == 1 ? new Naive() : new SeasonalNaive();
}

/// <summary>A method with some pools in the hands of the (seasonal) naive one.</summary>
/// <param name="method">The method of the other pools.</param>
/// <param name="reasons">Why, by pool and period.</param>
internal sealed class GuardedForecaster(IForecaster method, IReadOnlyDictionary<(string Pool, int Period), string> reasons) : IForecaster
{
    /// <inheritdoc/>
    public string Id => method.Id;

    /// <inheritdoc/>
    public IReadOnlyList<PointForecast> Forecast(IReadOnlyList<TrainingSeries> panel, int horizon, CancellationToken cancellation = default)
    {
        var forecasts = new PointForecast[panel.Count];
        foreach (var part in Enumerable.Range(0, panel.Count).GroupBy(i => (Reason: reasons.GetValueOrDefault((panel[i].Pool, panel[i].Period)), panel[i].Period)))
        {
            var members = part.ToArray();
            var way = part.Key.Reason is null ? method : NaiveGuard.For(part.Key.Period);
            var made = way.Forecast([.. members.Select(i => panel[i])], horizon, cancellation);
            for (var k = 0; k < members.Length; k++)
            {
                forecasts[members[k]] = part.Key.Reason is { } why ? made[k] with { Reason = why } : made[k];
            }
        }
        return forecasts;
    }
}
