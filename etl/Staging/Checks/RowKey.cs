using Insight.Warehouse.Periods;

namespace Insight.Etl.Staging.Checks;

/// <summary>Area, period and breakdown members of a row, to be compared.</summary>
internal readonly record struct RowKey(string Area, Period Period, string Members)
{
    /// <summary>Between the members of several breakdowns; occurs in no member.</summary>
    private const char Between = '\u001F';

    /// <summary>The key of a row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">Position of the row.</param>
    /// <param name="without">Position of a breakdown to leave out, or −1.</param>
    public static RowKey Of(StagedTable table, int row, int without = -1) => new(table.Areas[row], table.Periods[row], MembersOf(table, row, without));

    /// <summary>Members of all breakdowns as one text.</summary>
    public static string Join(IReadOnlyList<string> members) => members.Count == 1 ? members[0] : string.Join(Between, members);

    private static string MembersOf(StagedTable table, int row, int without) => (table.DataSet.Breakdowns.Count, without) switch
    {
        (0, _) => "",
        (1, -1) => table.BreakdownColumn(0)[row],
        var (count, _) => string.Join(Between, Enumerable.Range(0, count).Where(i => i != without).Select(i => table.BreakdownColumn(i)[row])),
    };
}
