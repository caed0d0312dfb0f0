using System.Globalization;

namespace Insight.Indicators.Disclosure;

/// <summary>
/// Below which counts a value must not be shown. A limit of 0 protects nothing: right for figures that the producer has already made public.
/// Applied when an edition is written, never at query time.
/// </summary>
/// <param name="MinNumerator">Smallest numerator that may be shown.</param>
/// <param name="MinDenominator">Smallest denominator on which a rate may be shown.</param>
/// <param name="MinGroup">Smallest number of persons in a cell.</param>
public sealed record DisclosureLimits(int MinNumerator, int MinDenominator, int MinGroup)
{
    /// <summary>Nothing is withheld.</summary>
    public static readonly DisclosureLimits None = new(0, 0, 0);

    /// <summary>
    /// Whether a cell is too small to be shown. A numerator of 0 is shown. Persons are counted by the denominator of a rate, and by the amount
    /// itself where nothing is divided.
    /// </summary>
    /// <param name="numerator">The amount, or what is divided; null where the row has none.</param>
    /// <param name="denominator">What it is divided by; null where nothing is divided.</param>
    public bool IsTooSmall(double? numerator, double? denominator) =>
        (numerator > 0 && numerator < MinNumerator)
        || (denominator > 0 && denominator < Math.Max(MinDenominator, MinGroup))
        || (denominator is null && numerator > 0 && numerator < MinGroup);

    /// <summary><see cref="IsTooSmall"/> as a condition on the columns numerator and denominator.</summary>
    internal string Sql => string.Create(
        CultureInfo.InvariantCulture,
        $"(numerator > 0 AND numerator < {MinNumerator}) OR (denominator > 0 AND denominator < {Math.Max(MinDenominator, MinGroup)}) OR (denominator IS NULL AND numerator > 0 AND numerator < {MinGroup})");
}
