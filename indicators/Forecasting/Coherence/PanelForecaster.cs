using Insight.Indicators.Forecasting.Auto;
using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Intervals;

namespace Insight.Indicators.Forecasting.Coherence;

/// <summary>
/// Forecasts a panel of areas through its components, bottom-up: every municipality's numerator and denominator are forecast,
/// aggregates are their sums, and values are computed from components last, so network and municipality agree. Intervals of
/// each level are calibrated on that level's own rehearsed errors (Hollyman, Petropoulos and Tipping 2021, European Journal of
/// Operational Research 294, for why bottom-up suffices where the bottom is forecast well).
/// </summary>
public static class PanelForecaster
{
    /// <summary>Pool of the backtest of single areas, as against those of aggregates.</summary>
    public const string AreaLevel = "area";

    /// <summary>Forecasts areas and aggregates.</summary>
    /// <param name="panel">Components and membership.</param>
    /// <param name="options">Horizon, method, levels.</param>
    /// <remarks>Where auto's values erred more in the past than repeating the last (season's) one, they are repeated: components may be forecast well and their ratio not.</remarks>
    /// <param name="progress">Receives the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work between series.</param>
    /// <exception cref="ArgumentException">An aggregate names an area that is not in the panel, or has no member.</exception>
    public static PanelForecast Forecast(AreaPanel panel, ForecastOptions options, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Horizon, 1);
        var made = Unguarded(panel, options, progress, cancellation);
        var past = made.Backtests.FirstOrDefault(b => b.Pool == AreaLevel);
        if (past is null || NaiveGuard.Reason(options, past) is not { } reason)
        {
            return made;
        }
        var repeated = Unguarded(panel, options with { Method = NaiveGuard.For(past.Period).Id }, progress, cancellation);
        return repeated with { Areas = [.. repeated.Areas.Select(a => a.Values.Length == 0 ? a : a with { Reason = reason })] };
    }

    private static PanelForecast Unguarded(AreaPanel panel, ForecastOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        var index = panel.Numerators.Select((h, i) => (h.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var units = panel.Numerators.Select((h, i) => new PanelUnit(h.Id, AreaLevel, h.Group, [i], null))
            .Concat(panel.Aggregates.Select(a => new PanelUnit(a.Id, a.Level, "", Members(a, index), "bottom-up"))).ToArray();
        var numerators = ComponentRun.Prepare(panel.Numerators, " numerator", options);
        var denominators = panel.Denominators is null ? null : ComponentRun.Prepare(panel.Denominators, " denominator", options);
        var horizon = options.Horizon + numerators.Concat(denominators ?? []).Max(p => (int?)p.Skipped).GetValueOrDefault();
        var numerator = ComponentRun.Of(panel.Numerators, numerators, horizon, options, cancellation);
        progress?.Report(denominators is null ? 0.9 : 0.5);
        var denominator = denominators is null ? null : ComponentRun.Of(panel.Denominators!, denominators, horizon, options, cancellation);
        progress?.Report(0.9);
        return new PanelRun(panel, options, numerator, denominator, units).Finish(cancellation);
    }

    private static int[] Members(AggregateArea aggregate, Dictionary<string, int> index)
    {
        var missing = aggregate.Members.Where(id => !index.ContainsKey(id)).ToArray();
        if (missing.Length > 0 || aggregate.Members.Count == 0)
        {
            throw new ArgumentException(aggregate.Members.Count == 0
                ? $"Aggregate '{aggregate.Id}' has no members; leave it out or name them."
                : $"Aggregate '{aggregate.Id}' names areas that are not in the panel: {string.Join(", ", missing)}; add their series.");
        }
        return [.. aggregate.Members.Select(id => index[id])];
    }
}

/// <summary>An area or aggregate in a run: which series it sums.</summary>
internal sealed record PanelUnit(string Id, string Level, string Group, int[] Members, string? Method);
