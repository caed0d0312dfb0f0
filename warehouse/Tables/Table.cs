namespace Insight.Warehouse.Tables;

/// <summary>A table of typed columns of one length, on its way into a file format.</summary>
public sealed class Table
{
    /// <summary>A table.</summary>
    /// <exception cref="ArgumentException">The columns have different lengths, or there is none.</exception>
    public Table(params IReadOnlyList<TableColumn> columns)
    {
        if (columns.Count == 0 || columns.Any(c => c.Length != columns[0].Length))
        {
            throw new ArgumentException(
                $"A table needs columns of one length; these have {string.Join(", ", columns.Select(c => $"{c.Name}: {c.Length}"))}.", nameof(columns));
        }

        Columns = columns;
    }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => Columns[0].Length;
}

/// <summary>A named column; null is a missing value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Number of rows.</param>
public abstract record TableColumn(string Name, int Length);

/// <summary>Texts of which each occurs often: positions in a list of members, a negative one for a missing text.</summary>
public sealed record CodedColumn(string Name, int[] Codes, IReadOnlyList<string> Members) : TableColumn(Name, Codes.Length);

/// <summary>Texts.</summary>
public sealed record TextColumn(string Name, string?[] Values) : TableColumn(Name, Values.Length);

/// <summary>Numbers, 64-bit floating point.</summary>
public sealed record NumberColumn(string Name, double?[] Values) : TableColumn(Name, Values.Length);

/// <summary>Whole numbers, 32 bits.</summary>
public sealed record WholeColumn(string Name, int?[] Values) : TableColumn(Name, Values.Length);

/// <summary>Truth values.</summary>
public sealed record FlagColumn(string Name, bool?[] Values) : TableColumn(Name, Values.Length);
