using Insight.Indicators.Forecasting.Simple;

namespace Insight.Indicators.Forecasting.Pooled;

/// <summary>
/// A method that learns from all series of a pool. Each series enters in its own unit, the mean |change|, so a city does not
/// outweigh a village; series that cannot be used (constant, too short) are forecast naively.
/// </summary>
/// <param name="relative">Whether growth is relative: positive series enter as logarithms, the others form a pool of their own.</param>
public abstract class PooledForecaster(bool relative) : IForecaster
{
    /// <summary>Fewest usable series in a pool; smaller pools learn nothing that holds.</summary>
    public const int SmallestPool = 8;

    private const int FewestValues = 5;

    /// <inheritdoc/>
    public string Id => relative ? Name + "-relative" : Name;

    /// <summary>Id of the method when growth is absolute.</summary>
    protected abstract string Name { get; }

    /// <summary>Whether seasonal series are adjusted before they enter the pool.</summary>
    protected abstract bool SeasonallyAdjusts { get; }

    /// <inheritdoc/>
    public IReadOnlyList<PointForecast> Forecast(IReadOnlyList<TrainingSeries> panel, int horizon, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var forecasts = new PointForecast[panel.Count];
        var reasons = panel.Select(series => StandIn.Reason(series, Id, FewestValues)).ToArray();
        var entries = panel.Select((series, i) => reasons[i] is null ? new PooledSeries(series, relative, SeasonallyAdjusts) : null).ToArray();
        var pools = Enumerable.Range(0, panel.Count).Where(i => entries[i] is not null)
            .GroupBy(i => (panel[i].Pool, panel[i].Period, entries[i]!.IsRelative));
        foreach (var pool in pools)
        {
            Learn(panel, entries, [.. pool], horizon, forecasts, cancellation);
        }
        for (var i = 0; i < panel.Count; i++)
        {
            forecasts[i] ??= StandIn.Naively(panel[i], horizon, reasons[i]!);
        }
        return forecasts;
    }

    /// <summary>Forecasts in the pool's own terms (logarithms, seasonally adjusted) for every series of one pool.</summary>
    private protected abstract double[][] Forecast(PooledSeries[] pool, int horizon, CancellationToken cancellation);

    private void Learn(IReadOnlyList<TrainingSeries> panel, PooledSeries?[] entries, int[] members, int horizon, PointForecast[] forecasts,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (members.Length < SmallestPool)
        {
            Array.ForEach(members, i => forecasts[i] = StandIn.Naively(panel[i], horizon, $"pool of {members.Length} usable series, {Id} needs {SmallestPool}"));
            return;
        }
        var points = Forecast(Array.ConvertAll(members, i => entries[i]!), horizon, cancellation);
        for (var k = 0; k < members.Length; k++)
        {
            var i = members[k];
            entries[i]!.Restore(points[k]);
            forecasts[i] = points[k].All(double.IsFinite)
                ? new PointForecast(points[k], Id)
                : StandIn.Naively(panel[i], horizon, $"{Id} did not give finite values");
        }
    }
}
