namespace Insight.Indicators.Forecasting.Seasonality;

/// <summary>
/// The 90 % autocorrelation test of the M4 competition (Makridakis, Spiliotis and Assimakopoulos 2020, International Journal
/// of Forecasting 36): a series is seasonal when it spans three cycles and its autocorrelation at the seasonal lag is beyond
/// Bartlett's limit.
/// </summary>
public static class SeasonalityTest
{
    /// <summary>The competition's limit, in standard deviations.</summary>
    public const double NinetyPercent = 1.645;

    /// <summary>Whether the values show a season.</summary>
    /// <param name="y">Values, oldest first.</param>
    /// <param name="period">Observations in a cycle; 1 is never seasonal.</param>
    /// <param name="limit">Standard deviations of the autocorrelation from which a season is believed.</param>
    public static bool IsSeasonal(ReadOnlySpan<double> y, int period, double limit = NinetyPercent)
    {
        if (period < 2 || y.Length < 3 * period)
        {
            return false;
        }
        var mean = Mean(y);
        var variance = Product(y, mean, 0);
        if (!(variance > 0.0))
        {
            return false;
        }
        var squares = 0.0;
        for (var lag = 1; lag < period; lag++)
        {
            var r = Product(y, mean, lag) / variance;
            squares += r * r;
        }
        return Math.Abs(Product(y, mean, period) / variance) > limit / Math.Sqrt(y.Length) * Math.Sqrt(1.0 + 2.0 * squares);
    }

    private static double Mean(ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        foreach (var value in y)
        {
            sum += value;
        }
        return sum / y.Length;
    }

    private static double Product(ReadOnlySpan<double> y, double mean, int lag)
    {
        var sum = 0.0;
        for (var t = lag; t < y.Length; t++)
        {
            sum += (y[t] - mean) * (y[t - lag] - mean);
        }
        return sum;
    }
}
