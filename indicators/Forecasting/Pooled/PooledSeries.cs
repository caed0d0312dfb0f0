using Insight.Indicators.Forecasting.Seasonality;

namespace Insight.Indicators.Forecasting.Pooled;

/// <summary>A series of a pool with its running unit: the mean |change| known at each origin, so that learning from the past never looks ahead.</summary>
internal sealed class PooledSeries
{
    private readonly double[] _unit;
    private readonly SeasonalPattern? _season;

    public PooledSeries(TrainingSeries series, bool relative, bool adjusts)
    {
        _season = adjusts ? SeasonalPattern.Detect(series.Values, series.Period) : null;
        Values = _season?.Remove(series.Values) ?? series.Values;
        IsRelative = relative && Values.All(v => v > 0.0);
        Values = IsRelative ? Array.ConvertAll(Values, Math.Log) : Values;
        (Group, Period) = (series.Group, series.Period);
        _unit = Units(Values);
    }

    /// <summary>Values as they enter the pool.</summary>
    public double[] Values { get; }

    /// <summary>Whether <see cref="Values"/> are logarithms.</summary>
    public bool IsRelative { get; }

    public string Group { get; }

    public int Period { get; }

    public int Length => Values.Length;

    /// <summary>Mean |change| of the values up to and including index <paramref name="t"/>; 0 while nothing changed.</summary>
    public double Unit(int t) => _unit[t];

    /// <summary>Turns forecasts of <see cref="Values"/> into the series' own terms.</summary>
    public void Restore(double[] points)
    {
        for (var h = 0; IsRelative && h < points.Length; h++)
        {
            points[h] = Math.Exp(points[h]);
        }
        _season?.Restore(points, Length);
    }

    private static double[] Units(double[] values)
    {
        var units = new double[values.Length];
        var sum = 0.0;
        for (var t = 1; t < values.Length; t++)
        {
            sum += Math.Abs(values[t] - values[t - 1]);
            units[t] = sum / t;
        }
        return units;
    }
}
