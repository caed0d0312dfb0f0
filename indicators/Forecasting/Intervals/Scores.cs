namespace Insight.Indicators.Forecasting.Intervals;

/// <summary>Standardised errors of one pool at one horizon with its neighbours, and the quantiles that future errors will respect.</summary>
internal sealed class Scores
{
    private readonly double[] _rising, _falling, _absolute;
    private readonly bool _leans;

    /// <param name="errors">Standardised errors, actual minus forecast.</param>
    /// <param name="leans">Whether the errors' lean to one side is trusted, by half.</param>
    public Scores(IEnumerable<double> errors, bool leans)
    {
        _leans = leans;
        _rising = [.. errors];
        _falling = Array.ConvertAll(_rising, e => -e);
        _absolute = Array.ConvertAll(_rising, Math.Abs);
        Array.Sort(_rising);
        Array.Sort(_falling);
        Array.Sort(_absolute);
    }

    /// <summary>
    /// How far down and up the interval reaches, in scales: half the way between equal tails and a symmetric interval, as the lean
    /// of past errors is only half to be trusted; symmetric where all areas of a panel leaned together under a common shock.
    /// </summary>
    public (double Down, double Up) Reach(double level)
    {
        var symmetric = Quantile(_absolute, level);
        if (!_leans)
        {
            return (symmetric, symmetric);
        }
        var tail = (1.0 + level) / 2.0;
        var up = Quantile(_rising, tail);
        var down = Quantile(_falling, tail);
        return (0.5 * (symmetric + Math.Max(down, 0.0)), 0.5 * (symmetric + Math.Max(up, 0.0)));
    }

    /// <summary>The ceil((n + 1) × level)-th smallest; beyond the largest one, the normal tail carries on from it.</summary>
    private static double Quantile(double[] sorted, double level)
    {
        var n = sorted.Length;
        var rank = (int)Math.Ceiling((n + 1) * level);
        return rank <= n ? sorted[Math.Max(rank, 1) - 1] : sorted[^1] * Normal(level) / Normal(n / (n + 1.0));
    }

    private static double Normal(double level) => MathNet.Numerics.Distributions.Normal.InvCDF(0.0, 1.0, (1.0 + Math.Min(level, 0.9999)) / 2.0);
}
