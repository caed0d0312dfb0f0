using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Comparison;

/// <summary>One figure of a series, as published.</summary>
/// <param name="Period">Its period.</param>
/// <param name="Value">The value, unrounded, in the indicator's unit; null where there is none, never 0 for a missing one.</param>
/// <param name="Numerator">What is above the line; of sums the value itself; null where the indicator has no components.</param>
/// <param name="Denominator">What is below the line; null for sums and published figures.</param>
/// <param name="Status">Code of <see cref="ObservationStatus"/>; empty for a number without reservations, always set where there is none.</param>
public sealed record SeriesPoint(Period Period, double? Value, double? Numerator, double? Denominator, string Status)
{
    /// <summary>Whether the value is multiplier × numerator ÷ denominator (of a sum: the numerator); not so for medians and indices.</summary>
    public bool IsMadeOfComponents(double multiplier) => (Value, Numerator, Denominator) switch
    {
        ({ } value, { } numerator, null) => Near(value, multiplier * numerator),
        ({ } value, { } numerator, { } denominator) => denominator != 0 && Near(value, multiplier * numerator / denominator),
        _ => false,
    };

    /// <summary>A cell that the publication does not have.</summary>
    public static SeriesPoint Absent(Period period) => new(period, null, null, null, ObservationStatus.Unknown.Code);

    private static bool Near(double value, double made) => Math.Abs(value - made) <= 1e-6 * Math.Max(Math.Abs(value), 1e-9);
}

/// <summary>A range around a value, in the unit of the value.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, never below the lower one.</param>
public sealed record Interval(double Low, double High)
{
    /// <summary>Whether a number lies in the range, its ends included.</summary>
    public bool Contains(double number) => Low <= number && number <= High;

    /// <summary>Whether two ranges have a number in common.</summary>
    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;

    /// <summary>The range in another unit.</summary>
    /// <param name="factor">Not negative.</param>
    public Interval Times(double factor) => new(Low * factor, High * factor);
}

/// <summary>What the methods must know of an indicator.</summary>
/// <param name="Id">Indicator id.</param>
/// <param name="Version">Version of the definition.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Variation">Which test of change applies.</param>
/// <param name="Multiplier">value = multiplier × numerator ÷ denominator.</param>
/// <param name="Decimals">Decimals to show.</param>
/// <param name="IsPercent">Whether the unit is a per cent: a difference is then in percentage points.</param>
public sealed record IndicatorTraits(
    string Id, int Version, Definitions.Direction Direction, Definitions.Variation Variation, double Multiplier, int Decimals, bool IsPercent)
{
    /// <summary>Whether a change or difference of this sign is for the better; null where neither way is.</summary>
    public bool? IsBetter(double difference) => Direction switch
    {
        _ when difference == 0 => null,
        Definitions.Direction.Higher => difference > 0,
        Definitions.Direction.Lower => difference < 0,
        _ => null,
    };
}
