using System.Text;
using Insight.Warehouse.Periods;

namespace Insight.Api.Values;

/// <summary>Rows as JSON objects, parted by commas: <c>{"area":"KU016","period":"2018","sex":"total","value":13.98}</c>.</summary>
internal sealed class JsonRows(bool severalIndicators) : RowWriter
{
    /// <summary>Ids of an indicator and an area, with their names and punctuation; ids have at most some sixty characters.</summary>
    private const int LongestStart = 512;

    private byte[] open = [];
    private bool isFirst = true;

    /// <inheritdoc/>
    public override int LongestRow(Selection selection) =>
        open.Length + LongestArea(selection) + LongestCell(selection) + LongestRest;

    /// <inheritdoc/>
    public override void Begin(Selection selection) =>
        open = Encoding.UTF8.GetBytes(severalIndicators ? $",{{\"indicator\":{JsonText.Quoted(selection.Indicator)}," : ",{");

    /// <inheritdoc/>
    protected override void WriteSeries(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow)
    {
        var slice = selection.Slice;
        var values = slice.Values;
        var pick = selection.Areas[position.Area];
        var combination = selection.Combinations[position.Combination];
        var series = slice.Series(pick.Position, combination);
        var periods = selection.Periods;
        Span<byte> start = stackalloc byte[LongestStart];
        var startLength = StartOfRow(selection.Labels.JsonOf(pick.Number), start);
        start = start[..startLength];
        var hasMore = slice.HasMembers || selection.Components is not null;
        for (; position.Period < periods.Length && cursor.Free >= longestRow; position.Period++)
        {
            var period = periods[position.Period];
            var cell = period.Index < 0 ? -1 : series.Cell(period.Index);
            cursor.Write(isFirst ? start[1..] : start);
            isFirst = false;
            cursor.Write(
                period.Index < 0 ? slice.Axes.CellText(combination, period.Period) : slice.Axes.CellText(combination, period.Index));
            WriteValue(
                ref cursor,
                cell < 0 ? double.NaN : values[cell],
                selection.Status(cell, pick));
            if (cell >= 0 && slice.IsBreak(cell))
            {
                cursor.Write(",\"break\":true"u8);
            }

            if (hasMore && cell >= 0)
            {
                WriteComponents(ref cursor, selection.Components, cell);
                WriteMembers(ref cursor, selection, cell, (pick, combination, period.Period));
            }

            cursor.Write((byte)'}');
        }
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

    private static int LongestCell(Selection selection)
    {
        var axes = selection.Slice.Axes;
        return axes.LongestCellText > 0 ? axes.LongestCellText + 8 : 64 + axes.Breakdowns.Sum(b => b.Length * 6);
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

        cursor.Write(",\"members\":{\"of\":"u8);
        cursor.Write(of);
        cursor.Write(",\"present\":"u8);
        cursor.Write(present);
        if (present < of && selection.Missing?.Of(selection.Slice, selection.Labels.IdOf(key.Area.Number), key.Combination, key.Period) is { Count: > 0 } missing)
        {
            cursor.Write(Encoding.UTF8.GetBytes($",\"missing\":[{string.Join(',', missing.Select(JsonText.Quoted))}]"));
        }

        cursor.Write("}"u8);
    }
}
