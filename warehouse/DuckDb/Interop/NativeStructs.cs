using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Insight.Warehouse.DuckDb.Interop;

internal enum DuckDBState
{
    Success = 0,
    Error = 1,
}

internal enum NativeResultType
{
    Invalid = 0,
    ChangedRows = 1,
    Nothing = 2,
    QueryResult = 3,
}

/// <summary>duckdb_result: passed by pointer or by value; only <see cref="InternalData"/> is still in use by the library.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    public ulong DeprecatedColumnCount;
    public ulong DeprecatedRowCount;
    public ulong DeprecatedRowsChanged;
    public nint DeprecatedColumns;
    public nint DeprecatedErrorMessage;
    public nint InternalData;
}

/// <summary>duckdb_string_t: 12 bytes are kept inline, a longer text is a prefix of four bytes and a pointer.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal unsafe struct NativeString
{
    public const int InlineLimit = 12;

    public uint Length;
    public uint Prefix;
    public byte* Pointer;

    /// <summary>The bytes of the text at an address inside a vector.</summary>
    public static ReadOnlySpan<byte> Bytes(NativeString* text) => text->Length <= InlineLimit
        ? new ReadOnlySpan<byte>((byte*)text + sizeof(uint), (int)text->Length)
        : new ReadOnlySpan<byte>(text->Pointer, (int)text->Length);

    /// <summary>Whether two texts are equal; a short one is filled up with zeros, so that its 16 bytes can be compared at once.</summary>
    public static bool Same(NativeString* a, NativeString* b) => a->Length <= InlineLimit
        ? *(UInt128*)a == *(UInt128*)b
        : a->Length == b->Length && Bytes(a).SequenceEqual(Bytes(b));

    /// <summary>A text whose bytes stay where they are for as long as the vector is used (at most 12 bytes: copied).</summary>
    public static NativeString Over(byte* bytes, int length)
    {
        var text = new NativeString { Length = (uint)length };
        if (length <= InlineLimit)
        {
            Unsafe.CopyBlockUnaligned((byte*)&text + sizeof(uint), bytes, (uint)length);
        }
        else
        {
            text.Prefix = Unsafe.ReadUnaligned<uint>(bytes);
            text.Pointer = bytes;
        }

        return text;
    }
}

[StructLayout(LayoutKind.Sequential)]
internal struct NativeHugeInt
{
    public ulong Lower;
    public long Upper;

    public static NativeHugeInt From(Int128 value) => new() { Lower = (ulong)value, Upper = (long)(value >> 64) };
}

[StructLayout(LayoutKind.Sequential)]
internal struct NativeUHugeInt
{
    public ulong Lower;
    public ulong Upper;

    public static NativeUHugeInt From(UInt128 value) => new() { Lower = (ulong)value, Upper = (ulong)(value >> 64) };
}

[StructLayout(LayoutKind.Sequential)]
internal struct NativeDecimal
{
    public byte Width;
    public byte Scale;
    public NativeHugeInt Value;
}

[StructLayout(LayoutKind.Sequential)]
internal struct NativeListEntry
{
    public ulong Offset;
    public ulong Length;
}

[StructLayout(LayoutKind.Sequential)]
internal struct NativeInterval
{
    public int Months;
    public int Days;
    public long Micros;
}
