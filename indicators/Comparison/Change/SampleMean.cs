using MathNet.Numerics.Distributions;

namespace Insight.Indicators.Comparison.Change;

/// <summary>A mean of scores that a sample found.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">Standard deviation of the respondents' scores, with n − 1.</param>
/// <param name="Respondents">How many answered, at least two.</param>
/// <param name="Population">How many could have, or null when that is not known.</param>
public sealed record SampleMean(double Mean, double Deviation, double Respondents, double? Population)
{
    /// <summary>The mean with the deviation that the sum of squares tells: s² = (Σ x² − n·mean²) ÷ (n − 1), which rounding cannot make negative.</summary>
    public static SampleMean Of(double mean, double squares, double respondents, double? population) => new(
        mean, Math.Sqrt(Math.Max(0, squares - (respondents * mean * mean)) / (respondents - 1)), respondents, population);

    /// <summary>s ÷ √n·FPC.</summary>
    public double StandardError => Deviation / Math.Sqrt(Respondents) * SampleMargins.FinitePopulation(Respondents, Population);

    /// <summary>The 95 % interval: mean ± t(n − 1)·s ÷ √n·FPC. s = 1, n = 60 of 120: ±0.18.</summary>
    public Interval Interval
    {
        get
        {
            var half = SampleMargins.OfMean(Deviation, Respondents, Population);
            return new(Mean - half, Mean + half);
        }
    }

    /// <summary>
    /// Probability of a difference at least as large between two means of one truth, each with its finite-population correction: Student's t with the degrees of
    /// freedom of Welch (1947). 1 where the means are the same; 0 where they differ and neither can vary.
    /// </summary>
    public static double Difference(SampleMean now, SampleMean before)
    {
        var difference = Math.Abs(now.Mean - before.Mean);
        var (first, second) = (Math.Pow(now.StandardError, 2), Math.Pow(before.StandardError, 2));
        if (difference == 0 || first + second == 0)
        {
            return difference == 0 ? 1 : 0;
        }

        var freedom = Math.Pow(first + second, 2) / ((first * first / (now.Respondents - 1)) + (second * second / (before.Respondents - 1)));
        return Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -difference / Math.Sqrt(first + second)));
    }
}
