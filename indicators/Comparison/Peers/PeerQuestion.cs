using Insight.Warehouse.Periods;

namespace Insight.Indicators.Comparison.Peers;

/// <summary>What is needed to place one area among its peers.</summary>
public sealed record PeerQuestion
{
    /// <summary>The indicator.</summary>
    public required IndicatorTraits Indicator { get; init; }

    /// <summary>Id of the asked area.</summary>
    public required string Area { get; init; }

    /// <summary>The period.</summary>
    public required Period Period { get; init; }

    /// <summary>The peers.</summary>
    public required PeerSet Peers { get; init; }

    /// <summary>The figure of every peer and of the asked area; who is absent counts as missing.</summary>
    public required IReadOnlyList<PeerFigure> Figures { get; init; }

    /// <summary>Distances of nearest neighbours by area id; empty otherwise.</summary>
    public IReadOnlyDictionary<string, double> Distances { get; init; } = new Dictionary<string, double>();

    /// <summary>Reservations that hold for the comparison as a whole.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];
}

/// <summary>One area's figure.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Point">Its figure in the asked period.</param>
/// <param name="Interval">Its interval, or null.</param>
/// <param name="Left">Why it must not be compared: a code of <see cref="ComparisonCaveats"/>; null when it may.</param>
public sealed record PeerFigure(string Area, SeriesPoint Point, Interval? Interval, string? Left);
