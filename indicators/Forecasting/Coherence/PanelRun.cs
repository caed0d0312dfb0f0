using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Intervals;

namespace Insight.Indicators.Forecasting.Coherence;

/// <summary>From forecast components to values, intervals and paths of every unit.</summary>
internal sealed class PanelRun(AreaPanel panel, ForecastOptions options, ComponentRun numerator, ComponentRun? denominator, PanelUnit[] units)
{
    private readonly int _period = panel.Numerators.Count > 0 ? panel.Numerators[0].Period : 1;

    public PanelForecast Finish(CancellationToken cancellation)
    {
        var now = units.Select(Now).ToArray();
        var known = now.Select((c, i) => c?.Known(panel.Multiplier, _period, units[i].Level, units[i].Group)).ToArray();
        var rehearsals = Rehearsals();
        cancellation.ThrowIfCancellationRequested();
        var conformal = SplitConformal.Calibrate([.. known.OfType<TrainingSeries>()], rehearsals, options.Horizon);
        var paths = Paths();
        var areas = units.Select((unit, i) => now[i] is null ? Refused(unit) : Finished(unit, now[i]!, known[i]!, conformal, paths)).ToArray();
        var backtests = rehearsals.GroupBy(r => (r.Known.Pool, r.Known.Period)).Select(g => PoolBacktest.Measure(g.Key, [.. g], options.Levels));
        return new PanelForecast(areas, [.. backtests]) { Rehearsals = [.. rehearsals.Select(r => (units[r.Series].Id, r))] };
    }

    private bool CanForecast(int area) => numerator.Forecast(area) is not null && (denominator is null || denominator.Forecast(area) is not null);

    private Components? Now(PanelUnit unit) => unit.Members.All(CanForecast) ? Components.Sum([.. unit.Members.Select(Now)]) : null;

    private Components Now(int i) => new(
        numerator.Prepared[i].Series!.Values, denominator?.Prepared[i].Series!.Values,
        numerator.Points(i), denominator?.Points(i), numerator.Spread(i), denominator?.Spread(i), null, null);

    private List<HeldBack> Rehearsals()
    {
        var rehearsals = new List<HeldBack>();
        for (var u = 0; u < units.Length; u++)
        {
            for (var origin = 0; origin < numerator.Origins; origin++)
            {
                var members = units[u].Members.Select(i => Then(i, origin)).OfType<Components>().ToArray();
                if (members.Length == units[u].Members.Length && members.Select(m => m.ActualNumerator!.Length).Distinct().Count() == 1)
                {
                    var sum = Components.Sum(members);
                    var known = sum.Known(panel.Multiplier, _period, units[u].Level, units[u].Group);
                    rehearsals.Add(new HeldBack(u, origin, known, sum.Forecast(panel.Multiplier, "bottom-up", null), sum.Actual(panel.Multiplier)!)
                    {
                        HeldBackCount = numerator.Rehearsal(units[u].Members[0], origin)!.HeldBackCount,
                    });
                }
            }
        }
        return rehearsals;
    }

    /// <summary>The components of one area as rehearsed; null when they were not rehearsed alike.</summary>
    private Components? Then(int i, int origin)
    {
        if (numerator.Rehearsal(i, origin) is not { } n || numerator.Prepared[i].Skipped > 0)
        {
            return null;
        }
        if (denominator is null)
        {
            return new Components(n.Known.Values, null, Head(n.Forecast.Points), null, Head(n.Forecast.Spread), null, Head(n.Actual), null);
        }
        return denominator.Rehearsal(i, origin) is { } d && d.Actual.Length == n.Actual.Length && denominator.Prepared[i].Skipped == 0
            ? new Components(n.Known.Values, d.Known.Values, Head(n.Forecast.Points), Head(d.Forecast.Points),
                Head(n.Forecast.Spread), Head(d.Forecast.Spread), Head(n.Actual), Head(d.Actual))
            : null;
    }

    private double[] Head(double[] values) => values[..Math.Min(values.Length, options.Horizon)];

    /// <summary>Component values of every area in every possible future; empty where an area was not forecast.</summary>
    private (double[][] Numerator, double[][]? Denominator)[] Paths()
    {
        var numerators = new CoherentPaths(numerator);
        var denominators = denominator is null ? null : new CoherentPaths(denominator);
        var paths = new (double[][], double[][]?)[panel.Numerators.Count];
        for (var i = 0; i < paths.Length; i++)
        {
            paths[i] = CanForecast(i) ? (numerators.Of(i), denominators?.Of(i)) : ([], null);
        }
        return paths;
    }

    private AreaForecast Finished(PanelUnit unit, Components now, TrainingSeries known, SplitConformal conformal, (double[][] Numerator, double[][]? Denominator)[] paths)
    {
        var first = numerator.Forecast(unit.Members[0])!;
        var forecast = now.Forecast(panel.Multiplier, unit.Method ?? first.Method, first.Reason);
        var intervals = conformal.For(known, forecast, [.. options.Levels.Order()]).Select(interval => Clip(unit, interval, forecast.Points)).ToArray();
        return new AreaForecast(unit.Id, forecast.Points, now.Numerator, now.Denominator, intervals, forecast.Method, forecast.Reason, Warnings(unit))
        {
            Paths = Futures(unit, paths),
        };
    }

    private double[][] Futures(PanelUnit unit, (double[][] Numerator, double[][]? Denominator)[] paths)
    {
        var count = unit.Members.Min(i => Math.Min(paths[i].Numerator.Length, paths[i].Denominator?.Length ?? int.MaxValue));
        return [.. Enumerable.Range(0, count).Select(k => Components.Ratio(
            Added(unit, i => paths[i].Numerator[k]), denominator is null ? null : Added(unit, i => paths[i].Denominator![k]), panel.Multiplier))];
    }

    private double[] Added(PanelUnit unit, Func<int, double[]> path)
    {
        var total = new double[options.Horizon];
        foreach (var values in unit.Members.Select(path))
        {
            for (var h = 0; h < total.Length; h++)
            {
                total[h] += values[h];
            }
        }
        return total;
    }

    private string[] Warnings(PanelUnit unit)
    {
        var all = unit.Members.SelectMany(i => numerator.Prepared[i].Warnings.Concat(denominator?.Prepared[i].Warnings ?? [])
            .Select(w => unit.Members.Length == 1 ? w : $"{panel.Numerators[i].Id}: {w}"));
        return [.. all.Distinct()];
    }

    private Interval Clip(PanelUnit unit, Interval interval, double[] points)
    {
        // Counts and rates of counts cannot fall below zero when no component can.
        var lowest = unit.Members.All(i => numerator.Histories[i].Lowest >= 0.0) ? 0.0 : double.NegativeInfinity;
        return interval with
        {
            Lower = [.. interval.Lower.Select((v, h) => Math.Min(Math.Max(v, lowest), points[h]))],
            Upper = [.. interval.Upper.Select((v, h) => Math.Max(v, points[h]))],
        };
    }

    private AreaForecast Refused(PanelUnit unit)
    {
        var missing = unit.Members.Where(i => !CanForecast(i)).Select(i => panel.Numerators[i].Id);
        return new AreaForecast(unit.Id, [], [], null, [], "none", $"no values to forecast from: {string.Join(", ", missing)}", Warnings(unit));
    }
}
