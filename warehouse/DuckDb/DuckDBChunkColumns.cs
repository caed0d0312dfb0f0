using System.Numerics;
using System.Text;
using Insight.Warehouse.DuckDb.Interop;
using Insight.Warehouse.DuckDb.Reading;

namespace Insight.Warehouse.DuckDb;

/// <summary>Which rows of a chunk's column have a value.</summary>
public readonly unsafe ref struct DuckDBValidity
{
    private readonly ulong* bits;

    internal DuckDBValidity(ulong* bits) => this.bits = bits;

    /// <summary>True when it is known that no row is NULL; a column without NULLs may still say false.</summary>
    public bool AllValid => bits == null;

    /// <summary>Whether a row has a value.</summary>
    public bool this[int row] => bits == null || (bits[row >> 6] & (1UL << (row & 63))) != 0;

    /// <summary>How many of the first rows are NULL.</summary>
    public int CountNulls(int rows)
    {
        var valid = rows;
        if (bits != null)
        {
            valid = 0;
            for (var word = 0; word < rows >> 6; word++)
            {
                valid += BitOperations.PopCount(bits[word]);
            }

            valid += (rows & 63) == 0 ? 0 : BitOperations.PopCount(bits[rows >> 6] & ((1UL << (rows & 63)) - 1));
        }

        return rows - valid;
    }
}

/// <summary>A chunk's VARCHAR or BLOB column: UTF-8 where DuckDB put it.</summary>
public readonly unsafe ref struct DuckDBTexts
{
    private readonly NativeString* texts;
    private readonly ulong* validity;

    internal DuckDBTexts(NativeString* texts, ulong* validity, int count)
    {
        this.texts = texts;
        this.validity = validity;
        Count = count;
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The bytes of a row's text; empty for NULL.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
            return IsNull(row) ? default : NativeString.Bytes(texts + row);
        }
    }

    /// <summary>Whether a row is NULL.</summary>
    public bool IsNull(int row) => !new DuckDBValidity(validity)[row];

    /// <summary>A row's text as a new string; null for NULL.</summary>
    public string? GetString(int row) => IsNull(row) ? null : Encoding.UTF8.GetString(this[row]);

    /// <summary>Turns the column into codes: equal texts get equal codes, NULL gets −1.</summary>
    /// <param name="dictionary">Collects the different texts; use the same for all chunks of a result.</param>
    /// <param name="codes">Takes one code a row.</param>
    public void Encode(DuckDBTextDictionary dictionary, Span<int> codes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(codes.Length, Count, nameof(codes));
        for (var row = 0; row < Count; row++)
        {
            codes[row] = IsNull(row) ? -1
                : row > 0 && codes[row - 1] >= 0 && NativeString.Same(texts + row, texts + row - 1) ? codes[row - 1]
                : dictionary.Encode(texts + row);
        }
    }
}

/// <summary>A chunk's ENUM column.</summary>
public readonly unsafe ref struct DuckDBEnums
{
    private readonly ColumnVector vector;

    internal DuckDBEnums(in ColumnVector vector, int count)
    {
        this.vector = vector;
        Count = count;
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The texts of the codes; the same list for all chunks of a result.</summary>
    public IReadOnlyList<string> Members => vector.Type.Members;

    /// <summary>A row's code, from 0; −1 for NULL.</summary>
    public int this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
            return vector.IsNull(row) ? -1 : ValueReader.EnumCode(vector, row);
        }
    }
}
