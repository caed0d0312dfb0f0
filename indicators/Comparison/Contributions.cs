using Insight.Warehouse.Periods;

namespace Insight.Indicators.Comparison;

/// <summary>
/// "Why did it change?" in the arithmetical sense: what of a change comes from the numerator and what from the denominator, and what from
/// each member of an aggregate. The parts add up to the change exactly; they are shares of a calculation, not causes.
/// </summary>
public sealed record Contributions
{
    /// <summary>The indicator.</summary>
    public required IndicatorTraits Indicator { get; init; }

    /// <summary>Area id.</summary>
    public required string Area { get; init; }

    /// <summary>The earlier figure.</summary>
    public required SeriesPoint From { get; init; }

    /// <summary>The later figure.</summary>
    public required SeriesPoint To { get; init; }

    /// <summary>Why it is refused: a code of <see cref="ContributionReasons"/>; null where it is not.</summary>
    public string? Reason { get; init; }

    /// <summary>The change, in the indicator's unit; null where it is refused, like the next two.</summary>
    public double? Change { get; init; }

    /// <summary>What the numerator's change alone explains, averaged over both orders (Shapley).</summary>
    public double? FromNumerator { get; init; }

    /// <summary>What the denominator's change alone explains; 0 for sums.</summary>
    public double? FromDenominator { get; init; }

    /// <summary>Of an aggregate: its members, the largest absolute contribution first; empty for one municipality and where it is refused.</summary>
    public IReadOnlyList<MemberContribution> Members { get; init; } = [];

    /// <summary>Members that lack a component in either period: because of them it is refused.</summary>
    public IReadOnlyList<MissingMember> Missing { get; init; } = [];

    /// <summary>Reservations, as codes of <see cref="ComparisonCaveats"/>.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];
}

/// <summary>What one member contributes to the aggregate's change.</summary>
/// <param name="Area">Area id.</param>
/// <param name="From">Its own earlier figure.</param>
/// <param name="To">Its own later figure.</param>
/// <param name="FromNumerator">By its numerator.</param>
/// <param name="FromDenominator">By its denominator.</param>
public sealed record MemberContribution(string Area, SeriesPoint From, SeriesPoint To, double FromNumerator, double FromDenominator)
{
    /// <summary>Both together; the members' totals add up to the aggregate's change.</summary>
    public double Total => FromNumerator + FromDenominator;
}

/// <summary>A member without a figure, and why.</summary>
public sealed record MissingMember(string Area, Period Period, string Status);

/// <summary>Why a change cannot be taken apart.</summary>
public static class ContributionReasons
{
    /// <summary>One of the two figures is missing.</summary>
    public const string NoValue = "no-value";

    /// <summary>A member lacks a component; the members are listed.</summary>
    public const string MembersMissing = "members-missing";

    /// <summary>The indicator has no components (index, median, score).</summary>
    public const string NotDecomposable = "not-decomposable";

    /// <summary>A series break lies between the two.</summary>
    public const string SeriesBreak = "break";

    /// <summary>The members' components do not add up to the aggregate's: the producer's own figure stands there.</summary>
    public const string MembersDoNotAddUp = "members-do-not-add-up";
}
