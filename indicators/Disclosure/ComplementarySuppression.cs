using Insight.Warehouse.Observations;

namespace Insight.Indicators.Disclosure;

/// <summary>
/// Hides further cells so that none that is too small can be told from those that are shown (domain: cell suppression in linked tables). Whoever
/// knows all shown cells and all sums must not be able to compute a primary cell, nor to bound it closely. Pure and deterministic.
/// </summary>
public sealed class ComplementarySuppression
{
    private const double LeastWidth = 3;
    private const double LeastShare = 0.2;

    private readonly ProtectedCell[] cells;
    private readonly List<AdditiveEquation> taken = [];
    private readonly Dictionary<int, ObservationStatus> hidden;
    private readonly List<int> primary;

    private ComplementarySuppression(IReadOnlyList<ProtectedCell> cells, IReadOnlyDictionary<int, ObservationStatus> primary)
    {
        this.cells = [.. cells.OrderBy(cell => cell.Id)];
        this.primary = [.. primary.Keys.Order()];
        hidden = new(primary);
    }

    /// <summary>The whole pattern: the primary cells with their reasons, and those that must go with them.</summary>
    /// <param name="cells">All cells that have a figure, ids 0 … n−1.</param>
    /// <param name="equations">Which are sums of which; the most important first; only sums of which all cells have figures.</param>
    /// <param name="primary">Cells that must not be shown, and why.</param>
    public static IReadOnlyDictionary<int, ObservationStatus> Of(
        IReadOnlyList<ProtectedCell> cells, IReadOnlyList<AdditiveEquation> equations, IReadOnlyDictionary<int, ObservationStatus> primary)
    {
        var pattern = new ComplementarySuppression(cells, primary);
        foreach (var equation in equations)
        {
            pattern.Take(equation);
        }

        return pattern.hidden;
    }

    /// <summary>
    /// Takes a sum into the table. The first sum that holds a hidden cell gives up further parts of itself; a later one that would expose what is
    /// protected already, because it overlaps with earlier ones, is refused: its total is hidden.
    /// </summary>
    private void Take(AdditiveEquation equation)
    {
        var withheld = equation.Cells.Where(hidden.ContainsKey).ToHashSet();
        var isFirst = !taken.Exists(other => !hidden.ContainsKey(other.Total) && other.Cells.Any(withheld.Contains));
        taken.Add(equation);
        if (withheld.Count == 0)
        {
            // A sum of shown cells alone says nothing of hidden ones.
            return;
        }

        for (var linked = Linked(equation); IsOpen(linked); linked = Linked(equation))
        {
            if (!(isFirst && HideOneMore(equation)) && !Refuse(linked))
            {
                return;
            }
        }
    }

    /// <summary>The taken sums that hang together with one by hidden cells, in the order in which they were taken: only they tell of one another.</summary>
    private List<AdditiveEquation> Linked(AdditiveEquation equation)
    {
        var open = taken.Select(e => (Equation: e, Hidden: e.Cells.Where(hidden.ContainsKey).ToList())).Where(item => item.Hidden.Count > 0).ToList();
        var reached = equation.Cells.Where(hidden.ContainsKey).ToHashSet();
        var linked = new HashSet<AdditiveEquation>(ReferenceEqualityComparer.Instance);
        for (var before = -1; before != linked.Count;)
        {
            before = linked.Count;
            foreach (var item in open.Where(item => !linked.Contains(item.Equation) && item.Hidden.Exists(reached.Contains)))
            {
                linked.Add(item.Equation);
                reached.UnionWith(item.Hidden);
            }
        }

        return [.. open.Select(item => item.Equation).Where(linked.Contains)];
    }

    /// <summary>Whether a sum has one hidden cell alone, or a primary cell can be told, exactly or nearly.</summary>
    private bool IsOpen(List<AdditiveEquation> linked) => linked.Exists(e => e.Cells.Count(hidden.ContainsKey) == 1) || IsExposed(linked);

    /// <summary>Hides the smallest shown part of a sum, the sum itself only where no part is left.</summary>
    private bool HideOneMore(AdditiveEquation equation) => Hide(equation.Cells.Where(cell => !hidden.ContainsKey(cell))
        .OrderBy(cell => cells[cell].IsTotal).ThenBy(cell => cells[cell].Figure == 0).ThenBy(cell => cells[cell].Figure).ThenBy(cell => cell).Take(1));

    /// <summary>Hides the total of the last sum that holds hidden cells; where all are hidden, a further part of it.</summary>
    private bool Refuse(List<AdditiveEquation> linked)
    {
        var open = linked.Where(e => e.Cells.Any(cell => !hidden.ContainsKey(cell))).Reverse().ToList();
        return Hide(open.Where(e => !hidden.ContainsKey(e.Total)).Select(e => e.Total).Take(1)) || (open.Count > 0 && HideOneMore(open[0]));
    }

    private bool Hide(IEnumerable<int> next)
    {
        var all = next.ToList();
        all.ForEach(cell => hidden[cell] = ObservationStatus.SuppressedSecondary);
        return all.Count > 0;
    }

    private bool IsExposed(List<AdditiveEquation> linked)
    {
        var known = new HiddenEquations(linked, hidden.ContainsKey, cell => cells[cell].Figure);
        var cellsOfLinked = linked.SelectMany(e => e.Cells).ToHashSet();
        return primary.Exists(cell => cellsOfLinked.Contains(cell) && (known.Determines(cell) || known.WidthOf(cell) < Math.Max(LeastWidth, LeastShare * Math.Abs(cells[cell].Figure))));
    }
}
