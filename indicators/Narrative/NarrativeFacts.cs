using Insight.Indicators.Comparison;
using Insight.Warehouse.Areas;

namespace Insight.Indicators.Narrative;

/// <summary>Everything that the sentences about one figure are written from. Nothing is looked up elsewhere.</summary>
public sealed record NarrativeFacts
{
    /// <summary>The indicator.</summary>
    public required NarratedIndicator Indicator { get; init; }

    /// <summary>The area.</summary>
    public required Area Area { get; init; }

    /// <summary>The figure against the one before it, and what can be said of the difference.</summary>
    public required ChangeVerdict Change { get; init; }

    /// <summary>Municipal division of the figures: as-was, as-delivered, or the day of an earlier one as 2015-01-01; null for the current one.</summary>
    public string? Division { get; init; }

    /// <summary>Why the series breaks at or before the figure, by language; null where it does not.</summary>
    public IReadOnlyDictionary<string, string>? BreakReason { get; init; }

    /// <summary>Its place among others; null where it was not compared.</summary>
    public PeerPosition? Peers { get; init; }

    /// <summary>The area that names the peers (network, region, grouping); null where none does.</summary>
    public Area? PeersArea { get; init; }

    /// <summary>Of an aggregate: its members that have a value in the period; else empty.</summary>
    public IReadOnlyList<MemberFigure> Members { get; init; } = [];

    /// <summary>Its target; null where none is recorded.</summary>
    public TargetProgress? Target { get; init; }

    /// <summary>The day (UTC) that the producers themselves give its data; null where one of them gives none.</summary>
    public DateOnly? Updated { get; init; }

    /// <summary>The day (UTC) on which its data were loaded; null where that is not known.</summary>
    public DateOnly? Loaded { get; init; }

    /// <summary>Whether the two figures differ as they are shown.</summary>
    public bool IsChangeShown => Change is { Now.Value: { } now, Before.Value: { } before }
        && NarrativeLanguage.Round(now, Indicator.ShownDecimals) != NarrativeLanguage.Round(before, Indicator.ShownDecimals);
}

/// <summary>An indicator as sentences need it.</summary>
/// <param name="Id">Indicator id.</param>
/// <param name="Names">Name by language.</param>
/// <param name="Unit">Label of the unit by language.</param>
/// <param name="Decimals">Decimals to show; sentences show two at most.</param>
/// <param name="Synthetic">Whether the figures are invented.</param>
/// <param name="Sources">Names of the sources, each by language.</param>
public sealed record NarratedIndicator(
    string Id,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyDictionary<string, string> Unit,
    int Decimals,
    bool Synthetic,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Sources)
{
    private const int MostDecimals = 2;

    /// <summary>Decimals in sentences.</summary>
    public int ShownDecimals => Math.Min(Decimals, MostDecimals);
}

/// <summary>The value of a member of an aggregate.</summary>
public sealed record MemberFigure(Area Area, double Value);
