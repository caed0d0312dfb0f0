using System.Text;
using Insight.Warehouse.Periods;

namespace Insight.Api.Values;

/// <summary>Rows as JSON objects, parted by commas: <c>{"area":"KU016","period":"2018","sex":"total","value":13.98}</c>.</summary>
/// <param name="severalIndicators">Whether each row names its indicator.</param>
/// <param name="texts">Rows of slices that are asked for often, ready to be copied.</param>
internal sealed class JsonRows(bool severalIndicators, ReadyTexts texts) : ReadyRowWriter(texts)
{
    /// <summary>Ids of an indicator and an area, with their names and punctuation; ids have at most some sixty characters.</summary>
    private const int LongestStart = 512;

    private byte[] open = [];

    /// <inheritdoc/>
    public override int LongestRow(Selection selection) =>
        open.Length + LongestArea(selection) + LongestCell(selection.Slice.Axes) + LongestRest;

    /// <inheritdoc/>
    public override void Begin(Selection selection)
    {
        open = Encoding.UTF8.GetBytes(severalIndicators ? $",{{\"indicator\":{JsonText.Quoted(selection.Indicator)}," : ",{");
        TakeReady(severalIndicators || selection.Components is not null ? null : selection, ReadyForm.Rows, ReadyForm.RowsByPeriod, (slice, isByPeriod) => Ready(slice, selection.Labels, isByPeriod));
    }

    /// <inheritdoc/>
    protected override void WriteSeries(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow)
    {
        var pick = selection.Areas[position.Area];
        var combination = selection.Combinations[position.Combination];
        var series = selection.Slice.Series(pick.Position, combination);
        while (position.Period < selection.Periods.Length && cursor.Free >= longestRow)
        {
            var copied = CopyReady(ref cursor, selection, series, position.Period);
            if (copied == 0)
            {
                WriteRows(ref cursor, selection, (pick, combination, series), ref position, longestRow);
            }

            position.Period += copied;
        }
    }

    /// <summary>Writes rows of a series; of one that has ready rows the next one only.</summary>
    private void WriteRows(
        ref Utf8Cursor cursor, Selection selection, (AreaPick Area, int Combination, SeriesSpan Span) series, ref SelectionPosition position, int longestRow)
    {
        var slice = selection.Slice;
        Span<byte> start = stackalloc byte[LongestStart];
        start = start[..StartOfRow(selection.Labels.JsonOf(series.Area.Number), start)];
        var hasMore = slice.HasMembers || selection.Components is not null;
        do
        {
            var period = selection.Periods[position.Period++];
            var cell = period.Index < 0 ? -1 : series.Span.Cell(period.Index);
            cursor.Write(TakeFirst() ? start[1..] : start);
            cursor.Write(
                period.Index < 0 ? slice.Axes.CellText(series.Combination, period.Period) : slice.Axes.CellText(series.Combination, period.Index));
            WriteFigure(ref cursor, slice, cell, selection.Status(cell, series.Area));
            if (hasMore && cell >= 0)
            {
                WriteComponents(ref cursor, selection.Components, cell);
                WriteMembers(ref cursor, selection, cell, (series.Area, series.Combination, period.Period));
            }

            cursor.Write((byte)'}');
        }
        while (!HasReady && position.Period < selection.Periods.Length && cursor.Free >= longestRow);
    }

    /// <summary>The rows of a slice. The row of an aggregate that lacks members names them as the question's publication has them, and is not among them.</summary>
    private static ReadyText Ready(Slice slice, AreaLabels labels, bool isByPeriod)
    {
        var longest = LongestStart + LongestCell(slice.Axes) + LongestRest;
        return ReadyText.Of(
            slice,
            (ref Utf8Cursor cursor, Slice of, CellKey key, int cell) =>
            {
                var isAggregate = of.TryMembers(cell, out var members, out var present);
                if (isAggregate && present < members)
                {
                    return;
                }

                cursor.Write(",{"u8);
                cursor.Write(labels.JsonOf(of.Axes.Areas[key.Area]));
                cursor.Write(of.Axes.CellText(key.Combination, key.Period));
                WriteFigure(ref cursor, of, cell, of.Status(cell));
                if (isAggregate)
                {
                    WriteMembers(ref cursor, members, present);
                    cursor.Write((byte)'}');
                }

                cursor.Write((byte)'}');
            },
            longest,
            isByPeriod);
    }

    /// <summary>What all rows of a series begin with, put together once.</summary>
    private int StartOfRow(ReadOnlySpan<byte> area, Span<byte> start)
    {
        if (open.Length + area.Length > start.Length)
        {
            throw new InvalidOperationException(
                $"The ids of the indicator and the area take {open.Length + area.Length} bytes, more than the {start.Length} that a row begins with.");
        }

        open.CopyTo(start);
        area.CopyTo(start[open.Length..]);
        return open.Length + area.Length;
    }

    private static int LongestArea(Selection selection)
    {
        var longest = 0;
        foreach (var area in selection.Areas)
        {
            longest = Math.Max(longest, selection.Labels.JsonOf(area.Number).Length);
        }

        return longest;
    }

    private static int LongestCell(SliceAxes axes)
    {
        return axes.LongestCellText > 0 ? axes.LongestCellText + 8 : 64 + axes.Breakdowns.Sum(b => b.Length * 6);
    }

    private static void WriteFigure(ref Utf8Cursor cursor, Slice slice, int cell, byte status)
    {
        WriteValue(ref cursor, cell < 0 ? double.NaN : slice.Values[cell], status);
        if (cell >= 0 && slice.IsBreak(cell))
        {
            cursor.Write(",\"break\":true"u8);
        }
    }

    private static void WriteValue(ref Utf8Cursor cursor, double value, byte status)
    {
        if (double.IsNaN(value))
        {
            cursor.Write("null"u8);
        }
        else
        {
            cursor.Write(value);
        }

        if (status != 0)
        {
            cursor.Write(StatusText.Json[status]);
        }
    }

    private static void WriteComponents(ref Utf8Cursor cursor, SliceComponents? components, int cell)
    {
        if (components is not null)
        {
            cursor.Write(",\"numerator\":"u8);
            WriteValue(ref cursor, components.Numerators[cell], 0);
            cursor.Write(",\"denominator\":"u8);
            WriteValue(ref cursor, components.Denominators[cell], 0);
        }
    }

    private static void WriteMembers(ref Utf8Cursor cursor, Selection selection, int cell, (AreaPick Area, int Combination, Period Period) key)
    {
        if (!selection.Slice.TryMembers(cell, out var of, out var present))
        {
            return;
        }

        WriteMembers(ref cursor, of, present);
        if (present < of && selection.Missing?.Of(selection.Slice, selection.Labels.IdOf(key.Area.Number), key.Combination, key.Period) is { Count: > 0 } missing)
        {
            cursor.Write(Encoding.UTF8.GetBytes($",\"missing\":[{string.Join(',', missing.Select(JsonText.Quoted))}]"));
        }

        cursor.Write("}"u8);
    }

    /// <summary><c>,"members":{"of":4,"present":3</c>, still open.</summary>
    private static void WriteMembers(ref Utf8Cursor cursor, int of, int present)
    {
        cursor.Write(",\"members\":{\"of\":"u8);
        cursor.Write(of);
        cursor.Write(",\"present\":"u8);
        cursor.Write(present);
    }
}
