namespace Journey.Tests.Disclosure;

/// <summary>
/// Whoever knows some figures and that sums of figures equal others. Solves the equations for the unknown ones, modulo a prime; a figure that is 0 in a random
/// solution of the equations without their known sides has one value only.
/// </summary>
internal sealed class LinearAttack<TFigure>(Func<TFigure, bool> isKnown)
    where TFigure : notnull
{
    private const long Prime = 1_000_000_007;

    private readonly List<Dictionary<int, long>> rows = [];
    private readonly Dictionary<TFigure, int> numbers = [];

    /// <summary>Learns that a figure is the sum of others.</summary>
    public void Learn(TFigure total, IEnumerable<TFigure> parts)
    {
        var row = parts.Where(part => !isKnown(part)).CountBy(Number).ToDictionary(item => item.Key, item => (long)item.Value);
        if (!isKnown(total))
        {
            row[Number(total)] = row.GetValueOrDefault(Number(total)) + Prime - 1;
        }

        if (row.Count > 0)
        {
            rows.Add(row);
        }
    }

    /// <summary>The unknown figures that can be computed.</summary>
    public IReadOnlyList<TFigure> Computed()
    {
        var random = new Random(20261122);
        var solved = Solved();
        var entries = new Dictionary<int, long>();
        foreach (var (figure, terms) in Enumerable.Reverse(solved))
        {
            entries[figure] = terms.Aggregate(0L, (sum, term) => (sum + (term.Value * Entry(term.Key))) % Prime);
        }

        var figures = numbers.ToDictionary(pair => pair.Value, pair => pair.Key);
        return [.. solved.Select(item => item.Figure).Where(figure => entries[figure] == 0).Select(figure => figures[figure])];

        long Entry(int figure) => entries.TryGetValue(figure, out var entry) ? entry : entries[figure] = random.Next(1, (int)Prime);
    }

    private int Number(TFigure figure)
    {
        numbers.TryAdd(figure, numbers.Count);
        return numbers[figure];
    }

    /// <summary>Each equation solved for the figure that stands in the fewest, short equations first.</summary>
    private List<(int Figure, Dictionary<int, long> Terms)> Solved()
    {
        var degrees = rows.SelectMany(row => row.Keys).CountBy(figure => figure).ToDictionary();
        var solved = new List<(int, Dictionary<int, long>)>();
        var by = new Dictionary<int, Dictionary<int, long>>();
        foreach (var row in rows.OrderBy(row => row.Count))
        {
            for (var known = Known(row, by); known >= 0; known = Known(row, by))
            {
                row.Remove(known, out var times);
                Add(row, by[known], times);
            }

            if (row.Count > 0)
            {
                var pivot = row.Keys.MinBy(figure => degrees[figure]);
                row.Remove(pivot, out var divisor);
                var inverse = Power(divisor, Prime - 2);
                solved.Add((pivot, by[pivot] = row.ToDictionary(term => term.Key, term => (Prime - term.Value) * inverse % Prime)));
            }
        }

        return solved;
    }

    private static int Known(Dictionary<int, long> row, Dictionary<int, Dictionary<int, long>> by) => row.Keys.Where(by.ContainsKey).DefaultIfEmpty(-1).First();

    private static void Add(Dictionary<int, long> row, Dictionary<int, long> terms, long times)
    {
        foreach (var (figure, coefficient) in terms)
        {
            row[figure] = (row.GetValueOrDefault(figure) + (coefficient * times)) % Prime;
            if (row[figure] == 0)
            {
                row.Remove(figure);
            }
        }
    }

    private static long Power(long number, long exponent) =>
        exponent == 0 ? 1 : Power(number * number % Prime, exponent / 2) * (exponent % 2 == 1 ? number : 1) % Prime;
}
