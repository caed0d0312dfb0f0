using Insight.Warehouse.Periods;

namespace Insight.Indicators.Comparison;

/// <summary>
/// "Compared with whom?": where one area stands among comparable ones. The area itself is always one of those that are counted. Nothing
/// missing counts as a number: who has no value is among <see cref="Members"/> with its status and takes no part in any statistic.
/// </summary>
public sealed record PeerPosition
{
    /// <summary>The indicator.</summary>
    public required IndicatorTraits Indicator { get; init; }

    /// <summary>Id of the area that was asked.</summary>
    public required string Area { get; init; }

    /// <summary>The period, one for all.</summary>
    public required Period Period { get; init; }

    /// <summary>Who the peers are, and by what they were chosen.</summary>
    public required PeerSet Peers { get; init; }

    /// <summary>The asked area and its peers: those with a value from best to worst (neutral: from highest to lowest), then the others by id.</summary>
    public required IReadOnlyList<PeerMember> Members { get; init; }

    /// <summary>Number of areas that have a comparable value, the asked one included: the 38 of "12/38".</summary>
    public required int Compared { get; init; }

    /// <summary>The asked area's place from the best (neutral, and totals: from the highest), ties sharing the better one: the 12 of "12/38". Null without a value.</summary>
    public required int? Place { get; init; }

    /// <summary>How many are better (neutral: higher). Null where the asked area has no value, like the next two.</summary>
    public required int? Better { get; init; }

    /// <summary>How many are worse (neutral: lower).</summary>
    public required int? Worse { get; init; }

    /// <summary>How many others have the same value.</summary>
    public required int? Same { get; init; }

    /// <summary>
    /// The rank, only where the intervals leave one: nobody's interval overlaps the asked area's. Null otherwise, and <see cref="RankBest"/>
    /// and <see cref="RankWorst"/> say what can be said.
    /// </summary>
    public int? Rank => RankBest == RankWorst ? RankBest : null;

    /// <summary>Best rank that the intervals allow; null where there are no intervals.</summary>
    public required int? RankBest { get; init; }

    /// <summary>Worst rank that the intervals allow; null where there are no intervals.</summary>
    public required int? RankWorst { get; init; }

    /// <summary>Median and quartiles of those compared; null when fewer than three have a value.</summary>
    public required Quartiles? Quartiles { get; init; }

    /// <summary>Mean of the values, each area counting once; null when there is none.</summary>
    public required double? UnweightedMean { get; init; }

    /// <summary>
    /// multiplier × Σ numerators ÷ Σ denominators: the value of all compared areas together. Null for sums and for figures that cannot be
    /// put together (index, median, score).
    /// </summary>
    public required double? WeightedMean { get; init; }

    /// <summary>Reservations, as codes of <see cref="ComparisonCaveats"/>.</summary>
    public required IReadOnlyList<string> Caveats { get; init; }
}

/// <summary>Median and quartiles by linear interpolation between the ordered values (R's type 7).</summary>
public sealed record Quartiles(double Lowest, double Lower, double Median, double Upper, double Highest);

/// <summary>A set of comparable areas.</summary>
/// <param name="Kind">What it was made by.</param>
/// <param name="Id">As written in a request: <c>network:paijat-hame-4</c>, <c>region</c>, <c>neighbours</c> …</param>
/// <param name="Area">The area that names the set (network, region, grouping), or null.</param>
/// <param name="Areas">Ids of the peers, without the asked area.</param>
/// <param name="Features">Of nearest neighbours: by what they are near; else empty.</param>
public sealed record PeerSet(PeerSetKind Kind, string Id, string? Area, IReadOnlyList<string> Areas, IReadOnlyList<PeerFeature> Features)
{
    /// <summary>Of nearest neighbours: how many were asked for; else null.</summary>
    public int? Asked { get; init; }

    /// <summary>Of nearest neighbours: from how many municipalities they could be chosen, and which lack a feature; else null.</summary>
    public NeighbourChoice? Choice { get; init; }
}

/// <summary>From whom nearest neighbours could be chosen.</summary>
/// <param name="Candidates">How many areas have every feature that took part, without the asked one.</param>
/// <param name="Of">How many areas have any of them, or could have.</param>
/// <param name="Lacking">Those that could not be chosen, by id, each with the indicators that it has no value of in the period of the feature.</param>
public sealed record NeighbourChoice(int Candidates, int Of, IReadOnlyDictionary<string, IReadOnlyList<string>> Lacking);

/// <summary>What a set of peers is made by.</summary>
public enum PeerSetKind
{
    /// <summary>Members of a network.</summary>
    Network,

    /// <summary>Municipalities of the same region.</summary>
    Region,

    /// <summary>All municipalities of the country.</summary>
    Country,

    /// <summary>Municipalities of the same size.</summary>
    SizeClass,

    /// <summary>Municipalities of the same statistical grouping.</summary>
    Grouping,

    /// <summary>The municipalities that are most alike by features.</summary>
    Neighbours,

    /// <summary>A list that the asker wrote.</summary>
    Chosen,
}

/// <summary>A feature by which neighbours were chosen.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Weight">Its weight in the distance; 1 is usual.</param>
/// <param name="Period">The period whose values were taken; null where the feature has no data and took no part.</param>
/// <param name="IsLogarithm">Whether the logarithm was standardised (amounts).</param>
/// <param name="Area">The asked area's value.</param>
public sealed record PeerFeature(string Indicator, double Weight, Period? Period, bool IsLogarithm, double? Area)
{
    /// <summary>How many municipalities have a value in the period, the asked one included.</summary>
    public int Present { get; init; }

    /// <summary>Why it took no part: a code of <see cref="ComparisonCaveats"/> or <see cref="ChangeReasons"/>; null where it took part.</summary>
    public string? Left { get; init; }
}

/// <summary>One area of a comparison.</summary>
/// <param name="Area">Area id.</param>
/// <param name="IsAsked">Whether it is the area that was asked.</param>
/// <param name="Value">Its value; null where it has none or was left out.</param>
/// <param name="Status">Why there is no value, or a reservation on it; empty where there is none.</param>
/// <param name="Interval">Its interval by the kind of variation, or null.</param>
/// <param name="Left">Why it was left out of the comparison though it may have a value: a code of <see cref="ComparisonCaveats"/>; null when it was not.</param>
/// <param name="Distance">Of neighbours: how far from the asked area; else null.</param>
public sealed record PeerMember(string Area, bool IsAsked, double? Value, string Status, Interval? Interval, string? Left, double? Distance);
