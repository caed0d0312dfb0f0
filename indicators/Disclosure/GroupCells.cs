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
/// <param name="Withheld">Why the source itself withholds the figures; null where it gives them.</param>
internal sealed record CellRow(string Area, Period Period, string[] Keys, double? Numerator, double? Denominator, bool IsAggregated, ObservationStatus? Withheld);

/// <summary>All places at which any indicator of a group shows a figure, and which of them must not be shown by themselves.</summary>
/// <param name="breakdowns">The breakdowns of the group.</param>
/// <param name="members">Aggregate → its members.</param>
internal sealed class GroupCells(IReadOnlyList<string> breakdowns, ILookup<string, string> members)
{
    private const int FewestMembers = 3;
    private const double LargestShare = 0.8;

    private readonly Dictionary<ProtectedPlace, int> index = [];
    private readonly List<ProtectedPlace> places = [];
    private readonly List<double> figures = [];
    private readonly List<Dictionary<(IndicatorDefinition Version, bool IsAbove), double>> amounts = [];
    private readonly HashSet<int> shown = [];
    private readonly Dictionary<int, ObservationStatus> tooSmall = [];
    private readonly HashSet<int> aggregated = [];
    private readonly Dictionary<int, ObservationStatus> withheld = [];
    private readonly List<int[]> rows = [];
    private readonly List<List<int>> rowsOf = [];

    /// <summary>All places, in the order in which they were met; a position in it is the id of a cell.</summary>
    public IReadOnlyList<ProtectedPlace> Places => places;

    /// <summary>Whether there is anything to protect.</summary>
    public bool HasPrimary => tooSmall.Count > 0 || withheld.Count > 0;

    /// <summary>The places that have no figure because the source withholds it, and why it does.</summary>
    public IReadOnlyDictionary<int, ObservationStatus> Withheld => withheld.Where(pair => !shown.Contains(pair.Key)).ToDictionary();

    /// <summary>Takes a row: its figures stand at its places, which are too small by its limits or not.</summary>
    /// <param name="version">The definition whose row it is.</param>
    /// <param name="row">The row.</param>
    /// <param name="at">The places of its figures.</param>
    /// <param name="figure">How much stands there: persons where they are counted.</param>
    /// <param name="small">Those of the places that must not be shown.</param>
    /// <param name="why">Why they must not.</param>
    public void Take(IndicatorDefinition version, CellRow row, IEnumerable<ProtectedPlace> at, double figure, IEnumerable<ProtectedPlace> small, ObservationStatus? why)
    {
        var cells = at.Select(CellOf).ToArray();
        rows.Add(cells);
        foreach (var cell in cells)
        {
            rowsOf[cell].Add(rows.Count - 1);
            if (row.Withheld is { } reason)
            {
                withheld[cell] = reason;
                continue;
            }

            shown.Add(cell);
            figures[cell] = Math.Max(figures[cell], figure);
            Note(cell, (version, true), row.Numerator);
            Note(cell, (version, false), row.Denominator);
            if (row.IsAggregated)
            {
                aggregated.Add(cell);
            }
        }

        foreach (var cell in small.Select(CellOf))
        {
            tooSmall[cell] = tooSmall.GetValueOrDefault(cell) == ObservationStatus.Suppressed ? ObservationStatus.Suppressed : why!;
        }
    }

    /// <summary>The cell of a place, or −1.</summary>
    public int Find(ProtectedPlace place) => index.GetValueOrDefault(place, -1);

    /// <summary>
    /// Whether figures are in a relation: as far as is known, any that all the places have. True where they have none in common, as where the source withholds
    /// one: a reader may know it.
    /// </summary>
    /// <param name="of">The places.</param>
    /// <param name="relation">The relation among their figures, in their order.</param>
    public bool MayHold(IReadOnlyList<int> of, Func<double[], bool> relation)
    {
        var isCommon = false;
        foreach (var figure in amounts[of[0]].Keys.Where(figure => of.All(cell => amounts[cell].ContainsKey(figure))))
        {
            if (relation([.. of.Select(cell => amounts[cell][figure])]))
            {
                return true;
            }

            isCommon = true;
        }

        return !isCommon;
    }

    /// <summary>
    /// The cells that must not be shown, and why: they are too small, or the sum over a small one and too few others, each of whom could tell it, or
    /// over one that dominates it. Where all members are shown their sum tells nothing new.
    /// </summary>
    public IReadOnlyDictionary<int, ObservationStatus> Primary()
    {
        var primary = new Dictionary<int, ObservationStatus>(tooSmall);
        foreach (var cell in aggregated.Where(cell => !tooSmall.ContainsKey(cell)))
        {
            var parts = members[places[cell].Area].Select(area => Find(places[cell] with { Area = area })).Where(part => part >= 0).ToList();
            if (parts.Exists(tooSmall.ContainsKey) && Dominance(parts, figures[cell]) is { } status)
            {
                primary[cell] = status;
            }
        }

        return primary;
    }

    /// <summary>The cells as the suppression takes them. Totals are missed most: of all breakdowns (of today's tasks, then of those of the time), then of areas, then of years.</summary>
    public IReadOnlyList<ProtectedCell> Cells() => [.. places.Select((place, cell) => new ProtectedCell(cell, figures[cell], RankOf(place)))];

    /// <summary>The cells of a figure that stand in no row any more, because of other figures of those rows that are hidden.</summary>
    public IEnumerable<int> GoneWith(IReadOnlyDictionary<int, ObservationStatus> hidden, string figure)
    {
        var gone = rows.Select(row => Array.Exists(row, hidden.ContainsKey)).ToArray();
        return places.Index().Where(item => item.Item.Figure == figure && rowsOf[item.Index].TrueForAll(row => gone[row])).Select(item => item.Index);
    }

    private int RankOf(ProtectedPlace place) =>
        (place.Members.All(DefaultMember.Is) ? 4 : 0) + (breakdowns.Zip(place.Members).All(item => DefaultMember.Of(item.First) != DefaultMember.Total || item.Second == DefaultMember.Total) ? 4 : 0) + (members.Contains(place.Area) ? 2 : 0) + (place.Period.Frequency == Frequency.Annual ? 1 : 0);

    private ObservationStatus? Dominance(List<int> parts, double sum) =>
        parts.Count < FewestMembers ? ObservationStatus.DominanceOfTwo
        : parts.Max(part => figures[part]) > LargestShare * sum ? ObservationStatus.DominanceOfOne
        : null;

    /// <summary>The amounts of a figure as the indicator adds them up by which most sums hold.</summary>
    public IReadOnlyDictionary<int, double> AmountsOf(string figure, IReadOnlyList<AdditiveEquation> sums)
    {
        var own = places.Index().Where(item => item.Item.Figure == figure).Select(item => item.Index).ToList();
        var by = own.SelectMany(cell => amounts[cell].Keys).Distinct().MaxBy(key => sums.Count(sum => Holds(sum, key)));
        return own.Where(cell => amounts[cell].ContainsKey(by)).ToDictionary(cell => cell, cell => amounts[cell][by]);
    }

    private bool Holds(AdditiveEquation sum, (IndicatorDefinition Version, bool IsAbove) by) =>
        sum.Cells.All(cell => amounts[cell].ContainsKey(by)) && Math.Abs(sum.Parts.Sum(part => amounts[part][by]) - amounts[sum.Total][by]) < 0.5;

    private void Note(int cell, (IndicatorDefinition Version, bool IsAbove) figure, double? amount)
    {
        if (amount is { } known)
        {
            amounts[cell].TryAdd(figure, known);
        }
    }

    private int CellOf(ProtectedPlace place)
    {
        if (!index.TryGetValue(place, out var cell))
        {
            cell = index[place] = places.Count;
            places.Add(place);
            figures.Add(0);
            amounts.Add([]);
            rowsOf.Add([]);
        }

        return cell;
    }
}
