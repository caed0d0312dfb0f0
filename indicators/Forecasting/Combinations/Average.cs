namespace Insight.Indicators.Forecasting.Combinations;

/// <summary>How the members of a combination become one value.</summary>
public enum Average
{
    /// <summary>Arithmetic mean: uses all that the members know.</summary>
    Mean,

    /// <summary>Median: wild members do no harm.</summary>
    Median,

    /// <summary>Mean without the lowest and the highest member: one wild member does no harm, and the others all count.</summary>
    TrimmedMean,
}
