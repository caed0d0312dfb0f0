using System.Buffers.Binary;
using System.Text;

namespace Insight.Warehouse.Arrow;

/// <summary>
/// Builds one FlatBuffer from its end to its start, as the format asks (https://flatbuffers.dev/internals): scalars, texts, vectors and
/// tables, no more than Arrow's messages need. Offsets count from the end of the buffer.
/// </summary>
internal sealed class FlatBuffer
{
    private byte[] buffer = new byte[1024];
    private int head = 1024;
    private int[] slots = [];
    private int tableStart;

    private int Offset => buffer.Length - head;

    /// <summary>Writes a text; returns its offset.</summary>
    public int Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Align(4, bytes.Length + 1);
        Take(1)[0] = 0;
        bytes.CopyTo(Take(bytes.Length));
        BinaryPrimitives.WriteInt32LittleEndian(Take(4), bytes.Length);
        return Offset;
    }

    /// <summary>Writes a vector of offsets; returns its offset.</summary>
    public int Offsets(IReadOnlyList<int> offsets)
    {
        Align(4, offsets.Count * 4);
        for (var i = offsets.Count - 1; i >= 0; i--)
        {
            PutOffset(offsets[i]);
        }

        BinaryPrimitives.WriteInt32LittleEndian(Take(4), offsets.Count);
        return Offset;
    }

    /// <summary>Writes a vector of structs of two longs; returns its offset.</summary>
    public int Pairs(IReadOnlyList<(long First, long Second)> pairs)
    {
        Align(8, pairs.Count * 16);
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            BinaryPrimitives.WriteInt64LittleEndian(Take(8), pairs[i].Second);
            BinaryPrimitives.WriteInt64LittleEndian(Take(8), pairs[i].First);
        }

        BinaryPrimitives.WriteInt32LittleEndian(Take(4), pairs.Count);
        return Offset;
    }

    /// <summary>Begins a table with so many fields; nothing else may be begun until <see cref="EndTable"/>.</summary>
    public void BeginTable(int fields)
    {
        slots = new int[fields];
        tableStart = Offset;
    }

    /// <summary>A field of one byte.</summary>
    public void Byte(int field, byte value)
    {
        Take(1)[0] = value;
        slots[field] = Offset;
    }

    /// <summary>A field of two bytes.</summary>
    public void Short(int field, short value)
    {
        Align(2, 0);
        BinaryPrimitives.WriteInt16LittleEndian(Take(2), value);
        slots[field] = Offset;
    }

    /// <summary>A field of four bytes.</summary>
    public void Int(int field, int value)
    {
        Align(4, 0);
        BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);
        slots[field] = Offset;
    }

    /// <summary>A field of eight bytes.</summary>
    public void Long(int field, long value)
    {
        Align(8, 0);
        BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);
        slots[field] = Offset;
    }

    /// <summary>A field that refers to something written before.</summary>
    public void Reference(int field, int offset)
    {
        Align(4, 0);
        PutOffset(offset);
        slots[field] = Offset;
    }

    /// <summary>Ends the table; returns its offset.</summary>
    public int EndTable()
    {
        Align(4, 0);
        Take(4).Clear();
        var table = Offset;
        for (var i = slots.Length - 1; i >= 0; i--)
        {
            BinaryPrimitives.WriteInt16LittleEndian(Take(2), (short)(slots[i] == 0 ? 0 : table - slots[i]));
        }

        BinaryPrimitives.WriteInt16LittleEndian(Take(2), (short)(table - tableStart));
        BinaryPrimitives.WriteInt16LittleEndian(Take(2), (short)((slots.Length + 2) * 2));
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(buffer.Length - table), Offset - table);
        return table;
    }

    /// <summary>The finished buffer with its root table.</summary>
    public ReadOnlySpan<byte> Finish(int root)
    {
        Align(8, 4);
        PutOffset(root);
        return buffer.AsSpan(head);
    }

    /// <summary>Pads so that what is written next, after so many further bytes, lies on a multiple of a size.</summary>
    private void Align(int size, int further)
    {
        while ((Offset + further) % size != 0)
        {
            Take(1)[0] = 0;
        }
    }

    private void PutOffset(int offset)
    {
        var place = Take(4);
        BinaryPrimitives.WriteInt32LittleEndian(place, Offset - offset);
    }

    private Span<byte> Take(int count)
    {
        while (head < count)
        {
            var grown = new byte[buffer.Length * 2];
            buffer.CopyTo(grown, grown.Length - buffer.Length);
            head += grown.Length - buffer.Length;
            buffer = grown;
        }

        head -= count;
        return buffer.AsSpan(head, count);
    }
}
