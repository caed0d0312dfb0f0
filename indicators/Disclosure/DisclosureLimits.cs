using Insight.Indicators.Definitions;

namespace Insight.Indicators.Disclosure;

/// <summary>
/// Below which counts a value must not be shown. A limit of 0 protects nothing: right for figures that the producer has already made public.
/// Applied when an edition is written, never at query time.
/// </summary>
/// <param name="MinNumerator">Smallest numerator that may be shown.</param>
/// <param name="MinDenominator">Smallest denominator on which a rate may be shown, in the denominator's own unit.</param>
/// <param name="MinGroup">Smallest number of persons in a cell.</param>
public sealed record DisclosureLimits(int MinNumerator, int MinDenominator, int MinGroup)
{
    /// <summary>Name of a figure that counts, as an input.</summary>
    internal const string CountInput = "counted";

    /// <summary>Nothing is withheld.</summary>
    public static readonly DisclosureLimits None = new(0, 0, 0);

    /// <summary>The figure that counts the persons of a cell; null where the denominator, or the amount that nothing divides, counts them.</summary>
    public IndicatorInput? Persons { get; init; }

    /// <summary>How many persons of a cell must be affected (absent, for days of sickness), and how many not; null where it does not matter.</summary>
    public AffectedLimit? Affected { get; init; }

    /// <summary>How much of a cell one person may have; null where it does not matter.</summary>
    public LargestLimit? Largest { get; init; }

    /// <summary>All figures by which cells are counted.</summary>
    public IEnumerable<IndicatorInput> Counts => new[] { Persons, Affected?.Counted, Largest?.Amount, Largest?.Of }.OfType<IndicatorInput>();

    /// <summary>Whether anything is withheld.</summary>
    public bool Protects => MinNumerator > 0 || MinDenominator > 0 || MinGroup > 0 || Affected is not null || Largest is not null;

    /// <summary>Whether a cell has too few persons, or too small a denominator, to be shown. One without anybody is shown.</summary>
    /// <param name="denominator">What is divided by; null where nothing is.</param>
    /// <param name="persons">How many persons the cell has; NaN where they should be known and are not, null where nothing counts persons.</param>
    /// <param name="share">Which part of a year's limit holds for a denominator that is time of work; see <see cref="LimitShare"/>.</param>
    /// <param name="personsShare">The same for persons that are counted in person-years.</param>
    internal bool IsTooFew(double? denominator, double? persons, double share = 1, double personsShare = 1) =>
        (denominator > 0 && denominator < MinDenominator * share)
        || (MinGroup > 0 && persons is { } count && (double.IsNaN(count) || (count > 0 && count < MinGroup * personsShare)));

    /// <summary>Whether what is counted above the line is too little to be shown; 0 is shown.</summary>
    internal bool IsTooLittle(double? numerator) => numerator > 0 && numerator < MinNumerator;
}

/// <summary>That what is counted must come from several persons, and not from everybody.</summary>
/// <param name="Counted">The figure that counts the affected persons of a cell.</param>
/// <param name="Min">Fewest of them.</param>
/// <param name="MinOthers">Fewest other persons in the cell.</param>
public sealed record AffectedLimit(IndicatorInput Counted, int Min, int MinOthers)
{
    /// <summary>Whether a cell has too few affected persons, or too few others; also where they should be known and are not (NaN).</summary>
    internal bool IsBroken(double? affected, double? persons) => !(affected >= Min) || (persons is { } all && !(all - affected >= MinOthers));
}

/// <summary>That no person may have more than a part of what is counted.</summary>
/// <param name="Amount">The figure with what the person has who has the most. Longer periods and larger areas have the sum: no person can have more.</param>
/// <param name="Of">The figure of which it is a part.</param>
/// <param name="MaxShare">Largest part, in per cent.</param>
public sealed record LargestLimit(IndicatorInput Amount, IndicatorInput Of, int MaxShare)
{
    /// <summary>Whether one person may dominate a cell; also where it should be known and is not (NaN). Nobody dominates where there is nothing.</summary>
    internal bool IsBroken(double? largest, double? all) => !(largest * 100 <= all * MaxShare);
}
