using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>The values of a cube's selections, parted by commas, null where there is none: <c>13.98,null,9.2</c>.</summary>
/// <param name="texts">Numbers of slices that are asked for often, ready to be copied.</param>
internal sealed class CubeNumbers(ReadyTexts texts) : RowWriter
{
    private bool isFirst = true;
    private ReadyText? ready;

    /// <inheritdoc/>
    public override int LongestRow(Selection selection) => LongestRest;

    /// <inheritdoc/>
    public override void Begin(Selection selection) => ready = texts.Of(selection.Slice, ReadyForm.Numbers, selection.RowCount, Ready);

    /// <inheritdoc/>
    protected override void WriteSeries(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow)
    {
        var area = selection.Areas[position.Area];
        var combination = selection.Combinations[position.Combination];
        var series = combination == Selection.NoCombination ? default : selection.Slice.Series(area.Position, combination);
        while (position.Period < selection.Periods.Length && cursor.Free >= longestRow)
        {
            var index = selection.Periods[position.Period].Index;
            var cell = index < 0 ? -1 : series.Cell(index);
            if (ready is null || cell < 0)
            {
                WriteNumber(ref cursor, selection.Value(cell));
                position.Period++;
                continue;
            }

            var neighbours = selection.HasConsecutivePeriods ? Math.Min(selection.Periods.Length - position.Period, series.Start + series.Length - cell) : 1;
            var count = ready.Ready(cell, neighbours, cursor.Free);
            WriteReady(ref cursor, ready.Cells(cell, count));
            position.Period += count;
        }
    }

    private static ReadyText Ready(Slice slice) => ReadyText.Of(
        slice,
        static (ref Utf8Cursor cursor, Slice of, CellKey _, int cell) =>
        {
            cursor.Write((byte)',');
            Write(ref cursor, of.Values[cell]);
        },
        LongestRest);

    private static void Write(ref Utf8Cursor cursor, double value)
    {
        if (double.IsNaN(value))
        {
            cursor.Write("null"u8);
        }
        else
        {
            cursor.Write(value);
        }
    }

    private void WriteNumber(ref Utf8Cursor cursor, double value)
    {
        if (!isFirst)
        {
            cursor.Write((byte)',');
        }

        isFirst = false;
        Write(ref cursor, value);
    }

    private void WriteReady(ref Utf8Cursor cursor, ReadOnlySpan<byte> numbers)
    {
        cursor.Write(isFirst ? numbers[1..] : numbers);
        isFirst = false;
    }
}
