using System.Text;
using Insight.Api.Values;
using Insight.Warehouse.Observations;

namespace Insight.Api.Formats;

/// <summary>The statuses of a cube's selections that are not normal, by position: <c>"3":"unknown","17":"estimated"</c>.</summary>
internal sealed class CubeStatuses : RowWriter
{
    private static readonly byte[][] Codes = [.. ObservationStatus.All.Select(s => Encoding.ASCII.GetBytes($"\":\"{s.Code}\""))];

    private bool isFirst = true;
    private int index;

    /// <summary>Which statuses occurred, by their positions in ObservationStatus.All.</summary>
    public SortedSet<byte> Met { get; } = [];

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
        var series = combination == Selection.NoCombination ? default : selection.Slice.Series(area.Position, combination);
        if (!selection.Slice.HasReservations && selection is { HasConsecutivePeriods: true, Periods.Length: > 0 } && position.Period == 0
            && series.Cell(selection.Periods[0].Index) >= 0 && series.Cell(selection.Periods[^1].Index) >= 0)
        {
            (position.Period, index) = (selection.Periods.Length, index + selection.Periods.Length);
            return;
        }

        for (; position.Period < selection.Periods.Length && cursor.Free >= longestRow; position.Period++, index++)
        {
            var status = selection.Status(CellOf(series, selection.Periods[position.Period]), area);
            if (status != 0)
            {
                Met.Add(status);
                cursor.Write(isFirst ? "\""u8 : ",\""u8);
                isFirst = false;
                cursor.Write(index);
                cursor.Write(Codes[status]);
            }
        }
    }

    private static int CellOf(SeriesSpan series, PeriodPick period) => period.Index < 0 ? -1 : series.Cell(period.Index);
}
