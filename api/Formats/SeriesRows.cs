using System.Text;
using Insight.Api.Values;
using Insight.Warehouse.Observations;

namespace Insight.Api.Formats;

/// <summary>Series as JSON objects, see <see cref="JsonSeriesFormat"/>; a long one may span several buffers.</summary>
internal sealed class SeriesRows(bool severalIndicators) : RowWriter
{
    /// <summary>A position with its comma: the text of a question has room for some two thousand periods.</summary>
    private const int LongestPosition = 8;

    private static readonly byte[][] Codes = [.. ObservationStatus.All.Select(s => Encoding.ASCII.GetBytes($"\"{s.Code}\":["))];

    private byte[] open = [];
    private byte[][] combinations = [];
    private bool isFirst = true;

    /// <inheritdoc/>
    public override int LongestRow(Selection selection) =>
        open.Length + LongestRest + combinations.DefaultIfEmpty([]).Max(c => c.Length) + (selection.Periods.Length * LongestPosition)
        + (Codes.Length * 40) + (selection.Areas.Max(a => (int?)selection.Labels.JsonOf(a.Number).Length) ?? 0);

    /// <inheritdoc/>
    public override void Begin(Selection selection)
    {
        open = Encoding.UTF8.GetBytes(severalIndicators ? $"{{\"indicator\":{JsonText.Quoted(selection.Indicator)}," : "{");
        var axes = selection.Slice.Axes;
        combinations =
        [
            .. axes.Combinations.Select(members => Encoding.UTF8.GetBytes(string.Concat(
                axes.Breakdowns.Index().Select(b => $"{JsonText.Quoted(b.Item)}:{JsonText.Quoted(members[b.Index])},")) + "\"values\":[")),
        ];
    }

    /// <inheritdoc/>
    protected override void WriteSeries(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow)
    {
        var area = selection.Areas[position.Area];
        var combination = selection.Combinations[position.Combination];
        for (; position.Period < selection.Periods.Length && cursor.Free >= longestRow; position.Period++)
        {
            if (position.Period == 0)
            {
                cursor.Write(isFirst ? ""u8 : ","u8);
                isFirst = false;
                cursor.Write(open);
                cursor.Write(selection.Labels.JsonOf(area.Number));
                cursor.Write(combinations[combination]);
            }
            else
            {
                cursor.Write((byte)',');
            }

            WriteNumber(ref cursor, selection.Value(selection.Cell(area, combination, selection.Periods[position.Period])));
            if (position.Period == selection.Periods.Length - 1)
            {
                cursor.Write((byte)']');
                WriteStatuses(ref cursor, selection, area, combination);
                cursor.Write((byte)'}');
            }
        }
    }

    private static void WriteNumber(ref Utf8Cursor cursor, double value)
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

    private static void WriteStatuses(ref Utf8Cursor cursor, Selection selection, AreaPick area, int combination)
    {
        var statuses = selection.Periods.Index()
            .Select(p => (p.Index, Status: selection.Status(selection.Cell(area, combination, p.Item), area)))
            .Where(p => p.Status != 0)
            .GroupBy(p => p.Status)
            .OrderBy(group => group.Key);
        var separator = ",\"statuses\":{"u8;
        foreach (var group in statuses)
        {
            cursor.Write(separator);
            separator = ","u8;
            cursor.Write(Codes[group.Key]);
            WritePositions(ref cursor, group.Select(p => p.Index));
        }

        if (separator.Length == 1)
        {
            cursor.Write((byte)'}');
        }
    }

    private static void WritePositions(ref Utf8Cursor cursor, IEnumerable<int> positions)
    {
        var isFirst = true;
        foreach (var position in positions)
        {
            cursor.Write(isFirst ? ""u8 : ","u8);
            isFirst = false;
            cursor.Write(position);
        }

        cursor.Write((byte)']');
    }
}
