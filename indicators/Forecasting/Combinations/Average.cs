namespace Insight.Indicators.Forecasting.Combinations;

/// <summary>How the members of a combination become one value.</summary>
public enum Average
{
    /// <summary>Arithmetic mean: uses all that the members know.</summary>
    Mean,

    /// <summary>Median: one wild member does no harm.</summary>
    Median,
}
