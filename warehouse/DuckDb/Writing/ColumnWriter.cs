using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Writing;

/// <summary>Copies one column of .NET values into the vectors of chunks.</summary>
internal abstract unsafe class ColumnWriter(LogicalTypeHandle type) : IDisposable
{
    /// <summary>Type of the vectors that it writes; DuckDB casts to the table's type where they differ.</summary>
    public LogicalTypeHandle Type { get; } = type;

    /// <summary>How many of the rows from start on may go into one chunk.</summary>
    public virtual int Fitting(int start, int count) => count;

    /// <summary>Writes rows start … start + count − 1 to the beginning of a vector.</summary>
    public abstract void Write(nint vector, int start, int count);

    public virtual void Dispose() => Type.Dispose();

    /// <summary>The vector's validity, one bit a row, all set.</summary>
    protected static ulong* Validity(nint vector)
    {
        NativeMethods.EnsureValidityWritable(vector);
        return NativeMethods.VectorValidity(vector);
    }

    protected static void SetNull(ulong* validity, int row) => validity[row >> 6] &= ~(1UL << (row & 63));

    /// <summary>Marks rows as NULL where the mask is true.</summary>
    protected static void WriteNulls(nint vector, ReadOnlySpan<bool> nulls)
    {
        if (!nulls.Contains(true))
        {
            return;
        }

        var validity = Validity(vector);
        ref var first = ref Unsafe.As<bool, byte>(ref MemoryMarshal.GetReference(nulls));
        var row = 0;
        for (; row + Vector256<byte>.Count <= nulls.Length; row += Vector256<byte>.Count)
        {
            var present = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)row), Vector256<byte>.Zero);
            ((uint*)validity)[row / Vector256<byte>.Count] = present.ExtractMostSignificantBits();
        }

        for (; row < nulls.Length; row++)
        {
            if (nulls[row])
            {
                SetNull(validity, row);
            }
        }
    }
}

/// <summary>Numbers and flags, which lie in a vector as they do in an array.</summary>
internal sealed unsafe class PlainWriter<T>(ReadOnlyMemory<T> values, ReadOnlyMemory<bool> nulls, DuckDBType type)
    : ColumnWriter(NativeMethods.CreateLogicalType(type))
    where T : unmanaged
{
    public override void Write(nint vector, int start, int count)
    {
        values.Span.Slice(start, count).CopyTo(new Span<T>(NativeMethods.VectorData(vector), count));
        if (!nulls.IsEmpty)
        {
            WriteNulls(vector, nulls.Span.Slice(start, count));
        }
    }
}

/// <summary>Values that are converted one by one; null stands for NULL.</summary>
internal sealed unsafe class ConvertingWriter<TSource, TStored>(
    ReadOnlyMemory<TSource> values, ReadOnlyMemory<bool> nulls, Func<TSource, TStored?> convert, LogicalTypeHandle type) : ColumnWriter(type)
    where TStored : unmanaged
{
    public override void Write(nint vector, int start, int count)
    {
        var source = values.Span.Slice(start, count);
        var mask = nulls.IsEmpty ? default : nulls.Span.Slice(start, count);
        var target = (TStored*)NativeMethods.VectorData(vector);
        ulong* validity = null;
        for (var i = 0; i < source.Length; i++)
        {
            var stored = !mask.IsEmpty && mask[i] ? null : convert(source[i]);
            target[i] = stored.GetValueOrDefault();
            if (stored is null)
            {
                validity = validity == null ? Validity(vector) : validity;
                SetNull(validity, i);
            }
        }
    }
}

/// <summary>Texts; null stands for NULL. Only as many go into one chunk as stay below 64 MB or so.</summary>
internal sealed unsafe class TextColumnWriter(ReadOnlyMemory<string?> values) : ColumnWriter(NativeMethods.CreateLogicalType(DuckDBType.Varchar))
{
    private const int CharactersAtOnce = 32 * 1024 * 1024;
    private readonly NativeArena arena = new();

    public override int Fitting(int start, int count)
    {
        var characters = 0L;
        var fitting = 0;
        foreach (var text in values.Span.Slice(start, count))
        {
            characters += text?.Length ?? 0;
            if (characters > CharactersAtOnce && fitting > 0)
            {
                break;
            }

            fitting++;
        }

        return fitting;
    }

    public override void Write(nint vector, int start, int count)
    {
        arena.Reset();
        var source = values.Span.Slice(start, count);
        var target = (NativeString*)NativeMethods.VectorData(vector);
        ulong* validity = null;
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = source[i] is { } text ? arena.Add(text) : default;
            if (source[i] is null)
            {
                validity = validity == null ? Validity(vector) : validity;
                SetNull(validity, i);
            }
        }
    }

    public override void Dispose()
    {
        arena.Dispose();
        base.Dispose();
    }
}

/// <summary>Texts given as codes into a list of members; a negative code stands for NULL. Each member is turned into UTF-8 once.</summary>
internal sealed unsafe class CodedWriter : ColumnWriter
{
    private readonly NativeArena arena = new();
    private readonly ReadOnlyMemory<int> codes;
    private readonly NativeString[] members;

    public CodedWriter(ReadOnlyMemory<int> codes, IReadOnlyList<string> texts)
        : base(NativeMethods.CreateLogicalType(DuckDBType.Varchar))
    {
        this.codes = codes;
        members = new NativeString[texts.Count];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = arena.Add(texts[i]);
        }
    }

    public override void Write(nint vector, int start, int count)
    {
        var source = codes.Span.Slice(start, count);
        var target = (NativeString*)NativeMethods.VectorData(vector);
        ulong* validity = null;
        for (var i = 0; i < source.Length; i++)
        {
            var code = source[i];
            if (code >= members.Length)
            {
                throw new ArgumentException($"Row {start + i} has the code {code}, but there are only {members.Length} members (codes count from 0; -1 is NULL).");
            }

            target[i] = code < 0 ? default : members[code];
            if (code < 0)
            {
                validity = validity == null ? Validity(vector) : validity;
                SetNull(validity, i);
            }
        }
    }

    public override void Dispose()
    {
        arena.Dispose();
        base.Dispose();
    }
}
