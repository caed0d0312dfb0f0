using Insight.Indicators.Forecasting.Backtesting;

namespace Insight.Indicators.Forecasting.Engine;

/// <summary>
/// A history made ready for the methods: cut at breaks and gaps, provisional values dropped when asked, and everything done to it
/// said in words.
/// </summary>
/// <param name="Series">Consecutive finite values; null when there is none.</param>
/// <param name="Skipped">Periods between the last usable value and the end of the history; they are forecast but not returned.</param>
/// <param name="Warnings">What the reader of the forecast must know.</param>
internal sealed record Preparation(TrainingSeries? Series, int Skipped, IReadOnlyList<string> Warnings)
{
    /// <summary>A change this many times the median one is named as a possible border change.</summary>
    private const double Step = 12.0;

    public static Preparation Of(History history, bool dropProvisional)
    {
        var warnings = new List<string>();
        var end = history.Values.Length - Dropped(history, dropProvisional, warnings);
        var start = Math.Clamp(history.ComparableFrom, 0, end);
        if (start > 0)
        {
            warnings.Add($"break: {start} values before position {start + 1} are not comparable and were not used");
        }
        var last = end;
        while (last > start && !double.IsFinite(history.Values[last - 1]))
        {
            last--;
        }
        if (last < end)
        {
            warnings.Add($"missing: the last {end - last} periods have no value and are forecast too");
        }
        while (start < last && !double.IsFinite(history.Values[start]))
        {
            start++;
        }
        if (start == last)
        {
            return new Preparation(null, 0, [.. warnings, "no value to forecast from"]);
        }
        var values = Consecutive(history, start, last, warnings);
        NameSteps(values, warnings);
        var series = new TrainingSeries(values, history.Period) { Pool = history.Pool, Group = history.Group };
        return new Preparation(series, history.Values.Length - last, warnings);
    }

    private static int Dropped(History history, bool drop, List<string> warnings)
    {
        if (history.Provisional > 0)
        {
            warnings.Add($"provisional: the last {history.Provisional} values {(drop ? "were left out" : "may still be revised")}");
        }
        return drop ? Math.Min(history.Provisional, history.Values.Length) : 0;
    }

    /// <summary>The values after the last gap when they suffice; else gaps are bridged for the fit, and that is said.</summary>
    private static double[] Consecutive(History history, int start, int last, List<string> warnings)
    {
        var gaps = Enumerable.Range(start, last - start).Where(t => !double.IsFinite(history.Values[t])).ToArray();
        if (gaps.Length == 0)
        {
            return history.Values[start..last];
        }
        var after = gaps[^1] + 1;
        if (last - after >= RollingOrigin.FewestKnown(history.Period) + history.Period)
        {
            warnings.Add($"missing: values up to the gap at position {after} were not used");
            return history.Values[after..last];
        }
        warnings.Add($"missing: {gaps.Length} periods (position {string.Join(", ", gaps.Select(t => t + 1))}) were bridged by a straight line for the fit only");
        return Bridged(history.Values, start, last);
    }

    private static double[] Bridged(double[] values, int start, int last)
    {
        var bridged = values[start..last];
        for (var t = 1; t < bridged.Length; t++)
        {
            var next = t;
            while (!double.IsFinite(bridged[next]))
            {
                next++;
            }
            bridged[t] = bridged[t - 1] + (bridged[next] - bridged[t - 1]) / (next - t + 1);
        }
        return bridged;
    }

    private static void NameSteps(double[] values, List<string> warnings)
    {
        if (values.Length < 8)
        {
            return;
        }
        var changes = values.Skip(1).Zip(values, (next, value) => Math.Abs(next - value)).ToArray();
        var median = changes.Order().ElementAt(changes.Length / 2);
        var largest = Array.IndexOf(changes, changes.Max());
        if (median > 0.0 && changes[largest] > Step * median)
        {
            warnings.Add(FormattableString.Invariant(
                $"step: the change at position {largest + 2} from the first value used is {changes[largest] / median:F0} times the median change; if borders or definitions changed there, mark a break"));
        }
    }
}
