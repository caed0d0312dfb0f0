using Insight.Indicators.Forecasting.Simple;

namespace Insight.Indicators.Forecasting.Combinations;

/// <summary>
/// Several methods averaged a period at a time. The mean or median of good and different methods beats the best of them
/// (Bates and Granger 1969, Operational Research Quarterly 20; Petropoulos and Svetunkov 2020, International Journal of
/// Forecasting 36). A member that could not be used for a series is left out there.
/// </summary>
public sealed class Combination : IForecaster
{
    private readonly IReadOnlyList<IForecaster> _members;
    private readonly Average _average;

    /// <summary>A combination of at least two methods.</summary>
    /// <param name="average">How members are averaged.</param>
    /// <param name="members">Methods with different ids.</param>
    /// <exception cref="ArgumentException">Fewer than two members.</exception>
    public Combination(Average average, params IReadOnlyList<IForecaster> members)
    {
        if (members.Count < 2)
        {
            throw new ArgumentException($"A combination needs two methods or more, not {members.Count}.", nameof(members));
        }
        _members = members;
        _average = average;
        var name = average switch { Average.Mean => "mean", Average.Median => "median", _ => "trimmed-mean" };
        Id = $"{name}({string.Join(", ", members.Select(m => m.Id))})";
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public IReadOnlyList<PointForecast> Forecast(IReadOnlyList<TrainingSeries> panel, int horizon, CancellationToken cancellation = default)
    {
        var members = _members.Select(m => m.Forecast(panel, horizon, cancellation)).ToArray();
        return [.. Enumerable.Range(0, panel.Count).Select(i => Combine(panel[i], horizon, [.. members.Select(m => m[i])]))];
    }

    private PointForecast Combine(TrainingSeries series, int horizon, PointForecast[] forecasts)
    {
        var used = forecasts.Where((f, k) => f.Method == _members[k].Id).ToArray();
        if (used.Length == 0)
        {
            return StandIn.Naively(series, horizon, forecasts[0].Reason!);
        }
        double[] points = new double[horizon], spread = new double[horizon];
        for (var h = 0; h < horizon; h++)
        {
            var values = Array.ConvertAll(used, f => f.Points[h]);
            points[h] = Centre(values);
            spread[h] = Mean(Array.ConvertAll(values, v => Math.Abs(v - points[h])));
        }
        var left = forecasts.Where((f, k) => f.Method != _members[k].Id).Select(f => f.Reason).FirstOrDefault();
        var reason = left is null ? null : $"{forecasts.Length - used.Length} of {forecasts.Length} members left out ({left})";
        return new PointForecast(points, Id, reason) { Spread = spread };
    }

    private double Centre(double[] values)
    {
        Array.Sort(values);
        return _average switch
        {
            Average.Mean => Mean(values),
            Average.TrimmedMean when values.Length > 2 => Mean(values.AsSpan(1..^1)),
            _ => Median(values),
        };
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value / values.Length;
        }
        return sum;
    }

    private static double Median(double[] values)
    {
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : 0.5 * values[middle - 1] + 0.5 * values[middle];
    }
}
