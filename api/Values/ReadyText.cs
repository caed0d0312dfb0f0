using System.Buffers;

namespace Insight.Api.Values;

/// <summary>In which form, and in which order, the texts of a slice's cells are ready.</summary>
internal enum ReadyForm
{
    /// <summary>Rows of a JSON answer about one indicator: <c>,{"area":"KU016","period":"2018","value":13.98}</c>, in the order of the cells.</summary>
    Rows,

    /// <summary>Numbers of a block: <c>,13.98</c>, in the order of the cells.</summary>
    Numbers,

    /// <summary>The same rows period after period, for questions about one period of many series.</summary>
    RowsByPeriod,

    /// <summary>The same numbers period after period.</summary>
    NumbersByPeriod,
}

/// <summary>
/// The text of every cell of a slice, one after the other, ready to be copied into answers; each has a place in the order of the text. A cell
/// whose text depends on the question has none here.
/// </summary>
internal sealed class ReadyText
{
    private readonly byte[] text;
    private readonly int[] start;
    private readonly int[] unready;
    private readonly int[] places;

    private ReadyText(byte[] text, int[] start, int[] unready, int[] places) => (this.text, this.start, this.unready, this.places) = (text, start, unready, places);

    /// <summary>Writes the text of a cell, at least one byte; nothing where it depends on the question.</summary>
    public delegate void CellWriter(ref Utf8Cursor cursor, Slice slice, CellKey key, int cell);

    /// <summary>Size in memory, in bytes.</summary>
    public long Bytes => text.Length + ((start.Length + unready.Length + places.Length) * 4L);

    /// <summary>Makes the texts of a slice.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="write">Writes a cell.</param>
    /// <param name="longest">No cell takes more bytes than this.</param>
    /// <param name="isByPeriod">Whether they stand period after period, else in the order of the cells.</param>
    public static ReadyText Of(Slice slice, CellWriter write, int longest, bool isByPeriod)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(slice.CellCount, 1) * 16);
        var (start, places) = (new int[slice.CellCount + 1], new int[isByPeriod ? slice.CellCount : 0]);
        var (unready, place) = (new List<int>(), 0);
        foreach (var (key, cell) in isByPeriod ? slice.CellsByPeriod() : slice.Cells())
        {
            var cursor = new Utf8Cursor(buffer.GetSpan(longest));
            write(ref cursor, slice, key, cell);
            buffer.Advance(cursor.Written);
            if (isByPeriod)
            {
                places[cell] = place;
            }

            if (cursor.Written == 0)
            {
                unready.Add(place);
            }

            start[++place] = buffer.WrittenCount;
        }

        return new ReadyText(buffer.WrittenSpan.ToArray(), start, [.. unready], places);
    }

    /// <summary>Finished parts of an answer as texts at the places 0, 1, ….</summary>
    public static ReadyText Of(params ReadOnlySpan<byte[]> parts)
    {
        var start = new int[parts.Length + 1];
        for (var i = 0; i < parts.Length; i++)
        {
            start[i + 1] = start[i] + parts[i].Length;
        }

        return new ReadyText([.. parts.ToArray().SelectMany(part => part)], start, [], []);
    }

    /// <summary>Place of a cell.</summary>
    public int PlaceOf(int cell) => places.Length == 0 ? cell : places[cell];

    /// <summary>Whether there is a text at a place.</summary>
    public bool IsReady(int place) => start[place + 1] > start[place];

    /// <summary>How many of the texts from a place on can be copied in one piece into so many bytes.</summary>
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

    /// <summary>Consecutive texts.</summary>
    public ReadOnlySpan<byte> Texts(int first, int count) => text.AsSpan(start[first], start[first + count] - start[first]);

    /// <summary>The text at a place, for writing it away.</summary>
    public ReadOnlyMemory<byte> Part(int place) => text.AsMemory(start[place]..start[place + 1]);
}

/// <summary>What a cell of a slice is about: positions of its area, combination of breakdown members and period.</summary>
internal readonly record struct CellKey(int Area, int Combination, int Period);
