using Insight.Indicators.Forecasting.Arima;
using Insight.Indicators.Forecasting.Combinations;
using Insight.Indicators.Forecasting.ComplexSmoothing;
using Insight.Indicators.Forecasting.Ets;
using Insight.Indicators.Forecasting.Pooled;
using Insight.Indicators.Forecasting.Smoothing;
using Insight.Indicators.Forecasting.Theta;

namespace Insight.Indicators.Forecasting.Auto;

/// <summary>
/// Chooses the method of a pool by frequency, pool and grouping, as the rolling-origin evidence in README.md says, and states why.
/// </summary>
public sealed class AutoForecaster : IForecaster
{
    /// <summary>From so many related series on, shared parameters beat each series' own.</summary>
    public const int PoolThatTeaches = 20;

    private static readonly IForecaster
        AnnualAlone = new Combination(Average.Mean, new DynamicTheta(), new ComplexSmoother(), new StandardTheta(), new DampedTrend()),
        AnnualPool = new Combination(Average.Mean, new DynamicTheta(), new ComplexSmoother(), new DampedTrend(), new PooledHolt(true), new PooledAutoregression(true)),
        AreaPanel = new Combination(Average.Mean, new StandardTheta(), new PooledHolt(), new PooledHolt(true), new PooledAutoregression()),
        SeasonalAlone = Seasonal(),
        QuarterlyPool = Seasonal(new PooledAutoregression()),
        MonthlyPool = Seasonal(new PooledAutoregression(true));

    internal const string Name = "auto";

    /// <inheritdoc/>
    public string Id => Name;

    /// <inheritdoc/>
    public IReadOnlyList<PointForecast> Forecast(IReadOnlyList<TrainingSeries> panel, int horizon, CancellationToken cancellation = default)
    {
        var forecasts = new PointForecast[panel.Count];
        foreach (var pool in Enumerable.Range(0, panel.Count).GroupBy(i => (panel[i].Pool, panel[i].Period)))
        {
            var members = pool.ToArray();
            var series = Array.ConvertAll(members, i => panel[i]);
            var (method, why) = Choose(series);
            var chosen = method.Forecast(series, horizon, cancellation);
            for (var k = 0; k < members.Length; k++)
            {
                forecasts[members[k]] = chosen[k] with { Reason = chosen[k].Reason is null ? why : $"{why}; {chosen[k].Reason}" };
            }
        }
        return forecasts;
    }

    /// <summary>The method for the series of one pool, and why.</summary>
    public static (IForecaster Method, string Why) Choose(IReadOnlyList<TrainingSeries> pool)
    {
        var period = pool[0].Period;
        var large = pool.Count >= PoolThatTeaches;
        var size = large ? $"{pool.Count} series in the pool share parameters" : $"{pool.Count} series are too few to share parameters";
        return (period, large) switch
        {
            (1, true) when IsPanel(pool) => (AreaPanel, $"annual panel of grouped areas: {size} and the growth of their group"),
            (1, true) => (AnnualPool, $"annual: {size}"),
            (1, false) => (AnnualAlone, $"annual: {size}"),
            ( < 12, true) => (QuarterlyPool, $"period {period}: {size}"),
            (_, true) => (MonthlyPool, $"period {period}: {size}"),
            _ => (SeasonalAlone, $"period {period}: {size}"),
        };
    }

    /// <summary>What seasonal series have in common; the season is that of the last cycles, as far as it is none of chance.</summary>
    private static Combination Seasonal(params IForecaster[] pooled) =>
        new(Average.TrimmedMean, [new AutoEts(), new DynamicTheta(true), new StandardTheta(true), new ComplexSmoother(true), new AutoArima(), .. pooled]);

    private static bool IsPanel(IReadOnlyList<TrainingSeries> pool) =>
        pool.Where(s => s.Group.Length > 0).Select(s => s.Group).Distinct().Skip(1).Any();
}
