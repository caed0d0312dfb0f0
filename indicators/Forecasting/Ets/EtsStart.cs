using Insight.Indicators.Forecasting.Seasonality;

namespace Insight.Indicators.Forecasting.Ets;

/// <summary>
/// Start values of level, trend and season by the heuristics of Hyndman et al. (2008, section 2.6.1): classical decomposition,
/// then a straight line through the first seasonally adjusted values.
/// </summary>
internal sealed class EtsStart
{
    private const double SmallestFactor = 0.01;

    private EtsStart(double[] season, double mean, double intercept, double slope)
    {
        Season = season;
        Mean = mean;
        Intercept = intercept;
        Slope = slope;
    }

    /// <summary>Seasonal state a position of the first cycle; empty without a season.</summary>
    public double[] Season { get; }

    /// <summary>Level of a model without trend.</summary>
    public double Mean { get; }

    /// <summary>Level before the first value of a model with trend.</summary>
    public double Intercept { get; }

    /// <summary>Growth a period of a model with trend.</summary>
    public double Slope { get; }

    /// <summary>Start values for one kind of season; null when the season cannot be estimated.</summary>
    public static EtsStart? For(double[] y, int period, SeasonKind kind)
    {
        if (kind == SeasonKind.None)
        {
            return Line(y, [], Math.Min(10, y.Length));
        }
        var pattern = kind == SeasonKind.Additive ? SeasonalPattern.Additive(y, period) : SeasonalPattern.Multiplicative(y, period);
        if (pattern is null)
        {
            return null;
        }
        var season = pattern.Figure.ToArray();
        if (kind == SeasonKind.Multiplicative)
        {
            for (var i = 0; i < period; i++)
            {
                season[i] = Math.Max(season[i], SmallestFactor);
            }
        }
        return Line(pattern.Remove(y), season, Math.Min(Math.Max(10, 2 * period), y.Length));
    }

    private static EtsStart Line(double[] adjusted, double[] season, int count)
    {
        double meanTime = (count + 1) / 2.0, mean = 0.0, products = 0.0, squares = 0.0;
        for (var t = 0; t < count; t++)
        {
            mean += adjusted[t] / count;
        }
        for (var t = 0; t < count; t++)
        {
            products += (t + 1 - meanTime) * (adjusted[t] - mean);
            squares += (t + 1 - meanTime) * (t + 1 - meanTime);
        }
        var slope = squares > 0.0 ? products / squares : 0.0;
        return new EtsStart(season, mean, mean - slope * meanTime, slope);
    }
}
