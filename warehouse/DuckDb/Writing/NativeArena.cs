using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Writing;

/// <summary>Memory for the UTF-8 bytes of texts that DuckDB reads while it appends a chunk: it stays in place until <see cref="Reset"/>.</summary>
internal sealed unsafe class NativeArena : SafeHandle
{
    private const int BlockSize = 256 * 1024;
    private readonly List<nint> full = [];
    private int capacity;
    private int used;

    public NativeArena()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>A text as DuckDB wants it in a vector; an unpaired surrogate becomes U+FFFD.</summary>
    public NativeString Add(ReadOnlySpan<char> text)
    {
        if (used + (3 * (long)text.Length) > capacity)
        {
            StartBlock(Encoding.UTF8.GetByteCount(text));
        }

        var target = (byte*)handle + used;
        Utf8.FromUtf16(text, new Span<byte>(target, capacity - used), out _, out var length, replaceInvalidSequences: true);
        used += length > NativeString.InlineLimit ? length : 0;
        return NativeString.Over(target, length);
    }

    /// <summary>Bytes as DuckDB wants them in a vector.</summary>
    public NativeString Add(ReadOnlySpan<byte> bytes)
    {
        if (used + (long)bytes.Length > capacity)
        {
            StartBlock(bytes.Length);
        }

        var target = (byte*)handle + used;
        bytes.CopyTo(new Span<byte>(target, capacity - used));
        used += bytes.Length > NativeString.InlineLimit ? bytes.Length : 0;
        return NativeString.Over(target, bytes.Length);
    }

    /// <summary>Makes the memory free for the next chunk.</summary>
    public void Reset()
    {
        FreeFull();
        used = 0;
    }

    protected override bool ReleaseHandle()
    {
        FreeFull();
        NativeMemory.Free((void*)handle);
        return true;
    }

    private void StartBlock(int needed)
    {
        if (handle != 0)
        {
            full.Add(handle);
            SetHandle(0);
        }

        capacity = Math.Max(BlockSize, needed);
        used = 0;
        SetHandle((nint)NativeMemory.Alloc((nuint)capacity));
    }

    private void FreeFull()
    {
        foreach (var start in full)
        {
            NativeMemory.Free((void*)start);
        }

        full.Clear();
    }
}
