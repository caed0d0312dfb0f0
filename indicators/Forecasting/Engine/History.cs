namespace Insight.Indicators.Forecasting.Engine;

/// <summary>One series as it was published, oldest value first, one value a period.</summary>
/// <param name="Id">Identifies the series in the result, such as an area id.</param>
/// <param name="Values">Values; NaN where a period is missing. The last element belongs to the last period of the request.</param>
/// <param name="Period">Observations in a seasonal cycle: 1, 4 or 12.</param>
public sealed record History(string Id, double[] Values, int Period)
{
    /// <summary>Series of one pool share parameters and errors: usually the indicator.</summary>
    public string Pool { get; init; } = "";

    /// <summary>Area whose shocks this one shares (county, region); empty when unknown.</summary>
    public string Group { get; init; } = "";

    /// <summary>Index of the first value that is comparable with the last one; values before a break are not used.</summary>
    public int ComparableFrom { get; init; }

    /// <summary>How many of the last values are provisional.</summary>
    public int Provisional { get; init; }

    /// <summary>Smallest possible value: 0 for counts and shares.</summary>
    public double Lowest { get; init; } = double.NegativeInfinity;

    /// <summary>Largest possible value: 100 for shares in percent.</summary>
    public double Highest { get; init; } = double.PositiveInfinity;
}
