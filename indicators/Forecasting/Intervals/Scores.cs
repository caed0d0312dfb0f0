namespace Insight.Indicators.Forecasting.Intervals;

/// <summary>Standardised errors of one pool at one horizon with its neighbours, and the quantiles that future errors will respect.</summary>
internal abstract class Scores
{
    /// <summary>How far down and up the interval reaches, in scales.</summary>
    public abstract (double Down, double Up) Reach(double level);

    /// <summary>The ceil((n + 1) × level)-th smallest; beyond the largest one, the normal tail carries on from it.</summary>
    protected static double Quantile(double[] sorted, double level)
    {
        var n = sorted.Length;
        var rank = (int)Math.Ceiling((n + 1) * level);
        return rank <= n ? sorted[Math.Max(rank, 1) - 1] : sorted[^1] * Normal(level) / Normal(n / (n + 1.0));
    }

    private static double Normal(double level) => MathNet.Numerics.Distributions.Normal.InvCDF(0.0, 1.0, (1.0 + Math.Min(level, 0.9999)) / 2.0);
}

/// <summary>
/// Scores of unrelated series. Half the way between equal tails and a symmetric interval: errors lean to one side, but the lean
/// of the past is only half to be trusted.
/// </summary>
internal sealed class UnrelatedScores : Scores
{
    private readonly double[] _rising, _falling, _absolute;

    public UnrelatedScores(IEnumerable<double> errors)
    {
        _rising = [.. errors.Order()];
        _falling = [.. _rising.Select(e => -e).Order()];
        _absolute = [.. _rising.Select(Math.Abs).Order()];
    }

    public override (double Down, double Up) Reach(double level)
    {
        var symmetric = Quantile(_absolute, level);
        var tail = (1.0 + level) / 2.0;
        var down = Math.Max(Quantile(_falling, tail), 0.0);
        var up = Math.Max(Quantile(_rising, tail), 0.0);
        return (0.5 * (symmetric + down), 0.5 * (symmetric + up));
    }
}

/// <summary>
/// Scores of areas that share shocks. All areas lean together, so the lean is not trusted at all, and what counts is the number
/// of origins, not of areas: the interval holds at the worst of them, widened by √(1 + 1 ÷ origins) because the next common shock is another
/// draw beside the few that were seen (as a prediction interval is wider than that of a mean).
/// </summary>
internal sealed class RelatedScores(IEnumerable<IEnumerable<double>> origins) : Scores
{
    private readonly double[][] _origins = [.. origins.Select(o => o.Select(Math.Abs).Order().ToArray())];

    public override (double Down, double Up) Reach(double level)
    {
        var reach = _origins.Max(errors => Quantile(errors, level)) * Math.Sqrt(1.0 + 1.0 / _origins.Length);
        return (reach, reach);
    }
}
