using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>The values of a cube's selections, parted by commas, null where there is none: <c>13.98,null,9.2</c>.</summary>
/// <param name="texts">Numbers of slices that are asked for often, ready to be copied.</param>
internal sealed class CubeNumbers(ReadyTexts texts) : ReadyRowWriter(texts)
{
    /// <inheritdoc/>
    public override int LongestRow(Selection selection) => LongestRest;

    /// <inheritdoc/>
    public override void Begin(Selection selection) => TakeReady(selection, ReadyForm.Numbers, ReadyForm.NumbersByPeriod, Ready);

    /// <inheritdoc/>
    protected override void WriteSeries(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow)
    {
        var area = selection.Areas[position.Area];
        var combination = selection.Combinations[position.Combination];
        var series = combination == Selection.NoCombination ? default : selection.Slice.Series(area.Position, combination);
        while (position.Period < selection.Periods.Length && cursor.Free >= longestRow)
        {
            var copied = CopyReady(ref cursor, selection, series, position.Period);
            if (copied == 0)
            {
                WriteNumber(ref cursor, selection.Value(selection.Cell(area, combination, selection.Periods[position.Period])));
            }

            position.Period += Math.Max(copied, 1);
        }
    }

    private static ReadyText Ready(Slice slice, bool isByPeriod) => ReadyText.Of(
        slice,
        static (ref Utf8Cursor cursor, Slice of, CellKey _, int cell) =>
        {
            cursor.Write((byte)',');
            Write(ref cursor, of.Values[cell]);
        },
        LongestRest,
        isByPeriod);

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
        if (!TakeFirst())
        {
            cursor.Write((byte)',');
        }

        Write(ref cursor, value);
    }
}
