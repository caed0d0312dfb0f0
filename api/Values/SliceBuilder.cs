using System.Buffers;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Api.Values;

/// <summary>Makes a slice from rows in any order; rows sorted by area, breakdowns and period are fastest.</summary>
public sealed class SliceBuilder(Frequency frequency, IReadOnlyList<string> breakdowns, AreaLabels labels, int expectedRows = 0)
{
    private const int LeastRows = 64;
    private static readonly byte Unknown = IndexOf(ObservationStatus.Unknown);

    private readonly Dictionary<string, int> areaPositions = new(StringComparer.Ordinal);
    private readonly List<int> areas = [];
    private readonly Dictionary<string, int> combinationIndex = new(StringComparer.Ordinal);
    private readonly List<string[]> combinations = [];
    private readonly List<(int Row, ushort Of, ushort Present)> members = [];
    private readonly List<int> breaks = [];
    private Row[] rows = ArrayPool<Row>.Shared.Rent(Math.Max(expectedRows, LeastRows));
    private int count;

    /// <summary>Position of an area, to be used for its rows.</summary>
    public int Area(string id)
    {
        if (!areaPositions.TryGetValue(id, out var position))
        {
            position = areas.Count;
            areaPositions.Add(id, position);
            areas.Add(labels.NumberOf(id));
        }

        return position;
    }

    /// <summary>Number of a combination of breakdown members, to be used for its rows.</summary>
    public int Combination(params ReadOnlySpan<string> memberNames)
    {
        var key = string.Join('\u001f', memberNames);
        if (!combinationIndex.TryGetValue(key, out var index))
        {
            index = combinations.Count;
            combinationIndex.Add(key, index);
            combinations.Add(memberNames.ToArray());
        }

        return index;
    }

    /// <summary>
    /// Adds one row. A value that is no finite number counts as missing, and a missing value without a reason as unknown. The load is the newest
    /// among its inputs; 0 where there is none.
    /// </summary>
    public void Add(int area, int combination, Period period, double? value, ObservationStatus status, int load = 0)
    {
        var number = value is { } v && double.IsFinite(v) && !status.IsMissing ? v : double.NaN;
        var code = double.IsNaN(number) && !status.IsMissing ? Unknown : IndexOf(status);
        if (count == rows.Length)
        {
            var longer = ArrayPool<Row>.Shared.Rent(count * 2);
            rows.CopyTo(longer, 0);
            ArrayPool<Row>.Shared.Return(rows);
            rows = longer;
        }

        rows[count++] = new Row(area, combination, period.Ordinal, load, number, code);
    }

    /// <summary>Says of the row just added that it is an aggregate of so many members.</summary>
    public void AddMembers(int of, int present) =>
        members.Add((count - 1, (ushort)Math.Min(of, ushort.MaxValue), (ushort)Math.Min(present, ushort.MaxValue)));

    /// <summary>Says of the row just added that it is the first value after a break of its series.</summary>
    public void AddBreak() => breaks.Add(count - 1);

    /// <summary>The slice of all rows added; the builder is used up.</summary>
    public Slice Build()
    {
        if (breakdowns.Count == 0)
        {
            Combination();
        }

        var combinationOrder = OrderOfCombinations();
        var periods = Periods();
        var axes = new SliceAxes(frequency, [.. areas], periods, [.. breakdowns], [.. combinationOrder.Select(i => combinations[i])]);
        var slice = new Slice(axes, Fill(Inverse(combinationOrder), periods));
        ArrayPool<Row>.Shared.Return(rows);
        (rows, count) = ([], 0);
        return slice;
    }

    private SliceCells Fill(int[] combinationRank, Period[] periods)
    {
        var (start, first) = Layout(combinationRank, periods);
        var values = new double[start[^1]];
        var statuses = new byte[values.Length];
        Array.Fill(values, double.NaN);
        Array.Fill(statuses, Unknown);
        var cellOfRow = members.Count + breaks.Count > 0 ? new int[count] : [];
        var loads = new CellLoads(areas.Count, periods.Length);
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            var series = (row.Area * combinations.Count) + combinationRank[row.Combination];
            var period = PeriodIndex(periods, row.Ordinal);
            var cell = start[series] + period - first[series];
            loads.Add(row.Area, period, row.Load);
            values[cell] = row.Value;
            statuses[cell] = row.Status;
            if (cellOfRow.Length > 0)
            {
                cellOfRow[i] = cell;
            }
        }

        var byCell = members.Select(m => (Cell: cellOfRow[m.Row], m.Of, m.Present)).OrderBy(m => m.Cell).ToList();
        return new SliceCells(
            start, first, values, statuses.AsSpan().ContainsAnyExcept((byte)0) ? statuses : [],
            [.. byCell.Select(m => m.Cell)], [.. byCell.Select(m => m.Of)], [.. byCell.Select(m => m.Present)],
            [.. breaks.Select(row => cellOfRow[row]).Order()],
            loads.Build());
    }

    private (int[] Start, ushort[] First) Layout(int[] combinationRank, Period[] periods)
    {
        var series = areas.Count * combinations.Count;
        var first = new ushort[series];
        var last = new int[series];
        Array.Fill(first, ushort.MaxValue);
        Array.Fill(last, -1);
        foreach (var row in rows.AsSpan(0, count))
        {
            var own = (row.Area * combinations.Count) + combinationRank[row.Combination];
            var period = PeriodIndex(periods, row.Ordinal);
            first[own] = Math.Min(first[own], (ushort)period);
            last[own] = Math.Max(last[own], period);
        }

        var start = new int[series + 1];
        for (var own = 0; own < series; own++)
        {
            start[own + 1] = start[own] + (last[own] < 0 ? 0 : last[own] - first[own] + 1);
        }

        return (start, first);
    }

    private Period[] Periods()
    {
        var ordinals = new HashSet<int>();
        foreach (var row in rows.AsSpan(0, count))
        {
            ordinals.Add(row.Ordinal);
        }

        return [.. ordinals.Order().Select(FromOrdinal)];
    }

    private Period FromOrdinal(int ordinal) => frequency switch
    {
        Frequency.Annual => Period.Year(ordinal),
        Frequency.Quarterly => Period.Quarter(ordinal / 4, (ordinal % 4) + 1),
        _ => Period.Month(ordinal / 12, (ordinal % 12) + 1),
    };

    /// <summary>Periods rarely have gaps, so the distance to the first is nearly always the index.</summary>
    private static int PeriodIndex(Period[] periods, int ordinal)
    {
        var guess = ordinal - periods[0].Ordinal;
        if (guess < periods.Length && periods[guess].Ordinal == ordinal)
        {
            return guess;
        }

        var (low, high) = (0, periods.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = periods[middle].Ordinal < ordinal ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int[] OrderOfCombinations()
    {
        var order = Enumerable.Range(0, combinations.Count).ToArray();
        Array.Sort(order, (a, b) => CompareMembers(combinations[a], combinations[b]));
        return order;
    }

    private static int CompareMembers(string[] a, string[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            var difference = (DefaultMember.Is(a[i]), DefaultMember.Is(b[i])) switch
            {
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(a[i], b[i]),
            };
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    private static int[] Inverse(int[] order)
    {
        var rank = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        return rank;
    }

    private static byte IndexOf(ObservationStatus status)
    {
        for (var i = 0; i < ObservationStatus.All.Count; i++)
        {
            if (ReferenceEquals(ObservationStatus.All[i], status))
            {
                return (byte)i;
            }
        }

        throw new ArgumentException($"'{status.Code}' is not one of the known statuses.", nameof(status));
    }

    private readonly record struct Row(int Area, int Combination, int Ordinal, int Load, double Value, byte Status);
}
