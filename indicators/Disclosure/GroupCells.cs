using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Disclosure;

/// <summary>A computed row of today's areas.</summary>
/// <param name="Area">Its area.</param>
/// <param name="Period">Its period.</param>
/// <param name="Keys">Its breakdown members.</param>
/// <param name="Numerator">The amount, or what is divided; null where the row has none.</param>
/// <param name="Denominator">What it is divided by; null where nothing is divided.</param>
/// <param name="IsAggregated">Whether it was added up over members.</param>
internal sealed record CellRow(string Area, Period Period, string[] Keys, double? Numerator, double? Denominator, bool IsAggregated)
{
    /// <summary>Whether there is anything to hide; else the source itself withholds the figure.</summary>
    public bool HasFigure => Numerator is not null || Denominator is not null;
}

/// <summary>All places at which any indicator of a group shows a figure, and which of them must not be shown by themselves.</summary>
/// <param name="members">Aggregate → its members.</param>
internal sealed class GroupCells(ILookup<string, string> members)
{
    private const int FewestMembers = 3;
    private const double LargestShare = 0.8;

    private readonly Dictionary<ProtectedPlace, int> index = [];
    private readonly List<ProtectedPlace> places = [];
    private readonly List<double> figures = [];
    private readonly List<(double Amount, IndicatorDefinition? Of)> amounts = [];
    private readonly HashSet<int> shown = [];
    private readonly HashSet<int> tooSmall = [];
    private readonly HashSet<int> aggregated = [];

    /// <summary>All places, in the order in which they were met; a position in it is the id of a cell.</summary>
    public IReadOnlyList<ProtectedPlace> Places => places;

    /// <summary>Whether there is anything to protect.</summary>
    public bool HasPrimary => tooSmall.Count > 0;

    /// <summary>The places that have no figure because the source withholds it.</summary>
    public IEnumerable<int> Withheld => Enumerable.Range(0, places.Count).Where(cell => !shown.Contains(cell));

    /// <summary>Takes a row: its figures stand at its places, which are too small by its limits or not.</summary>
    /// <param name="version">The definition whose row it is.</param>
    /// <param name="row">The row.</param>
    /// <param name="at">The places of its figures.</param>
    /// <param name="figure">How much stands there: persons where they are counted.</param>
    /// <param name="small">Those of the places that must not be shown.</param>
    public void Take(IndicatorDefinition version, CellRow row, IEnumerable<ProtectedPlace> at, double figure, IEnumerable<ProtectedPlace> small)
    {
        foreach (var cell in at.Select(CellOf))
        {
            if (!row.HasFigure)
            {
                continue;
            }

            shown.Add(cell);
            figures[cell] = Math.Max(figures[cell], figure);
            amounts[cell] = amounts[cell].Of is null ? (row.Numerator ?? row.Denominator ?? 0, version) : amounts[cell];
            if (row.IsAggregated)
            {
                aggregated.Add(cell);
            }
        }

        tooSmall.UnionWith(small.Select(CellOf));
    }

    /// <summary>The cell of a place, or −1.</summary>
    public int Find(ProtectedPlace place) => index.GetValueOrDefault(place, -1);

    /// <summary>What one definition adds up at places, by which sums are known; null where not all have it, as where the source withholds one.</summary>
    public double[]? AmountsOf(IEnumerable<int> of)
    {
        var all = of.Select(cell => amounts[cell]).ToList();
        return all.TrueForAll(item => item.Of is not null && item.Of == all[0].Of) ? [.. all.Select(item => item.Amount)] : null;
    }

    /// <summary>
    /// The cells that must not be shown, and why: they are too small, or the sum over a small one and too few others, each of whom could tell it, or
    /// over one that dominates it. Where all members are shown their sum tells nothing new.
    /// </summary>
    public IReadOnlyDictionary<int, ObservationStatus> Primary()
    {
        var primary = tooSmall.ToDictionary(cell => cell, _ => ObservationStatus.Suppressed);
        foreach (var cell in aggregated.Where(cell => !tooSmall.Contains(cell)))
        {
            var parts = members[places[cell].Area].Select(area => Find(places[cell] with { Area = area })).Where(part => part >= 0).ToList();
            if (parts.Exists(tooSmall.Contains) && Dominance(parts, figures[cell]) is { } status)
            {
                primary[cell] = status;
            }
        }

        return primary;
    }

    /// <summary>The cells as the suppression takes them. Totals are missed most: of all breakdowns, then of areas, then of years.</summary>
    public IReadOnlyList<ProtectedCell> Cells() => [.. places.Select((place, cell) => new ProtectedCell(cell, figures[cell], RankOf(place)))];

    private int RankOf(ProtectedPlace place) =>
        (place.Members.All(DefaultMember.Is) ? 4 : 0) + (members.Contains(place.Area) ? 2 : 0) + (place.Period.Frequency == Frequency.Annual ? 1 : 0);

    private ObservationStatus? Dominance(List<int> parts, double sum) =>
        parts.Count < FewestMembers ? ObservationStatus.DominanceOfTwo
        : parts.Max(part => figures[part]) > LargestShare * sum ? ObservationStatus.DominanceOfOne
        : null;

    private int CellOf(ProtectedPlace place)
    {
        if (!index.TryGetValue(place, out var cell))
        {
            cell = index[place] = places.Count;
            places.Add(place);
            figures.Add(0);
            amounts.Add((0, null));
        }

        return cell;
    }
}
