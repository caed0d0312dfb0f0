namespace Insight.Indicators.Disclosure;

/// <summary>
/// What shown cells say of hidden ones: each sum leaves a linear equation in its hidden cells. Elimination finds those that have only one
/// solution; for the others the bounds that follow from each sum alone, no figure being negative.
/// </summary>
internal sealed class HiddenEquations
{
    private const double Zero = 1e-9;

    private readonly List<int> unknowns;
    private readonly List<double[]> rows = [];
    private readonly List<(IReadOnlyList<int> Parts, double Sum)> sums = [];
    private readonly HashSet<int> determined = [];

    /// <summary>Takes the equations apart.</summary>
    public HiddenEquations(IEnumerable<AdditiveEquation> equations, Func<int, bool> isHidden, Func<int, double> figureOf)
    {
        var all = equations.ToList();
        unknowns = [.. all.SelectMany(e => e.Cells).Where(isHidden).Distinct().Order()];
        var column = unknowns.Index().ToDictionary(item => item.Item, item => item.Index);
        foreach (var equation in all)
        {
            var row = new double[unknowns.Count];
            foreach (var part in equation.Parts.Where(isHidden))
            {
                row[column[part]] += 1;
            }

            if (isHidden(equation.Total))
            {
                row[column[equation.Total]] -= 1;
            }
            else
            {
                sums.Add(([.. equation.Parts.Where(isHidden)], figureOf(equation.Total) - equation.Parts.Where(p => !isHidden(p)).Sum(figureOf)));
            }

            rows.Add(row);
        }

        Eliminate();
        foreach (var row in rows.Where(row => row.Count(value => Math.Abs(value) > Zero) == 1))
        {
            determined.Add(unknowns[Array.FindIndex(row, value => Math.Abs(value) > Zero)]);
        }
    }

    /// <summary>Whether the equations have one solution only for a hidden cell.</summary>
    public bool Determines(int cell) => determined.Contains(cell);

    /// <summary>How wide the interval is in which a hidden cell may lie: from 0 to what the narrowest sum leaves for its hidden parts.</summary>
    public double WidthOf(int cell) => sums.Where(sum => sum.Parts.Contains(cell)).Select(sum => sum.Sum).DefaultIfEmpty(double.PositiveInfinity).Min();

    /// <summary>Reduced row echelon form.</summary>
    private void Eliminate()
    {
        var done = 0;
        for (var column = 0; column < unknowns.Count && done < rows.Count; column++)
        {
            var pivot = rows.FindIndex(done, row => Math.Abs(row[column]) > Zero);
            if (pivot < 0)
            {
                continue;
            }

            (rows[done], rows[pivot]) = (rows[pivot], rows[done]);
            Reduce(done, column);
            done++;
        }
    }

    private void Reduce(int pivot, int column)
    {
        var leading = rows[pivot];
        var factor = leading[column];
        for (var i = 0; i < leading.Length; i++)
        {
            leading[i] /= factor;
        }

        for (var r = 0; r < rows.Count; r++)
        {
            var row = rows[r];
            var times = row[column];
            for (var i = 0; r != pivot && Math.Abs(times) > Zero && i < row.Length; i++)
            {
                row[i] -= times * leading[i];
            }
        }
    }
}
