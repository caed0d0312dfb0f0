using System.Buffers;

namespace Insight.Api.Values;

/// <summary>In which form the texts of a slice's cells are ready.</summary>
internal enum ReadyForm
{
    /// <summary>Rows of a JSON answer about one indicator: <c>,{"area":"KU016","period":"2018","value":13.98}</c>.</summary>
    Rows,

    /// <summary>Numbers of a block: <c>,13.98</c>.</summary>
    Numbers,
}

/// <summary>
/// The text of every cell of a slice, one after the other in the order of its cells, ready to be copied into answers. A cell whose text
/// depends on the question has none here.
/// </summary>
internal sealed class ReadyText
{
    private readonly byte[] text;
    private readonly int[] start;
    private readonly int[] unready;

    private ReadyText(byte[] text, int[] start, int[] unready) => (this.text, this.start, this.unready) = (text, start, unready);

    /// <summary>Writes the text of a cell, at least one byte; nothing where it depends on the question.</summary>
    public delegate void CellWriter(ref Utf8Cursor cursor, Slice slice, CellKey key, int cell);

    /// <summary>Size in memory, in bytes.</summary>
    public long Bytes => text.Length + (start.Length * 4L) + (unready.Length * 4L);

    /// <summary>Makes the texts of a slice.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="write">Writes a cell.</param>
    /// <param name="longest">No cell takes more bytes than this.</param>
    public static ReadyText Of(Slice slice, CellWriter write, int longest)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(slice.CellCount, 1) * 16);
        var start = new int[slice.CellCount + 1];
        var unready = new List<int>();
        foreach (var (key, cell) in slice.Cells())
        {
            var cursor = new Utf8Cursor(buffer.GetSpan(longest));
            write(ref cursor, slice, key, cell);
            buffer.Advance(cursor.Written);
            start[cell + 1] = buffer.WrittenCount;
            if (cursor.Written == 0)
            {
                unready.Add(cell);
            }
        }

        return new ReadyText(buffer.WrittenSpan.ToArray(), start, [.. unready]);
    }

    /// <summary>How many of the cells from a first one on can be copied in one piece into so many bytes.</summary>
    public int Ready(int first, int count, int room)
    {
        if (unready.Length > 0)
        {
            var next = unready.AsSpan().BinarySearch(first);
            next = next < 0 ? ~next : next;
            count = next < unready.Length ? Math.Min(count, unready[next] - first) : count;
        }

        if (start[first + count] - start[first] <= room)
        {
            return count;
        }

        var fitting = start.AsSpan(first, count + 1).BinarySearch(start[first] + room);
        return fitting < 0 ? ~fitting - 1 : fitting;
    }

    /// <summary>The text of consecutive cells.</summary>
    public ReadOnlySpan<byte> Cells(int first, int count) => text.AsSpan(start[first], start[first + count] - start[first]);
}

/// <summary>What a cell of a slice is about: positions of its area, combination of breakdown members and period.</summary>
internal readonly record struct CellKey(int Area, int Combination, int Period);
