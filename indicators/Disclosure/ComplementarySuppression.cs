using Insight.Warehouse.Observations;

namespace Insight.Indicators.Disclosure;

/// <summary>
/// Hides further cells so that none that is hidden can be told from those that are shown (domain: cell suppression in linked tables). Whoever knows
/// all shown cells and all sums must not be able to compute a hidden cell, nor to bound one that is too small closely. Pure and deterministic.
/// </summary>
public sealed class ComplementarySuppression
{
    private const double LeastWidth = 3;
    private const double LeastShare = 0.2;
    private const int LargestTrial = 400;
    private const int MostRounds = 50;

    private readonly LinkedTable table;
    private readonly IReadOnlyDictionary<int, ObservationStatus> primary;
    private readonly HashSet<int> withheld;
    private readonly SortedSet<int> open = [];

    private ComplementarySuppression(LinkedTable table, IReadOnlyDictionary<int, ObservationStatus> primary, IEnumerable<int> withheld)
    {
        (this.table, this.primary, this.withheld) = (table, primary, [.. withheld]);
        foreach (var cell in primary.Keys.Concat(this.withheld).Order())
        {
            Hide(cell);
        }
    }

    /// <summary>The whole pattern: the primary cells with their reasons, and those that must go with them.</summary>
    /// <param name="cells">All cells, ids 0 … n−1.</param>
    /// <param name="equations">Which are sums of which; the most important first.</param>
    /// <param name="primary">Cells that must not be shown, and why.</param>
    /// <param name="withheld">Cells that have no figure because their source withholds it: they are not shown anyway, and must not be told either.</param>
    public static IReadOnlyDictionary<int, ObservationStatus> Of(
        IReadOnlyList<ProtectedCell> cells, IReadOnlyList<AdditiveEquation> equations, IReadOnlyDictionary<int, ObservationStatus> primary, IEnumerable<int>? withheld = null)
    {
        var pattern = new ComplementarySuppression(new LinkedTable(cells, equations), primary, withheld ?? []);
        pattern.Close();
        pattern.Mend();
        pattern.ShowWhatNeedNotBeHidden();
        return pattern.table.Hidden.Where(cell => !pattern.withheld.Contains(cell))
            .ToDictionary(cell => cell, cell => primary.GetValueOrDefault(cell, ObservationStatus.SuppressedSecondary));
    }

    /// <summary>Until no sum has one hidden cell alone, or leaves too little for those it has, each open one gives up its least missed cell.</summary>
    private void Close()
    {
        while (open.Count > 0)
        {
            var equation = open.Min;
            open.Remove(equation);
            if (IsOpen(equation))
            {
                HideOneOf(table.Equations[equation].Cells);
            }
        }
    }

    /// <summary>
    /// What is lost with a cell: its rank; an empty cell hides nothing; sums that it alone would open, less those that it closes; its figure.
    /// </summary>
    private (int Rank, bool IsEmpty, int Opened, double Figure, int Id) Loss(int cell)
    {
        var opened = table.EquationsOf(cell).Sum(equation => table.HiddenIn(equation) switch { 0 => 1, 1 => -1, _ => 0 });
        return (table.Cells[cell].Rank, table.Cells[cell].Figure == 0, opened, table.Cells[cell].Figure, cell);
    }

    /// <summary>
    /// Where sums together tell a cell that is too small, hides the least missed cell of those by which they do, until none is told.
    /// </summary>
    private void Mend()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var known = new HiddenEquations(table.OpenEquations, table.IsHidden);
            if (!Spoil(known, primary.Keys.Order().Where(known.Determines).ToList()))
            {
                return;
            }

            Close();
        }
    }

    /// <summary>Hides a cell of each combination of sums that tells another; one may spoil several. False where nothing is left to hide.</summary>
    private bool Spoil(HiddenEquations known, IEnumerable<int> told)
    {
        var spoilt = new HashSet<int>();
        foreach (var proof in told.Select(known.ProofOf).Where(proof => !proof.Any(spoilt.Contains)))
        {
            if (HideOneOf(proof) is { } least)
            {
                spoilt.Add(least);
            }
        }

        return spoilt.Count > 0;
    }

    private bool MustStay(int cell) => primary.ContainsKey(cell) || withheld.Contains(cell);

    /// <summary>Shows again what others that were hidden later made needless, totals first.</summary>
    private void ShowWhatNeedNotBeHidden()
    {
        foreach (var cell in table.Hidden.Where(cell => !MustStay(cell)).OrderByDescending(cell => table.Cells[cell].Rank).ThenByDescending(cell => table.Cells[cell].Figure).ThenBy(cell => cell).ToList())
        {
            table.Show(cell);
            if (table.EquationsOf(cell).Any(IsOpen) || IsAnyTold(cell))
            {
                table.Hide(cell);
            }
        }
    }

    /// <summary>Whether anything too small is told after a cell was shown; also where too much hangs together to try it.</summary>
    private bool IsAnyTold(int shown)
    {
        var linked = table.LinkedWith(table.EquationsOf(shown).SelectMany(equation => table.Equations[equation].Cells).Where(table.IsHidden), LargestTrial);
        if (linked.Count > LargestTrial)
        {
            return true;
        }

        var known = new HiddenEquations(linked, table.IsHidden);
        return linked.SelectMany(equation => equation.Cells).Any(cell => primary.ContainsKey(cell) && known.Determines(cell));
    }

    /// <summary>Whether a sum has one hidden cell alone, or its shown total leaves so little for the hidden parts that it bounds a small one closely.</summary>
    private bool IsOpen(int equation)
    {
        var hidden = table.HiddenIn(equation);
        return hidden == 1 || (hidden > 1 && !table.IsHidden(table.Equations[equation].Total) && IsNarrow(table.Equations[equation].Parts));
    }

    private bool IsNarrow(IReadOnlyList<int> parts)
    {
        var hidden = parts.Where(table.IsHidden).ToList();
        var left = hidden.Sum(cell => table.Cells[cell].Figure);
        return hidden.Exists(cell => primary.ContainsKey(cell) && left < Math.Max(LeastWidth, LeastShare * Math.Abs(table.Cells[cell].Figure)));
    }

    /// <summary>Hides the least missed of the shown ones among some cells; null where all are hidden.</summary>
    private int? HideOneOf(IEnumerable<int> cells)
    {
        var shown = cells.Where(cell => !table.IsHidden(cell)).ToList();
        if (shown.Count == 0)
        {
            return null;
        }

        var least = shown.MinBy(Loss);
        Hide(least);
        return least;
    }

    private void Hide(int cell)
    {
        table.Hide(cell);
        open.UnionWith(table.EquationsOf(cell));
    }
}
