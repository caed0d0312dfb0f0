using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Periods;

namespace Insight.Api.Values;

/// <summary>
/// Turns the key columns of Parquet rows (area, period, breakdowns) into numbers; each text is looked up once, not once a row.
/// </summary>
internal sealed class KeyColumns(int breakdowns, Func<string, int> areaOf, KeyColumns.CombinationReader combinationOf)
{
    private const int LargestChunk = 2048;

    private readonly Column[] columns = [.. Enumerable.Range(0, 2 + breakdowns).Select(_ => new Column())];
    private readonly List<int> areas = [];
    private readonly List<Period> periods = [];
    private readonly int[] combinations = new int[LargestChunk];
    private readonly int[] last = [.. Enumerable.Repeat(-1, breakdowns)];
    private int lastCombination = -1;

    /// <summary>Finds the number of a combination of members.</summary>
    public delegate int CombinationReader(params ReadOnlySpan<string> members);

    /// <summary>How many columns are keys; they are the first.</summary>
    public int Count => columns.Length;

    /// <summary>Area of a row of the chunk.</summary>
    public int Area(int row) => areas[columns[0].Codes[row]];

    /// <summary>Period of a row of the chunk.</summary>
    public Period Period(int row) => periods[columns[1].Codes[row]];

    /// <summary>Combination of breakdown members of a row of the chunk.</summary>
    public int Combination(int row) => combinations[row];

    /// <summary>Reads the keys of a chunk.</summary>
    public void Load(DuckDBChunk chunk)
    {
        for (var c = 0; c < columns.Length; c++)
        {
            chunk.Texts(c).Encode(columns[c].Texts, columns[c].Codes);
        }

        areas.AddRange(columns[0].Texts.Texts.Skip(areas.Count).Select(areaOf));
        periods.AddRange(columns[1].Texts.Texts.Skip(periods.Count).Select(Insight.Warehouse.Periods.Period.Parse));
        for (var row = 0; row < chunk.RowCount; row++)
        {
            combinations[row] = CombinationOf(row);
        }
    }

    /// <summary>Rows are sorted, so that most have the members of the row before.</summary>
    private int CombinationOf(int row)
    {
        var isSame = lastCombination >= 0;
        for (var b = 0; b < last.Length; b++)
        {
            var code = columns[2 + b].Codes[row];
            isSame &= code == last[b];
            last[b] = code;
        }

        if (!isSame)
        {
            lastCombination = combinationOf([.. last.Select((code, b) => columns[2 + b].Texts.Texts[code])]);
        }

        return lastCombination;
    }

    private sealed class Column
    {
        public DuckDBTextDictionary Texts { get; } = new();

        public int[] Codes { get; } = new int[LargestChunk];
    }
}
