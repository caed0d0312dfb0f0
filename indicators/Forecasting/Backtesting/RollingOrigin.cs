namespace Insight.Indicators.Forecasting.Backtesting;

/// <summary>
/// Forecasts made again as of earlier periods (Tashman 2000, International Journal of Forecasting 16): all series of the panel step
/// back together, so that a common shock shows in all of them, and the method sees nothing later.
/// </summary>
public static class RollingOrigin
{
    /// <summary>Pools smaller than this rehearse at many origins, larger ones at two.</summary>
    private const int LargePool = 20;

    /// <summary>So many unrelated series tell enough at one origin; related areas share shocks and keep two.</summary>
    private const int AmplePool = 80;

    private const int ManyOrigins = 10;

    /// <summary>How many last values are held back at each rehearsal: the horizon, and further back where the series allow.</summary>
    /// <param name="panel">The series of one request.</param>
    /// <param name="horizon">Periods ahead.</param>
    /// <param name="asked">How many rehearsals, half a horizon apart; null for as many as the pool needs.</param>
    public static IReadOnlyList<int> Cuts(IReadOnlyList<TrainingSeries> panel, int horizon, int? asked = null)
    {
        if (asked is { } count)
        {
            return [.. Enumerable.Range(0, count).Select(o => horizon + o * Math.Max(1, horizon / 2))];
        }
        var related = panel.Any(s => s.Group.Length > 0);
        var origins = panel.Count < LargePool ? ManyOrigins : panel.Count >= AmplePool && !related ? 1 : 2;
        // A few series tell most when their rehearsals are spread over all that happened to them.
        var room = origins == ManyOrigins && panel.Count > 0 ? panel.Min(s => s.Values.Length - FewestKnown(s.Period)) - horizon : 0;
        var step = origins == ManyOrigins ? Math.Max(1, room / ManyOrigins) : Math.Max(1, horizon / 2);
        return [.. Enumerable.Range(0, origins).Select(o => horizon + o * step)];
    }

    /// <summary>Runs the method at each origin.</summary>
    /// <param name="method">What is rehearsed.</param>
    /// <param name="panel">The series with all their values.</param>
    /// <param name="horizon">Periods ahead.</param>
    /// <param name="cuts">Values held back at each origin, the latest origin first, each at least 1.</param>
    /// <param name="cancellation">Stops between series.</param>
    /// <returns>
    /// Rehearsals of the series long enough. A series too short for the first cut is held back as much as leaves it
    /// <see cref="FewestKnown"/> values, so short series still tell about the next periods.
    /// </returns>
    public static IReadOnlyList<HeldBack> Run(IForecaster method, IReadOnlyList<TrainingSeries> panel, int horizon, IReadOnlyList<int> cuts,
        CancellationToken cancellation = default)
    {
        var rehearsals = new List<HeldBack>();
        for (var origin = 0; origin < cuts.Count; origin++)
        {
            var held = Held(panel, cuts[origin], origin == 0);
            var known = held.Select(x => panel[x.Series].WithoutLast(x.Count)).ToArray();
            var forecasts = known.Length == 0 ? [] : method.Forecast(known, horizon, cancellation);
            for (var k = 0; k < known.Length; k++)
            {
                var actual = panel[held[k].Series].Values.AsSpan(known[k].Values.Length);
                rehearsals.Add(new HeldBack(held[k].Series, origin, known[k], forecasts[k], actual[..Math.Min(actual.Length, horizon)].ToArray())
                {
                    HeldBackCount = held[k].Count,
                });
            }
        }
        return rehearsals;
    }

    /// <summary>Fewest values that must be known at an origin: five, or two cycles and a little.</summary>
    public static int FewestKnown(int period) => period == 1 ? 5 : 2 * period + 3;

    private static (int Series, int Count)[] Held(IReadOnlyList<TrainingSeries> panel, int cut, bool shorten)
    {
        var held = new List<(int, int)>();
        for (var i = 0; i < panel.Count; i++)
        {
            var room = panel[i].Values.Length - FewestKnown(panel[i].Period);
            var count = room >= cut ? cut : shorten ? room : 0;
            if (count >= 1)
            {
                held.Add((i, count));
            }
        }
        return [.. held];
    }
}
