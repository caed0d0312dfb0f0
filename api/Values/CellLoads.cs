namespace Insight.Api.Values;

/// <summary>Which loads the figures of each area and period come from, collected row after row.</summary>
/// <param name="areas">Number of areas.</param>
/// <param name="periods">Number of periods.</param>
internal sealed class CellLoads(int areas, int periods)
{
    /// <summary>An area's lists are looked for among so many before them; areas that were delivered alike mostly stand together.</summary>
    private const int Compared = 8;

    private readonly int[] first = new int[areas * periods];
    private readonly Dictionary<int, SortedSet<int>> several = [];

    /// <summary>Notes the load of a row; 0 is none. Rows of an area and period mostly have one load.</summary>
    public void Add(int area, int period, int load)
    {
        var cell = (area * periods) + period;
        if (first[cell] == load || load == 0)
        {
            return;
        }

        if (first[cell] == 0)
        {
            first[cell] = load;
        }
        else if (!several.TryGetValue(cell, out var set))
        {
            several[cell] = [first[cell], load];
        }
        else
        {
            set.Add(load);
        }
    }

    /// <summary>By area the loads of each period, ascending; one list alone where all periods have the same. Equal areas share theirs.</summary>
    public int[][][] Build()
    {
        var single = new Dictionary<int, int[]>();
        var known = new List<int[][]>();
        var built = new int[areas][][];
        for (var area = 0; area < areas; area++)
        {
            var own = Of(area, single);
            var same = known.FindLast(other => other.AsSpan().SequenceEqual(own));
            built[area] = same ?? own;
            if (same is null)
            {
                known.Add(own);
                known.RemoveRange(0, Math.Max(0, known.Count - Compared));
            }
        }

        return built;
    }

    private int[][] Of(int area, Dictionary<int, int[]> single)
    {
        var lists = new int[periods][];
        for (var period = 0; period < periods; period++)
        {
            lists[period] = several.TryGetValue((area * periods) + period, out var set) ? [.. set] : Single(first[(area * periods) + period], single);
        }

        return Array.TrueForAll(lists, list => ReferenceEquals(list, lists[0])) && lists.Length > 0 ? [lists[0]] : lists;
    }

    private static int[] Single(int load, Dictionary<int, int[]> single)
    {
        if (!single.TryGetValue(load, out var list))
        {
            single[load] = list = load == 0 ? [] : [load];
        }

        return list;
    }
}
