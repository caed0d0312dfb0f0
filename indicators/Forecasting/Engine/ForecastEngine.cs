using Insight.Indicators.Forecasting.Auto;
using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Intervals;

namespace Insight.Indicators.Forecasting.Engine;

/// <summary>From histories to forecasts with calibrated intervals: prepare, rehearse, calibrate, forecast, clip.</summary>
public static class ForecastEngine
{
    /// <summary>Forecasts all histories.</summary>
    /// <param name="histories">The series; those of one pool learn from each other.</param>
    /// <param name="options">Horizon, method, levels.</param>
    /// <param name="progress">Receives the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work between series.</param>
    /// <returns>Forecasts in input order; the same input gives the same result on any number of threads.</returns>
    /// <exception cref="ArgumentException">A horizon below 1, a level outside 0–1 or an unknown method.</exception>
    public static ForecastResult Forecast(IReadOnlyList<History> histories, ForecastOptions options, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Horizon, 1);
        var asked = Methods.Find(options.Method);
        var prepared = histories.Select(h => Preparation.Of(h, options.DropProvisional)).ToArray();
        var panel = prepared.Where(p => p.Series is not null).Select(p => p.Series!).ToArray();
        var horizon = options.Horizon + prepared.Max(p => (int?)p.Skipped).GetValueOrDefault();
        var (method, rehearsals) = Guarded(asked, panel, horizon, options, cancellation);
        progress?.Report(0.6);
        var conformal = SplitConformal.Calibrate(panel, rehearsals, horizon);
        var forecasts = new Queue<PointForecast>(panel.Length == 0 ? [] : method.Forecast(panel, horizon, cancellation));
        progress?.Report(0.9);
        var series = histories.Select((h, i) => prepared[i].Series is null
            ? new SeriesForecast(h.Id, [], [], "none", prepared[i].Warnings[^1], prepared[i].Warnings)
            : Finish(h, prepared[i], forecasts.Dequeue(), conformal, options)).ToArray();
        var backtests = Measured(rehearsals, options.Levels);
        progress?.Report(1.0);
        var forecastable = Enumerable.Range(0, prepared.Length).Where(i => prepared[i].Series is not null).ToArray();
        return new ForecastResult(series, backtests)
        {
            Rehearsals = [.. rehearsals.Select(r => (forecastable[r.Series], r)).Select(x => (
                histories[x.Item1].Id, x.r with { HeldBackCount = x.r.HeldBackCount + prepared[x.Item1].Skipped }))],
        };
    }

    /// <summary>The method with its rehearsals; auto gives way in pools where it did worse than the naive method.</summary>
    private static (IForecaster Method, IReadOnlyList<HeldBack> Rehearsals) Guarded(
        IForecaster method, TrainingSeries[] panel, int horizon, ForecastOptions options, CancellationToken cancellation)
    {
        var cuts = RollingOrigin.Cuts(panel, horizon, options.Origins);
        var rehearsals = RollingOrigin.Run(method, panel, horizon, cuts, cancellation);
        var reasons = Measured(rehearsals, []).Select(past => (Key: (past.Pool, past.Period), Reason: NaiveGuard.Reason(options, past)))
            .Where(x => x.Reason is not null).ToDictionary(x => x.Key, x => x.Reason!);
        if (reasons.Count == 0)
        {
            return (method, rehearsals);
        }
        var guarded = new GuardedForecaster(method, reasons);
        return (guarded, RollingOrigin.Run(guarded, panel, horizon, cuts, cancellation));
    }

    private static PoolBacktest[] Measured(IReadOnlyList<HeldBack> rehearsals, IReadOnlyList<double> levels) =>
        [.. rehearsals.GroupBy(r => (r.Known.Pool, r.Known.Period)).Select(g => PoolBacktest.Measure(g.Key, [.. g], levels))];

    private static SeriesForecast Finish(History history, Preparation prepared, PointForecast forecast, SplitConformal conformal, ForecastOptions options)
    {
        var asked = prepared.Skipped..(prepared.Skipped + options.Horizon);
        var points = Array.ConvertAll(forecast.Points[asked], v => Math.Clamp(v, history.Lowest, history.Highest));
        var intervals = conformal.For(prepared.Series!, forecast, [.. options.Levels.Order()]).Select(i => Clip(i, asked, points, history)).ToArray();
        return new SeriesForecast(history.Id, points, intervals, forecast.Method, forecast.Reason, prepared.Warnings);
    }

    /// <summary>Keeps limits within what is possible and around the point.</summary>
    private static Interval Clip(Interval interval, Range asked, double[] points, History history) => interval with
    {
        Lower = [.. interval.Lower[asked].Select((v, h) => Math.Min(Math.Clamp(v, history.Lowest, history.Highest), points[h]))],
        Upper = [.. interval.Upper[asked].Select((v, h) => Math.Max(Math.Clamp(v, history.Lowest, history.Highest), points[h]))],
    };
}
