namespace Insight.Indicators.Disclosure;

/// <summary>
/// What shown cells say of hidden ones: each sum leaves a linear equation in its hidden cells. A cell is told exactly where its entry is 0 in every
/// solution of the equations with 0 on the right-hand side; a random solution, computed modulo a prime so that nothing is rounded, shows which are.
/// </summary>
internal sealed class HiddenEquations
{
    private readonly IReadOnlyList<AdditiveEquation> equations;
    private readonly Func<int, bool> isHidden;
    private readonly Dictionary<int, (Dictionary<int, long> Others, Dictionary<int, long> From)> pivots = [];
    private readonly List<int> order = [];
    private readonly Dictionary<int, long> solution = [];

    /// <param name="equations">The sums.</param>
    /// <param name="isHidden">Whether a cell is hidden.</param>
    public HiddenEquations(IEnumerable<AdditiveEquation> equations, Func<int, bool> isHidden)
    {
        this.equations = [.. equations];
        this.isHidden = isHidden;
        var rows = this.equations.Select(RowOf).ToList();
        var degrees = rows.SelectMany(row => row.Keys).CountBy(cell => cell).ToDictionary();
        foreach (var (i, row) in rows.Index().Where(item => item.Item.Count > 0).OrderBy(item => item.Item.Count))
        {
            Take(row, new() { [i] = 1 }, degrees);
        }

        foreach (var pivot in Enumerable.Reverse(order))
        {
            solution[pivot] = pivots[pivot].Others.Aggregate(0L, (sum, term) => PrimeField.Modulo(sum + (term.Value * EntryOf(term.Key))));
        }
    }

    /// <summary>Whether the equations have one solution only for a hidden cell.</summary>
    public bool Determines(int cell) => solution.TryGetValue(cell, out var entry) && entry == 0;

    /// <summary>
    /// How often each cell stands in a combination of the equations that tells a hidden cell: hiding one of them spoils it. Cells that cancel out are not
    /// among them.
    /// </summary>
    public IReadOnlyCollection<int> ProofOf(int cell)
    {
        var (row, combination) = (new Dictionary<int, long> { [cell] = 1 }, new Dictionary<int, long>());
        Substitute(row, combination);
        var sum = new Dictionary<int, long>();
        foreach (var (i, times) in combination)
        {
            foreach (var part in equations[i].Parts)
            {
                PrimeField.Add(sum, part, times);
            }

            PrimeField.Add(sum, equations[i].Total, PrimeField.Modulo(-times));
        }

        return sum.Keys;
    }

    private Dictionary<int, long> RowOf(AdditiveEquation equation)
    {
        var row = new Dictionary<int, long>();
        foreach (var part in equation.Parts.Where(isHidden))
        {
            PrimeField.Add(row, part, 1);
        }

        if (isHidden(equation.Total))
        {
            PrimeField.Add(row, equation.Total, PrimeField.Modulo(-1));
        }

        return row;
    }

    /// <summary>Puts what is known of other cells into an equation, and solves what is left for the cell that stands in the fewest.</summary>
    private void Take(Dictionary<int, long> row, Dictionary<int, long> from, Dictionary<int, int> degrees)
    {
        Substitute(row, from);
        if (row.Count > 0)
        {
            var pivot = row.Keys.MinBy(cell => (degrees[cell], cell));
            row.Remove(pivot, out var divisor);
            var inverse = PrimeField.Inverse(divisor);
            PrimeField.Scale(row, PrimeField.Modulo(-inverse));
            PrimeField.Scale(from, inverse);
            pivots[pivot] = (row, from);
            order.Add(pivot);
        }
    }

    /// <summary>Replaces cells that other equations give, until none is left; notes which equations were used.</summary>
    private void Substitute(Dictionary<int, long> row, Dictionary<int, long> from)
    {
        for (var next = Known(row); next >= 0; next = Known(row))
        {
            row.Remove(next, out var times);
            var (others, used) = pivots[next];
            PrimeField.AddTo(row, others, times);
            PrimeField.AddTo(from, used, PrimeField.Modulo(-times));
        }
    }

    private int Known(Dictionary<int, long> row)
    {
        foreach (var cell in row.Keys)
        {
            if (pivots.ContainsKey(cell))
            {
                return cell;
            }
        }

        return -1;
    }

    /// <summary>Of a cell that may be anything, a number that follows from its position: the same table gives the same answer.</summary>
    private long EntryOf(int cell)
    {
        if (!solution.TryGetValue(cell, out var entry))
        {
            entry = solution[cell] = PrimeField.Scattered(cell);
        }

        return entry;
    }
}
