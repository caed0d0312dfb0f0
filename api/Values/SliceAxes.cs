using System.Text;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Api.Values;

/// <summary>
/// What a slice's cells are keyed by: areas, periods and combinations of breakdown members, with the JSON text of each key.
/// </summary>
public sealed class SliceAxes
{
    private readonly ushort[] positionByArea;
    private readonly byte[] cellText;
    private readonly int[] cellTextStart;

    internal SliceAxes(Frequency frequency, int[] areas, Period[] periods, string[] breakdowns, IReadOnlyList<string[]> combinations)
    {
        Frequency = frequency;
        Areas = areas;
        Periods = periods;
        Breakdowns = breakdowns;
        Combinations = combinations;
        AllPeriods = [.. periods.Select((p, i) => new PeriodPick(i, p))];
        AllAreas = [.. areas.Select((number, position) => new AreaPick(position, number))];
        AllCombinations = [.. Enumerable.Range(0, combinations.Count)];
        Members = [.. breakdowns.Select((_, b) => combinations.Select(c => c[b]).Distinct().ToArray())];
        positionByArea = new ushort[areas.Length == 0 ? 0 : areas.Max() + 1];
        for (var position = 0; position < areas.Length; position++)
        {
            positionByArea[areas[position]] = (ushort)(position + 1);
        }

        (cellText, cellTextStart) = CellTexts();
        LongestCellText = cellTextStart.Length < 2
            ? 0
            : Enumerable.Range(0, cellTextStart.Length - 1).Max(i => cellTextStart[i + 1] - cellTextStart[i]);
        Bytes = (positionByArea.Length * 2L) + cellText.Length + (cellTextStart.Length * 4L) + (periods.Length * 24L) + (areas.Length * 12L) + 400;
    }

    /// <summary>Frequency of the periods.</summary>
    public Frequency Frequency { get; }

    /// <summary>Numbers of the areas (see <see cref="AreaLabels"/>) by position.</summary>
    public int[] Areas { get; }

    /// <summary>Periods that occur, oldest first.</summary>
    public Period[] Periods { get; }

    /// <summary>Names of the breakdowns.</summary>
    public string[] Breakdowns { get; }

    /// <summary>Combinations of breakdown members that occur, totals (see <see cref="DefaultMember"/>) first; one empty combination where there are no breakdowns.</summary>
    public IReadOnlyList<string[]> Combinations { get; }

    /// <summary>Members of each breakdown, the total first.</summary>
    public string[][] Members { get; }

    /// <summary>All areas as picks.</summary>
    public AreaPick[] AllAreas { get; }

    /// <summary>All periods as picks.</summary>
    public PeriodPick[] AllPeriods { get; }

    /// <summary>All combinations.</summary>
    public int[] AllCombinations { get; }

    /// <summary>Length of the longest cell text.</summary>
    public int LongestCellText { get; }

    /// <summary>Approximate size in memory, in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Position of an area, or <see cref="Slice.Absent"/>.</summary>
    public int PositionOf(int areaNumber) => areaNumber < positionByArea.Length ? positionByArea[areaNumber] - 1 : Slice.Absent;

    /// <summary>Index of a period, or the complement of where it would be.</summary>
    public int IndexOf(Period period) => Array.BinarySearch(Periods, period);

    /// <summary>Number of the combination of members, or -1.</summary>
    public int CombinationOf(params ReadOnlySpan<string> members)
    {
        for (var c = 0; c < Combinations.Count; c++)
        {
            if (members.SequenceEqual(Combinations[c]))
            {
                return c;
            }
        }

        return -1;
    }

    /// <summary><c>"period":"2018","sex":"total","value":</c> of a cell.</summary>
    public ReadOnlySpan<byte> CellText(int combination, int period)
    {
        var i = (combination * Periods.Length) + period;
        return cellText.AsSpan(cellTextStart[i]..cellTextStart[i + 1]);
    }

    /// <summary>The same text for a period that does not occur in the slice.</summary>
    public byte[] CellText(int combination, Period period)
    {
        var text = new StringBuilder().Append("\"period\":").Append(JsonText.Quoted(period.ToString())).Append(',');
        for (var b = 0; b < Breakdowns.Length; b++)
        {
            text.Append(JsonText.Quoted(Breakdowns[b])).Append(':').Append(JsonText.Quoted(Combinations[combination][b])).Append(',');
        }

        return Encoding.UTF8.GetBytes(text.Append("\"value\":").ToString());
    }

    private (byte[] Text, int[] Start) CellTexts()
    {
        var text = new MemoryStream();
        var start = new List<int>((Combinations.Count * Periods.Length) + 1) { 0 };
        for (var combination = 0; combination < Combinations.Count; combination++)
        {
            foreach (var period in Periods)
            {
                text.Write(CellText(combination, period));
                start.Add((int)text.Length);
            }
        }

        return (text.ToArray(), [.. start]);
    }
}

/// <summary>An asked area.</summary>
/// <param name="Position">Its position in the slice, or absent.</param>
/// <param name="Number">Its number.</param>
/// <param name="Missing">Why it has no value where the slice has no cell: a position in ObservationStatus.All, 0 where nothing is known.</param>
public readonly record struct AreaPick(int Position, int Number, byte Missing = 0);

/// <summary>An asked period: its index in the slice, negative where the slice does not have it.</summary>
public readonly record struct PeriodPick(int Index, Period Period);
