namespace Insight.Indicators.Forecasting.Pooled;

/// <summary>Settings of <see cref="PooledAutoregression"/>; the defaults were chosen by rolling origin inside training values.</summary>
public sealed record PooledAutoregressionOptions
{
    /// <summary>Changes that explain the next ones; null takes 4 without a season, else a cycle and 1 or 2 more.</summary>
    public int? Lags { get; init; }

    /// <summary>Fewest values known at an origin that is learnt from.</summary>
    public int Shortest { get; init; } = 4;

    /// <summary>Most origins learnt from in each series, the latest ones.</summary>
    public int Origins { get; init; } = 40;

    /// <summary>Scaled changes beyond this many units are clipped: border changes and errors do not steer the pool.</summary>
    public double Clip { get; init; } = 4.0;

    /// <summary>Ridge penalty an observation; null takes 0.1 without a season, else 0.005 (longer series bear more coefficients).</summary>
    public double? Penalty { get; init; }

    /// <summary>Residuals beyond this many median residuals count linearly.</summary>
    public double HuberWidth { get; init; } = 2.0;

    internal int LagsFor(int period) => Lags ?? (period == 1 ? 4 : period < 12 ? period + 2 : period + 1);

    internal double PenaltyFor(int period) => Penalty ?? (period == 1 ? 0.1 : 0.005);
}
