using Insight.Indicators.Forecasting.Backtesting;

namespace Insight.Indicators.Forecasting.Histories;

/// <summary>
/// Values that follow each other closely enough to be one history. A gap of more than half a cycle (two years of annual values) parts
/// two stretches: nothing is carried across it.
/// </summary>
/// <param name="Start">Index of the first value.</param>
/// <param name="End">Index after the last value.</param>
internal readonly record struct Stretch(int Start, int End)
{
    /// <summary>So many values make a stretch from which more than the last value can be taken.</summary>
    public static int Enough(int period) => RollingOrigin.FewestKnown(period) + period;

    /// <summary>The stretches of a series up to an index, oldest first.</summary>
    public static IReadOnlyList<Stretch> Of(double[] values, int end, int period)
    {
        var longest = Math.Max(2, period / 2);
        var stretches = new List<Stretch>();
        var (start, last) = (-1, -1);
        for (var t = 0; t < end; t++)
        {
            if (!double.IsFinite(values[t]))
            {
                continue;
            }

            if (start >= 0 && t - last - 1 > longest)
            {
                stretches.Add(new Stretch(start, last + 1));
                start = t;
            }

            start = start < 0 ? t : start;
            last = t;
        }

        if (start >= 0)
        {
            stretches.Add(new Stretch(start, last + 1));
        }

        return stretches;
    }

    /// <summary>The last stretch that is long enough, else the last one; null without any value.</summary>
    public static Stretch? Usable(double[] values, int end, int period)
    {
        var stretches = Of(values, end, period);
        return stretches.Count == 0 ? null
            : stretches.Where(s => s.End - s.Start >= Enough(period)).Select(s => (Stretch?)s).LastOrDefault() ?? stretches[^1];
    }
}
