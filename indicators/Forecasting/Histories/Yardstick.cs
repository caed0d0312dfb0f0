namespace Insight.Indicators.Forecasting.Histories;

/// <summary>What an area's forecasts are measured by: its last values, its (seasonal) naive forecast and its usual change.</summary>
/// <param name="series">Its published series; null without one.</param>
/// <param name="origin">Index of the last period used.</param>
/// <param name="cycle">Observations in a cycle.</param>
internal sealed class Yardstick(AreaSeries? series, int origin, int cycle)
{
    /// <summary>Index of the last value up to the origin; null without one.</summary>
    public int? Last => series is null ? null : Array.FindLastIndex(series.Values, origin, double.IsFinite) is >= 0 and var index ? index : null;

    /// <summary>Mean |change over a cycle| up to the origin; null where there are no two values.</summary>
    public double? Scale
    {
        get
        {
            var changes = series is null ? [] : Enumerable.Range(0, Math.Max(0, origin + 1 - cycle))
                .Select(t => Math.Abs(series.Values[t + cycle] - series.Values[t])).Where(double.IsFinite).ToArray();
            return changes.Length == 0 ? null : changes.Average();
        }
    }

    /// <summary>The value of the same season in the last cycle, else the last value; null without any.</summary>
    /// <param name="h">Periods ahead less one.</param>
    public double? Naive(int h)
    {
        if (Last is not { } last)
        {
            return null;
        }

        var index = origin + 1 + h - cycle * (h / cycle + 1);
        return cycle > 1 && index >= 0 && double.IsFinite(series!.Values[index]) ? series.Values[index] : series!.Values[last];
    }
}
