using System.Runtime.CompilerServices;
using Insight.Warehouse.DuckDb.Interop;
using Insight.Warehouse.DuckDb.Reading;

namespace Insight.Warehouse.DuckDb;

/// <summary>
/// Up to 2,048 rows of a result, whose columns are read where DuckDB put them. What it hands out is valid until the
/// <see cref="DuckDBChunkReader"/> goes on to the next chunk or is disposed; do not keep it.
/// </summary>
public sealed unsafe class DuckDBChunk
{
    private readonly DataChunkHandle handle;
    private readonly QueryColumns columns;
    private readonly ColumnVector[] vectors;

    internal DuckDBChunk(DataChunkHandle handle, QueryColumns columns)
    {
        this.handle = handle;
        this.columns = columns;
        RowCount = (int)NativeMethods.DataChunkSize(handle);
        vectors = new ColumnVector[columns.Types.Length];
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = new ColumnVector(columns.Types[i], NativeMethods.DataChunkVector(handle, (ulong)i));
        }
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount => vectors.Length;

    /// <summary>A DOUBLE column. Where a row is NULL its value is undefined: see <see cref="Validity"/>.</summary>
    /// <exception cref="InvalidCastException">The column is of another type.</exception>
    public ReadOnlySpan<double> Doubles(int column) => Values<double>(column);

    /// <summary>An INTEGER column.</summary>
    /// <inheritdoc cref="Doubles"/>
    public ReadOnlySpan<int> Int32s(int column) => Values<int>(column);

    /// <summary>A BIGINT column.</summary>
    /// <inheritdoc cref="Doubles"/>
    public ReadOnlySpan<long> Int64s(int column) => Values<long>(column);

    /// <summary>
    /// A column of fixed width as DuckDB stores it: bool, integers from sbyte to <see cref="UInt128"/>, float, double; further int for DATE (days since
    /// 1970-01-01) and long for TIME and TIMESTAMP (microseconds).
    /// </summary>
    /// <inheritdoc cref="Doubles"/>
    public ReadOnlySpan<T> Values<T>(int column)
        where T : unmanaged
    {
        ref readonly var vector = ref Vector(column);
        return StoredType(vector.Type.Type) == typeof(T)
            ? new ReadOnlySpan<T>(vector.Data, RowCount)
            : throw new InvalidCastException(
                $"Column {column} '{columns.Names[column]}' is {vector.Type.SqlName}, which is not stored as {typeof(T).Name}; cast it in the query.");
    }

    /// <summary>Which rows of a column have a value.</summary>
    public DuckDBValidity Validity(int column) => new(Vector(column).Validity);

    /// <summary>Whether a value is NULL.</summary>
    public bool IsNull(int column, int row) => Vector(column).IsNull(Row(row));

    /// <summary>A VARCHAR or BLOB column, as bytes.</summary>
    /// <exception cref="InvalidCastException">The column is of another type; an ENUM is read with <see cref="Enums"/>.</exception>
    public DuckDBTexts Texts(int column)
    {
        ref readonly var vector = ref Vector(column);
        return vector.Type.Type is DuckDBType.Varchar or DuckDBType.Blob
            ? new DuckDBTexts((NativeString*)vector.Data, vector.Validity, RowCount)
            : throw new InvalidCastException($"Column {column} '{columns.Names[column]}' is {vector.Type.SqlName} and no text; cast it to VARCHAR in the query.");
    }

    /// <summary>An ENUM column, as codes into its members.</summary>
    /// <exception cref="InvalidCastException">The column is of another type.</exception>
    public DuckDBEnums Enums(int column)
    {
        ref readonly var vector = ref Vector(column);
        return vector.Type.Type == DuckDBType.Enum
            ? new DuckDBEnums(vector, RowCount)
            : throw new InvalidCastException($"Column {column} '{columns.Names[column]}' is {vector.Type.SqlName} and no ENUM; read it with Texts or Values.");
    }

    /// <summary>One value as the object that a data reader gives, of any type; null for NULL.</summary>
    public object? GetValue(int column, int row) => ValueReader.Read(Vector(column), Row(row));

    private static Type? StoredType(DuckDBType type) => type switch
    {
        DuckDBType.Boolean => typeof(bool),
        DuckDBType.TinyInt => typeof(sbyte),
        DuckDBType.SmallInt => typeof(short),
        DuckDBType.Integer or DuckDBType.Date => typeof(int),
        DuckDBType.BigInt or DuckDBType.Time or DuckDBType.Timestamp or DuckDBType.TimestampTz => typeof(long),
        DuckDBType.UnsignedTinyInt => typeof(byte),
        DuckDBType.UnsignedSmallInt => typeof(ushort),
        DuckDBType.UnsignedInteger => typeof(uint),
        DuckDBType.UnsignedBigInt => typeof(ulong),
        DuckDBType.HugeInt => typeof(Int128),
        DuckDBType.UnsignedHugeInt => typeof(UInt128),
        DuckDBType.Float => typeof(float),
        DuckDBType.Double => typeof(double),
        _ => null,
    };

    private int Row(int row) => (uint)row < (uint)RowCount
        ? row
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"The chunk has {RowCount} rows; rows count from 0.");

    private ref readonly ColumnVector Vector(int column)
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, this);
        if ((uint)column >= (uint)vectors.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(column), column, $"The result has {vectors.Length} columns; columns count from 0.");
        }

        return ref vectors[column];
    }
}
