using Insight.Warehouse.Observations;

namespace Insight.Indicators.Disclosure;

/// <summary>
/// Hides further cells so that none that is hidden can be told from those that are shown (domain: cell suppression in linked tables). Whoever knows
/// all shown cells and all sums must not be able to compute a cell that is too small or withheld, nor to bound one closely. Pure and deterministic.
/// </summary>
public sealed class ComplementarySuppression
{
    private const double LeastShare = 0.2;
    private const int LargestTrial = 400;

    private readonly LinkedTable table;
    private readonly AdditiveTable known;
    private readonly HashSet<int> toProtect;
    private readonly SortedSet<int> open = [];

    private ComplementarySuppression(AdditiveTable known)
    {
        (this.known, table) = (known, new LinkedTable(known.Cells, known.AllEquations(), known.Windows));
        toProtect = [.. known.ToProtect];
        foreach (var cell in known.Primary.Keys.Concat(known.Withheld.Keys).Order())
        {
            Hide(cell);
        }
    }

    /// <summary>The whole pattern: the primary cells with their reasons, and those that must go with them.</summary>
    public static IReadOnlyDictionary<int, ObservationStatus> Of(AdditiveTable known)
    {
        var pattern = new ComplementarySuppression(known);
        pattern.Close();
        pattern.Mend();
        pattern.ShowWhatNeedNotBeHidden();
        return pattern.table.Hidden.Concat(pattern.table.WindowsOverHidden).Distinct().Where(cell => !known.Withheld.ContainsKey(cell))
            .ToDictionary(cell => cell, cell => known.Primary.GetValueOrDefault(cell, ObservationStatus.SuppressedSecondary));
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
    /// What is lost with a cell: its rank; an empty cell hides nothing; windows that it closes; sums that it alone would open, less those that it closes; its figure.
    /// </summary>
    private (int Rank, bool IsEmpty, int Windows, int Opened, double Figure, int Id) Loss(int cell)
    {
        var opened = table.EquationsOf(cell).Sum(equation => table.HiddenIn(equation) switch { 0 => 1, 1 => -1, _ => 0 });
        return (table.RankOf(cell), table.Cells[cell].Figure == 0, table.OpenWindowsOf(cell), opened, table.Cells[cell].Figure, cell);
    }

    /// <summary>
    /// Where sums together tell a cell that must not be told, hides the least missed cell of those by which they do, until none is told: every round hides more,
    /// so that it ends.
    /// </summary>
    private void Mend()
    {
        while (true)
        {
            var solved = new HiddenEquations(table.OpenEquations, table.IsHidden);
            if (!Spoil(solved, toProtect.Order().Where(solved.Determines).ToList()))
            {
                return;
            }

            Close();
        }
    }

    /// <summary>Hides a cell of each combination of sums that tells another; one may spoil several. False where nothing is left to hide.</summary>
    private bool Spoil(HiddenEquations solved, IEnumerable<int> told)
    {
        var spoilt = new HashSet<int>();
        foreach (var proof in told.Select(solved.ProofOf).Where(proof => !proof.Any(spoilt.Contains)))
        {
            if (HideOneOf(proof) is { } least)
            {
                spoilt.Add(least);
            }
        }

        return spoilt.Count > 0;
    }

    private bool MustStay(int cell) => known.Primary.ContainsKey(cell) || known.Withheld.ContainsKey(cell);

    /// <summary>Shows again what others that were hidden later made needless, totals first.</summary>
    private void ShowWhatNeedNotBeHidden()
    {
        foreach (var cell in table.Hidden.Where(cell => !MustStay(cell)).OrderByDescending(table.RankOf).ThenByDescending(cell => table.Cells[cell].Figure).ThenBy(cell => cell).ToList())
        {
            table.Show(cell);
            if (table.EquationsOf(cell).Any(IsOpen) || IsAnyTold(cell))
            {
                table.Hide(cell);
            }
        }
    }

    /// <summary>Whether anything is told after a cell was shown; also where too much hangs together to try it.</summary>
    private bool IsAnyTold(int shown)
    {
        var linked = table.LinkedWith(table.EquationsOf(shown).SelectMany(equation => table.Equations[equation].Cells).Where(table.IsHidden), LargestTrial);
        if (linked.Count > LargestTrial)
        {
            return true;
        }

        var solved = new HiddenEquations(linked, table.IsHidden);
        return linked.SelectMany(equation => equation.Cells).Any(cell => toProtect.Contains(cell) && solved.Determines(cell));
    }

    /// <summary>Whether a sum has one hidden cell alone, or its shown total leaves so little for the hidden parts that it bounds a small one closely.</summary>
    private bool IsOpen(int equation)
    {
        var hidden = table.HiddenIn(equation);
        return hidden == 1 || (hidden > 1 && !table.IsHidden(table.Equations[equation].Total) && IsNarrow(table.Equations[equation]));
    }

    private bool IsNarrow(AdditiveEquation equation)
    {
        var left = known.Amount(equation.Total) - equation.Parts.Where(part => !table.IsHidden(part)).Sum(known.Amount);
        return equation.Parts.Any(cell => table.IsHidden(cell) && toProtect.Contains(cell) && left < Math.Max(known.LeastWidth, LeastShare * Math.Abs(known.Amount(cell) ?? 0)));
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
