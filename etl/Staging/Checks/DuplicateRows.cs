using Insight.Etl.Landing;

namespace Insight.Etl.Staging.Checks;

/// <summary>A key that came more than once in one payload.</summary>
/// <param name="Key">The key: <c>KU016 2018 male</c>.</param>
/// <param name="Places">Payload and line of each row.</param>
/// <param name="Agree">Whether all rows say the same.</param>
public sealed record DuplicateKey(string Key, IReadOnlyList<string> Places, bool Agree)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"{Key}: {string.Join(", ", Places)} ({(Agree ? "the same figures" : "different figures")})";
}

/// <summary>
/// Leaves one row a key. Within a payload a key that comes again is an error: rows that say the same are reduced to the first, rows that
/// contradict each other are all refused. Across payloads the later one wins, measure by measure: what it does not give at all stays as the
/// earlier one gave it.
/// </summary>
internal sealed class DuplicateRows(StagedTable table, Quarantine quarantine)
{
    private const string Remedy = "ask the producer which row is right, or correct the payload and deliver it again";

    private readonly Dictionary<LandedFile, int> order = [];
    private readonly HashSet<int> doomed = [];
    private readonly List<DuplicateKey> duplicates = [];

    /// <summary>Rows whose key came again in a later payload.</summary>
    public int Superseded { get; private set; }

    /// <summary>Rows put into quarantine.</summary>
    public int Refused { get; private set; }

    /// <summary>Keys that came more than once in one payload.</summary>
    public IReadOnlyList<DuplicateKey> Keys => duplicates;

    /// <summary>Takes out what is too much.</summary>
    public void Resolve()
    {
        foreach (var file in table.Files)
        {
            order.TryAdd(file, order.Count);
        }

        foreach (var rows in RowsByKey())
        {
            Merge([.. rows.GroupBy(OrderOf).OrderBy(payload => payload.Key).Select(payload => OneOf([.. payload])).OfType<int>()]);
        }

        table.Remove(doomed);
    }

    private int OrderOf(int row) => order[table.Files[table.FileOfRow[row]]];

    /// <summary>The rows of every key that comes more than once.</summary>
    private IEnumerable<List<int>> RowsByKey()
    {
        var first = new Dictionary<RowKey, int>(table.RowCount);
        var several = new Dictionary<RowKey, List<int>>();
        for (var row = 0; row < table.RowCount; row++)
        {
            var key = RowKey.Of(table, row);
            if (first.TryAdd(key, row))
            {
                continue;
            }

            if (!several.TryGetValue(key, out var rows))
            {
                several.Add(key, rows = [first[key]]);
            }

            rows.Add(row);
        }

        return several.Values;
    }

    /// <summary>The row that is left of those that one payload has for a key, or null.</summary>
    private int? OneOf(List<int> rows)
    {
        if (rows.Count == 1)
        {
            return rows[0];
        }

        var agree = rows.TrueForAll(row => HaveSameFigures(row, rows[0]));
        duplicates.Add(new DuplicateKey(RowPlace.KeyOf(table, rows[0]), [.. rows.Select(row => RowPlace.Of(table, row))], agree));
        foreach (var row in agree ? rows[1..] : rows)
        {
            var reason = agree ? "the key was there before with the same figures; the first row is kept" : "the key comes more than once with different figures; none is kept";
            quarantine.Add(table.Files[table.FileOfRow[row]], table.LineOfRow[row], "(key)", RowPlace.KeyOf(table, row), reason, Remedy);
            doomed.Add(row);
            Refused++;
        }

        return agree ? rows[0] : null;
    }

    private bool HaveSameFigures(int row, int other) =>
        Enumerable.Range(0, table.DataSet.Measures.Count).All(m => table.MeasureColumn(m)[row] == table.MeasureColumn(m)[other]);

    /// <summary>Merges the rows of several payloads, the earliest first, into the last.</summary>
    private void Merge(List<int> rows)
    {
        foreach (var earlier in rows.SkipLast(1))
        {
            doomed.Add(earlier);
            Superseded++;
        }

        for (var measure = 0; rows.Count > 1 && measure < table.DataSet.Measures.Count; measure++)
        {
            var given = rows.Select(row => table.MeasureColumn(measure)[row]).LastOrDefault(figure => figure != Measured.Absent, Measured.Absent);
            table.Replace(rows[^1], measure, given);
        }
    }
}
