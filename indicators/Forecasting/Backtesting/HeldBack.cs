namespace Insight.Indicators.Forecasting.Backtesting;

/// <summary>One series forecast as of an earlier period, beside what then came.</summary>
/// <param name="Series">Index of the series in the panel.</param>
/// <param name="Origin">Which rehearsal: 0 is the latest.</param>
/// <param name="Known">The values known then.</param>
/// <param name="Forecast">The forecast made from them.</param>
/// <param name="Actual">What came; may be shorter than the forecast.</param>
public sealed record HeldBack(int Series, int Origin, TrainingSeries Known, PointForecast Forecast, double[] Actual)
{
    /// <summary>How many of the last values were held back.</summary>
    public int HeldBackCount { get; init; }

    /// <summary>Actual minus forecast.</summary>
    /// <param name="h">Periods ahead less one; below the length of <see cref="Actual"/>.</param>
    public double Error(int h) => Actual[h] - Forecast.Points[h];
}
