using Insight.Warehouse.Periods;

namespace Insight.Api.Values;

/// <summary>
/// One indicator in one division and frequency, in memory. Values lie in one array, series after series (a series is an area and a
/// combination of breakdown members), each from its first to its last period without gaps; a cell without a number is NaN and has a status.
/// Its figures never change; it knows no indicator id, so that unchanged indicators share it between publications.
/// </summary>
public sealed class Slice
{
    /// <summary>The position of an area that the slice does not have.</summary>
    public const int Absent = -1;

    private readonly SliceAxes axes;
    private readonly SliceCells cells;

    internal Slice(SliceAxes axes, SliceCells cells)
    {
        this.axes = axes;
        this.cells = cells;
        Bytes = axes.Bytes + cells.Bytes;
    }

    /// <summary>Approximate size in memory, in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Areas, periods and breakdown members that occur.</summary>
    public SliceAxes Axes => axes;

    /// <summary>Number of cells, those within a series that have no row included.</summary>
    public int CellCount => cells.Values.Length;

    /// <summary>The cells of a series: where they begin in the arrays, the period index of the first, and how many they are.</summary>
    public SeriesSpan Series(int area, int combination)
    {
        if (area == Absent)
        {
            return default;
        }

        var series = (area * axes.Combinations.Count) + combination;
        return new SeriesSpan(cells.Start[series], cells.First[series], cells.Start[series + 1] - cells.Start[series]);
    }

    /// <summary>All values, by cell; NaN where there is no number.</summary>
    public ReadOnlySpan<double> Values => cells.Values;

    /// <summary>Statuses by cell as positions in ObservationStatus.All; empty where all are normal.</summary>
    public ReadOnlySpan<byte> Statuses => cells.Statuses;

    /// <summary>How many members an aggregate's cell has and how many of them have a value; false where the cell is no aggregate.</summary>
    public bool TryMembers(int cell, out int of, out int present)
    {
        var position = cells.MemberCells.AsSpan().BinarySearch(cell);
        (of, present) = position >= 0 ? (cells.MembersOf[position], cells.MembersPresent[position]) : (0, 0);
        return position >= 0;
    }

    /// <summary>The status of a cell as a position in ObservationStatus.All; of a first value after a break without other reservations, break.</summary>
    public byte Status(int cell)
    {
        var own = cells.Statuses.Length == 0 ? (byte)0 : cells.Statuses[cell];
        return own == 0 && IsBreak(cell) ? StatusText.Break : own;
    }

    /// <summary>Whether any cell has another status than normal.</summary>
    public bool HasReservations => cells.Statuses.Length > 0 || cells.BreakCells.Length > 0;

    /// <summary>Whether a cell is the first value after a break of its series.</summary>
    public bool IsBreak(int cell) => cells.BreakCells.Length > 0 && cells.BreakCells.AsSpan().BinarySearch(cell) >= 0;

    /// <summary>Numbers of the loads that the figures of areas in periods come from, each the newest among a figure's inputs.</summary>
    /// <param name="areas">Positions of areas; <see cref="Absent"/> is passed over.</param>
    /// <param name="periods">Indexes of periods; negative ones are passed over.</param>
    public IEnumerable<int> LoadsOf(IEnumerable<int> areas, IReadOnlyCollection<int> periods) => areas.Where(area => area != Absent)
        .Select(area => cells.Loads[area]).Distinct()
        .SelectMany(lists => periods.Where(period => period >= 0).Select(period => lists[lists.Length == 1 ? 0 : period])).Distinct()
        .SelectMany(loads => loads).Distinct();

    /// <summary>All cells with what they are about, in their order.</summary>
    internal IEnumerable<(CellKey Key, int Cell)> Cells()
    {
        for (var area = 0; area < axes.Areas.Length; area++)
        {
            for (var combination = 0; combination < axes.Combinations.Count; combination++)
            {
                var series = Series(area, combination);
                for (var i = 0; i < series.Length; i++)
                {
                    yield return (new CellKey(area, combination, series.FirstPeriod + i), series.Start + i);
                }
            }
        }
    }

    /// <summary>All cells with what they are about, period after period.</summary>
    internal IEnumerable<(CellKey Key, int Cell)> CellsByPeriod()
    {
        for (var period = 0; period < axes.Periods.Length; period++)
        {
            for (var area = 0; area < axes.Areas.Length; area++)
            {
                for (var combination = 0; combination < axes.Combinations.Count; combination++)
                {
                    if (Series(area, combination).Cell(period) is >= 0 and var cell)
                    {
                        yield return (new CellKey(area, combination, period), cell);
                    }
                }
            }
        }
    }

    /// <summary>How much the slice is asked for, by <see cref="ReadyForm"/>; what it holds is counted by <see cref="ReadyTexts"/>.</summary>
    internal ReadyPlace[] Uses { get; } = [.. Enum.GetValues<ReadyForm>().Select(_ => new ReadyPlace())];

    /// <summary>Whether any cell is that of an aggregate.</summary>
    public bool HasMembers => cells.MemberCells.Length > 0;

    /// <summary>A slice without any cell.</summary>
    public static Slice Empty(Frequency frequency, IReadOnlyList<string> breakdowns, AreaLabels labels) =>
        new SliceBuilder(frequency, breakdowns, labels).Build();
}

/// <summary>Where a series lies among the cells of its slice.</summary>
/// <param name="Start">First cell.</param>
/// <param name="FirstPeriod">Index of the first cell's period.</param>
/// <param name="Length">How many cells.</param>
public readonly record struct SeriesSpan(int Start, int FirstPeriod, int Length)
{
    /// <summary>The cell of a period, or -1 where the series does not reach it.</summary>
    public int Cell(int period)
    {
        var offset = period - FirstPeriod;
        return (uint)offset < (uint)Length ? Start + offset : -1;
    }
}

/// <summary>The arrays of a slice; see there.</summary>
internal sealed record SliceCells(
    int[] Start, ushort[] First, double[] Values, byte[] Statuses, int[] MemberCells, ushort[] MembersOf, ushort[] MembersPresent, int[] BreakCells, int[][][] Loads)
{
    public long Bytes =>
        (Start.Length * 4L) + (First.Length * 2L) + (Values.Length * 8L) + Statuses.Length + (MemberCells.Length * 8L) + (BreakCells.Length * 4L) + Loads.Distinct().Sum(lists => lists.Length * 8L) + (Loads.Length * 8L) + 200;
}
