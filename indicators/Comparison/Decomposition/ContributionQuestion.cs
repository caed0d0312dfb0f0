namespace Insight.Indicators.Comparison.Decomposition;

/// <summary>What is needed to take a change apart.</summary>
public sealed record ContributionQuestion
{
    /// <summary>The indicator.</summary>
    public required IndicatorTraits Indicator { get; init; }

    /// <summary>Whether the indicator has components at all; an index, a median or a score has none.</summary>
    public required bool HasComponents { get; init; }

    /// <summary>Area id.</summary>
    public required string Area { get; init; }

    /// <summary>The earlier figure.</summary>
    public required SeriesPoint From { get; init; }

    /// <summary>The later figure.</summary>
    public required SeriesPoint To { get; init; }

    /// <summary>Of an aggregate: its members in both periods, the same ones; empty for one municipality.</summary>
    public IReadOnlyList<MemberFigures> Members { get; init; } = [];

    /// <summary>Whether a series break lies between the two figures.</summary>
    public bool IsOverBreak { get; init; }

    /// <summary>Reservations.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];
}

/// <summary>One member's two figures.</summary>
public sealed record MemberFigures(string Area, SeriesPoint From, SeriesPoint To);
