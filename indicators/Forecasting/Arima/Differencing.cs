using Insight.Indicators.Forecasting.Seasonality;

namespace Insight.Indicators.Forecasting.Arima;

/// <summary>How often a series must be differenced before its level is stable.</summary>
internal static class Differencing
{
    /// <summary>5 % critical value of the KPSS test around a level (Kwiatkowski, Phillips, Schmidt and Shin 1992, table 1).</summary>
    private const double LevelLimit = 0.463;

    /// <summary>Seasonal strength from which seasonal differences forecast better (Wang, Smith and Hyndman 2006; forecast::nsdiffs).</summary>
    private const double StrongSeason = 0.64;

    private const int Most = 2;

    /// <summary>Seasonal differences (0 or 1) and ordinary ones; at most two together.</summary>
    public static (int Ordinary, int Seasonal) Needed(double[] y, int period)
    {
        var seasonal = period > 1 && Strength(y, period) > StrongSeason ? 1 : 0;
        var w = seasonal == 1 ? Difference(y, period) : y;
        var ordinary = 0;
        while (ordinary < Most - seasonal && w.Length > 8 && !IsConstant(w) && Kpss(w) > LevelLimit)
        {
            w = Difference(w, 1);
            ordinary++;
        }
        return (ordinary, seasonal);
    }

    public static double[] Difference(double[] y, int lag)
    {
        var w = new double[y.Length - lag];
        for (var t = 0; t < w.Length; t++)
        {
            w[t] = y[t + lag] - y[t];
        }
        return w;
    }

    /// <summary>1 − variance of the remainder ÷ variance of season and remainder, by additive decomposition.</summary>
    private static double Strength(double[] y, int period)
    {
        var season = SeasonalPattern.Additive(y, period);
        if (season is null)
        {
            return 0.0;
        }
        var adjusted = season.Remove(y);
        var half = period / 2;
        List<double> remainder = [], detrended = [];
        for (var t = half; t < y.Length - half; t++)
        {
            var trend = 0.0;
            for (var k = -half; k <= half; k++)
            {
                trend += adjusted[t + k] / (2 * half + 1);
            }
            remainder.Add(adjusted[t] - trend);
            detrended.Add(y[t] - trend);
        }
        var whole = Variance(detrended);
        return whole > 0.0 ? Math.Max(0.0, 1.0 - Variance(remainder) / whole) : 0.0;
    }

    private static double Kpss(double[] w)
    {
        var n = w.Length;
        var mean = w.Average();
        double cumulated = 0.0, sum = 0.0;
        foreach (var value in w)
        {
            cumulated += value - mean;
            sum += cumulated * cumulated;
        }
        var lags = (int)(4.0 * Math.Pow(n / 100.0, 0.25));
        var variance = 0.0;
        for (var lag = 0; lag <= lags; lag++)
        {
            var weight = lag == 0 ? 1.0 : 2.0 * (1.0 - lag / (lags + 1.0));
            for (var t = lag; t < n; t++)
            {
                variance += weight * (w[t] - mean) * (w[t - lag] - mean) / n;
            }
        }
        return variance > 0.0 ? sum / (n * (double)n * variance) : 0.0;
    }

    private static bool IsConstant(double[] w) => !w.AsSpan().ContainsAnyExcept(w[0]);

    private static double Variance(List<double> values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean));
    }
}
