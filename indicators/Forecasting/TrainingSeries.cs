namespace Insight.Indicators.Forecasting;

/// <summary>What a method is fitted to: consecutive finite values, oldest first, with no gap and no break inside.</summary>
/// <param name="Values">The values; at least one.</param>
/// <param name="Period">Observations in a seasonal cycle: 1 for annual, 4 for quarterly, 12 for monthly data.</param>
public sealed record TrainingSeries(double[] Values, int Period)
{
    /// <summary>The unit within which series can be compared: pooled methods share parameters within a pool (an indicator, a frequency).</summary>
    public string Pool { get; init; } = "";

    /// <summary>The area that shares shocks with this one (a county, a region); empty when unknown.</summary>
    public string Group { get; init; } = "";

    /// <summary>The series without its last values, as it was known that many periods earlier.</summary>
    /// <param name="count">How many values to hold back; fewer than there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">Nothing would be left.</exception>
    public TrainingSeries WithoutLast(int count)
    {
        if (count < 0 || count >= Values.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count,
                $"A series of {Values.Length} values cannot hold back {count}; choose 0 to {Values.Length - 1}.");
        }
        return this with { Values = Values[..^count] };
    }

    /// <summary>Mean |difference| between consecutive values: the series' own unit of change. Zero for constant series.</summary>
    public double MeanChange() => MeanChange(1);

    /// <summary>Mean |difference| at a lag; falls back to lag 1 when the series is not longer than the lag.</summary>
    /// <param name="lag">Periods between the two values, usually the seasonal period.</param>
    public double MeanChange(int lag)
    {
        var step = Values.Length > lag ? lag : 1;
        var sum = 0.0;
        for (var t = step; t < Values.Length; t++)
        {
            sum += Math.Abs(Values[t] - Values[t - step]);
        }
        return Values.Length > step ? sum / (Values.Length - step) : 0.0;
    }
}
