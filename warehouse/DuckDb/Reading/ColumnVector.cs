using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Reading;

/// <summary>One column of a chunk as it lies in the library's memory. Valid as long as the chunk.</summary>
internal readonly unsafe struct ColumnVector(ColumnType type, nint vector)
{
    private readonly ulong* validity = NativeMethods.VectorValidity(vector);

    public ColumnType Type { get; } = type;

    public void* Data { get; } = NativeMethods.VectorData(vector);

    /// <summary>One bit a row, 1 = there is a value; null when every row has one.</summary>
    public ulong* Validity => validity;

    /// <summary>The elements of a LIST or MAP, of all rows one after another.</summary>
    public ColumnVector Elements(ColumnType element) =>
        new(element, Type.Type == DuckDBType.Array ? NativeMethods.ArrayChild(vector) : NativeMethods.ListChild(vector));

    /// <summary>The values of field i of a STRUCT.</summary>
    public ColumnVector Field(int i) => new(Type.Fields[i].Type, NativeMethods.StructChild(vector, (ulong)i));

    /// <summary>Key (0) or value (1) vectors of a MAP's entries.</summary>
    public ColumnVector Entries(int i) => new(Type.Fields[i].Type, NativeMethods.StructChild(NativeMethods.ListChild(vector), (ulong)i));

    public bool IsNull(long row) => validity != null && (validity[row >> 6] & (1UL << (int)(row & 63))) == 0;

    public T At<T>(long row)
        where T : unmanaged => ((T*)Data)[row];

    /// <summary>The bytes of a VARCHAR or BLOB.</summary>
    public ReadOnlySpan<byte> Bytes(long row) => NativeString.Bytes((NativeString*)Data + row);
}
