using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>The values of a cube's selections, parted by commas, null where there is none: <c>13.98,null,9.2</c>.</summary>
internal sealed class CubeNumbers : RowWriter
{
    private bool isFirst = true;

    /// <inheritdoc/>
    public override int LongestRow(Selection selection) => LongestRest;

    /// <inheritdoc/>
    public override void Begin(Selection selection)
    {
    }

    /// <inheritdoc/>
    protected override void WriteSeries(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow)
    {
        var area = selection.Areas[position.Area];
        var combination = selection.Combinations[position.Combination];
        for (; position.Period < selection.Periods.Length && cursor.Free >= longestRow; position.Period++)
        {
            Part(ref cursor);
            var value = selection.Value(selection.Cell(area, combination, selection.Periods[position.Period]));
            if (double.IsNaN(value))
            {
                cursor.Write("null"u8);
            }
            else
            {
                cursor.Write(value);
            }
        }
    }

    private void Part(ref Utf8Cursor cursor)
    {
        if (!isFirst)
        {
            cursor.Write((byte)',');
        }

        isFirst = false;
    }
}
