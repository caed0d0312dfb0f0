using MathNet.Numerics;

namespace Insight.Indicators.Comparison.Change;

/// <summary>Counts of independent events: their interval, and whether two of them differ.</summary>
public static class PoissonCounts
{
    /// <summary>Ties in a sum of probabilities are those that differ by less than this, as in R's <c>binom.test</c>.</summary>
    private const double TieTolerance = 1 + 1e-7;

    /// <summary>Two-sided 95 % quantile of the normal distribution.</summary>
    internal const double Z95 = 1.959963984540054;

    /// <summary>
    /// Byar's approximation of the exact Poisson interval (Breslow &amp; Day 1987): d = 12 gives [6.19, 20.96]. Below 0 the count does not go.
    /// </summary>
    /// <param name="count">Events, not negative.</param>
    public static Interval Byar(double count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var low = count == 0 ? 0 : count * Cube(1 - (1 / (9 * count)) - (Z95 / (3 * Math.Sqrt(count))));
        var next = count + 1;
        return new(Math.Max(0, low), next * Cube(1 - (1 / (9 * next)) + (Z95 / (3 * Math.Sqrt(next)))));
    }

    /// <summary>
    /// The exact conditional test of two counts (Przyborowski &amp; Wilenski 1940): given their sum, the first is binomial with the share of its
    /// exposure. Two-sided as R's <c>poisson.test</c>: all outcomes that are not more probable than the one seen.
    /// </summary>
    /// <param name="first">A count, not negative; fractions are rounded to whole events.</param>
    /// <param name="firstExposure">Its exposure (persons, hours, or 1 for each when they are equal), above 0.</param>
    /// <param name="second">The other count.</param>
    /// <param name="secondExposure">Its exposure, above 0.</param>
    /// <returns>The probability of a difference at least as improbable when both have one rate; 1 when both counts are 0.</returns>
    public static double ExactConditional(double first, double firstExposure, double second, double secondExposure)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(firstExposure);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(secondExposure);
        var (seen, total) = (Whole(first), Whole(first) + Whole(second));
        var share = firstExposure / (firstExposure + secondExposure);
        var limit = LogProbability(seen, total, share) + Math.Log(TieTolerance);
        var mode = Math.Min(total, (long)Math.Floor((total + 1) * share));
        return LogProbability(mode, total, share) <= limit ? 1 : Math.Min(1, Tail(seen, mode, total, share, limit));
    }

    /// <summary>Sum over all outcomes that are not more probable than the one seen; each side ends where probabilities no longer count.</summary>
    private static double Tail(long seen, long mode, long total, double share, double limit)
    {
        double sum = 0;
        for (var k = FirstBelow(seen, mode, total, share, limit, -1); k >= 0; k--)
        {
            if (!AddTo(ref sum, LogProbability(k, total, share)))
            {
                break;
            }
        }

        for (var k = FirstBelow(seen, mode, total, share, limit, 1); k <= total; k++)
        {
            if (!AddTo(ref sum, LogProbability(k, total, share)))
            {
                break;
            }
        }

        return sum;
    }

    /// <summary>The outcome nearest to the mode on one side that is not more probable than the one seen. Probabilities fall on both sides.</summary>
    private static long FirstBelow(long seen, long mode, long total, double share, double limit, int side)
    {
        if (side < 0 ? seen < mode : seen > mode)
        {
            return seen;
        }

        var (near, far) = side < 0 ? (mode, -1L) : (mode, total + 1);
        while (Math.Abs(far - near) > 1)
        {
            var middle = near + ((far - near) / 2);
            (near, far) = LogProbability(middle, total, share) <= limit ? (near, middle) : (middle, far);
        }

        return far;
    }

    private static bool AddTo(ref double sum, double logProbability)
    {
        var probability = Math.Exp(logProbability);
        sum += probability;
        return probability > sum * 1e-17;
    }

    private static double LogProbability(long k, long total, double share) =>
        SpecialFunctions.GammaLn(total + 1) - SpecialFunctions.GammaLn(k + 1) - SpecialFunctions.GammaLn(total - k + 1)
            + (k == 0 ? 0 : k * Math.Log(share)) + (total == k ? 0 : (total - k) * Math.Log(1 - share));

    private static long Whole(double count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return (long)Math.Round(count, MidpointRounding.AwayFromZero);
    }

    private static double Cube(double number) => number * number * number;
}
