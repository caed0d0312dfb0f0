using Insight.Indicators.Forecasting.Simple;

namespace Insight.Indicators.Forecasting;

/// <summary>
/// A method that sees one series at a time. Values are divided by their mean size before the fit and multiplied back after
/// it, so every method is scale equivariant and neither huge nor tiny units overflow.
/// </summary>
public abstract class LocalForecaster : IForecaster
{
    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <summary>Fewest values the method can be fitted to; shorter series are forecast naively with that reason.</summary>
    protected virtual int FewestValues => 3;

    /// <summary>Forecast of a series that is scaled, varies and is long enough.</summary>
    /// <param name="y">Scaled values.</param>
    /// <param name="period">Seasonal period.</param>
    /// <param name="points">Receives one value a period ahead; a non-finite value means that the fit failed.</param>
    protected abstract void Forecast(double[] y, int period, Span<double> points);

    /// <inheritdoc/>
    public IReadOnlyList<PointForecast> Forecast(IReadOnlyList<TrainingSeries> panel, int horizon, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var forecasts = new PointForecast[panel.Count];
        Parallel.For(0, panel.Count, Threads.Options(cancellation), i => forecasts[i] = Forecast(panel[i], horizon));
        return forecasts;
    }

    /// <summary>Forecast of one series.</summary>
    /// <param name="series">At least one finite value.</param>
    /// <param name="horizon">Periods ahead, at least 1.</param>
    public PointForecast Forecast(TrainingSeries series, int horizon)
    {
        var reason = StandIn.Reason(series, Id, FewestValues);
        if (reason is not null)
        {
            return StandIn.Naively(series, horizon, reason);
        }
        var size = SizeOf(series.Values);
        var points = new double[horizon];
        Forecast(Array.ConvertAll(series.Values, v => v / size), series.Period, points);
        for (var h = 0; h < horizon; h++)
        {
            points[h] *= size;
        }
        return points.All(double.IsFinite) ? new PointForecast(points, Id) : StandIn.Naively(series, horizon, $"{Id} did not converge to finite values");
    }

    /// <summary>The mean |value| rounded to a power of two: scaling back and forth then loses no digit.</summary>
    private static double SizeOf(double[] values)
    {
        var size = 0.0;
        foreach (var value in values)
        {
            size += Math.Abs(value) / values.Length;
        }
        return Math.ScaleB(1.0, Math.ILogB(size));
    }
}
