namespace Insight.Indicators.Forecasting.Simple;

/// <summary>The end of every fallback chain: the last value, with the reason why nothing better could be used.</summary>
internal static class StandIn
{
    public static PointForecast Naively(TrainingSeries series, int horizon, string reason)
    {
        var points = new double[horizon];
        Array.Fill(points, series.Values[^1]);
        return new PointForecast(points, Naive.Name, reason);
    }

    /// <summary>Why no series like this can be modelled by a method that needs so many values; null when it can.</summary>
    public static string? Reason(TrainingSeries series, string method, int fewestValues)
    {
        var y = series.Values;
        if (y.Length < fewestValues)
        {
            return $"too short: {y.Length} values, {method} needs {fewestValues}";
        }
        if (!y.AsSpan().ContainsAnyExcept(y[0]))
        {
            return y[0] == 0.0 ? $"zeros: all {y.Length} values are 0" : FormattableString.Invariant($"constant: all {y.Length} values are {y[0]}");
        }
        var change = series.MeanChange();
        return change is > 1e-280 and < 1e280 && y.All(v => Math.Abs(v) < 1e280)
            ? null
            : FormattableString.Invariant($"out of range: values around {y[^1]:G3} that change by {change:G3} cannot be scaled");
    }
}
