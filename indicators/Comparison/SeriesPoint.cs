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

    /// <summary>Whether an end was cut off at a bound that no figure can pass.</summary>
    public bool IsCut { get; init; }

    /// <summary>The range in another unit.</summary>
    /// <param name="factor">Not negative.</param>
    public Interval Times(double factor) => this with { Low = Low * factor, High = High * factor };

    /// <summary>The part of the range that lies within bounds; the range itself where nothing of it does.</summary>
    public Interval Within(Interval bounds) => (Low < bounds.Low || High > bounds.High) && Overlaps(bounds)
        ? new(Math.Max(Low, bounds.Low), Math.Min(High, bounds.High)) { IsCut = true }
        : this;
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
    /// <summary>A range without ends.</summary>
    public static readonly Interval Unbounded = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>What no figure of the indicator can pass: 0 for what is counted or measured from nothing, 100 for parts of a whole.</summary>
    public Interval Bounds { get; init; } = Unbounded;

    /// <summary>Whether it is a total: larger areas have more of it, so that between areas more or less is neither better nor worse.</summary>
    public bool IsTotal { get; init; }

    /// <summary>Which way is better when areas are compared: of totals neither, whatever is better in an area's own series.</summary>
    public Definitions.Direction BetweenAreas => IsTotal ? Definitions.Direction.Neutral : Direction;

    /// <summary>Whether a change or difference of this sign is for the better; null where neither way is.</summary>
    public bool? IsBetter(double difference) => Direction switch
    {
        _ when difference == 0 => null,
        Definitions.Direction.Higher => difference > 0,
        Definitions.Direction.Lower => difference < 0,
        _ => null,
    };
}
