using MathNet.Numerics.Distributions;

namespace Insight.Indicators.Comparison.Change;

/// <summary>
/// Margins of shares and means that were found by asking some of a population. They are about chance only: who did not answer may differ from
/// who did, and no formula knows how.
/// </summary>
public static class SampleMargins
{
    /// <summary>Above this share of the population an answer is as good as a census, and no margin is given.</summary>
    public const double NearCensus = 0.95;

    /// <summary>Fewest respondents of whom anything is said.</summary>
    public const int FewestRespondents = 5;

    /// <summary>√((N − n) ÷ (N − 1)): how much smaller the margin is because the population is not endless. 1 when its size is not known.</summary>
    public static double FinitePopulation(double respondents, double? population) => population is { } all && all > 1
        ? Math.Sqrt(Math.Max(0, (all - respondents) / (all - 1)))
        : 1;

    /// <summary>Half the width of the 95 % interval of a share: z·√(p(1 − p) ÷ n)·FPC. n = 60 of 120 at one half: 0.0898.</summary>
    /// <param name="share">Between 0 and 1.</param>
    /// <param name="respondents">n, above 0.</param>
    /// <param name="population">N, or null when it is not known.</param>
    public static double OfShare(double share, double respondents, double? population = null) =>
        PoissonCounts.Z95 * Math.Sqrt(share * (1 - share) / respondents) * FinitePopulation(respondents, population);

    /// <summary>Half the width of the 95 % interval of a mean: t(n − 1)·s ÷ √n·FPC. s = 1, n = 60 of 120: 0.18.</summary>
    public static double OfMean(double deviation, double respondents, double? population = null) =>
        StudentT.InvCDF(0, 1, respondents - 1, 0.975) * deviation / Math.Sqrt(respondents) * FinitePopulation(respondents, population);

    /// <summary>How many must answer for a margin of a share at one half: n₀ ÷ (1 + (n₀ − 1) ÷ N), rounded up. ±5 points of 120: 92.</summary>
    public static int Needed(double margin, double? population = null)
    {
        var endless = PoissonCounts.Z95 * PoissonCounts.Z95 * 0.25 / (margin * margin);
        return (int)Math.Ceiling(population is { } all ? endless / (1 + ((endless - 1) / all)) : endless);
    }

    /// <summary>
    /// Wilson's score interval of a share (1927), which holds for few respondents and for 0 and 100 %: 30 of 60 gives [0.377, 0.623]. A finite
    /// population counts as more respondents: n·(N − 1) ÷ (N − n).
    /// </summary>
    /// <param name="share">Between 0 and 1.</param>
    /// <param name="respondents">n, above 0.</param>
    /// <param name="population">N, or null when it is not known.</param>
    public static Interval Wilson(double share, double respondents, double? population = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(respondents);
        var correction = FinitePopulation(respondents, population);
        if (correction == 0)
        {
            return new(share, share);
        }

        var n = respondents / (correction * correction);
        var square = PoissonCounts.Z95 * PoissonCounts.Z95;
        var centre = (share + (square / (2 * n))) / (1 + (square / n));
        var half = PoissonCounts.Z95 / (1 + (square / n)) * Math.Sqrt((share * (1 - share) / n) + (square / (4 * n * n)));
        return new(share == 0 ? 0 : Math.Max(0, centre - half), share == 1 ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>Probability of a difference at least as large between two shares of one truth, each with its finite-population correction.</summary>
    public static double Difference(SampleShare now, SampleShare before)
    {
        var pooled = ((now.Share * now.Respondents) + (before.Share * before.Respondents)) / (now.Respondents + before.Respondents);
        var error = Math.Sqrt(pooled * (1 - pooled) * (now.Spread + before.Spread));
        var difference = Math.Abs(now.Share - before.Share);
        return difference == 0 ? 1 : error == 0 ? 0 : Math.Min(1, 2 * Normal.CDF(0, 1, -difference / error));
    }
}

/// <summary>A share that a sample found.</summary>
/// <param name="Share">Between 0 and 1.</param>
/// <param name="Respondents">How many answered.</param>
/// <param name="Population">How many could have, or null when that is not known.</param>
public sealed record SampleShare(double Share, double Respondents, double? Population)
{
    /// <summary>FPC² ÷ n: what the variance p(1 − p) is multiplied by.</summary>
    internal double Spread => Math.Pow(SampleMargins.FinitePopulation(Respondents, Population), 2) / Respondents;

    /// <summary>The 95 % interval (Wilson).</summary>
    internal Interval Interval => SampleMargins.Wilson(Share, Respondents, Population);
}
