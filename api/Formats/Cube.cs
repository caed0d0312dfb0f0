using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse.Periods;

namespace Insight.Api.Formats;

/// <summary>
/// The asked cells of all indicators over the same areas, members and periods: what a form needs whose cells are a block without keys.
/// The last dimension runs fastest: indicator, area, breakdowns, period.
/// </summary>
internal sealed class Cube
{
    private AreaText[]? areaTexts;

    private Cube(IReadOnlyList<Selection> selections, IReadOnlyList<string> breakdowns, IReadOnlyList<string[]> members)
    {
        Selections = selections;
        Breakdowns = breakdowns;
        Members = members;
    }

    /// <summary>One selection an indicator, all of the same shape.</summary>
    public IReadOnlyList<Selection> Selections { get; }

    /// <summary>Names of the breakdowns.</summary>
    public IReadOnlyList<string> Breakdowns { get; }

    /// <summary>The members of each breakdown.</summary>
    public IReadOnlyList<string[]> Members { get; }

    /// <summary>Numbers of the areas.</summary>
    public AreaPick[] Areas => Selections[0].Areas;

    /// <summary>Ids and names of the areas in the language of the answer, found once.</summary>
    public AreaText[] AreaTexts(Func<int, AreaText> find) => areaTexts ??= [.. Areas.Select(a => find(a.Number))];

    /// <summary>The periods, oldest first.</summary>
    public PeriodPick[] Periods => Selections[0].Periods;

    /// <summary>Cells in all.</summary>
    public long Count => Selections.Sum(s => s.RowCount);

    /// <summary>Brings selections into one shape.</summary>
    /// <exception cref="ProblemException">400: the indicators have different breakdowns.</exception>
    public static Cube Of(IReadOnlyList<Selection> selections)
    {
        var breakdowns = selections[0].Slice.Axes.Breakdowns;
        var other = selections.FirstOrDefault(s => !s.Slice.Axes.Breakdowns.SequenceEqual(breakdowns));
        if (other is not null)
        {
            throw BadRequest.Contradictory(
                "format", null,
                $"{selections[0].Indicator} is broken down by {Words(breakdowns)} and {other.Indicator} by {Words(other.Slice.Axes.Breakdowns)}; "
                + "this format holds one block. Ask for them one at a time, or for format=csv.");
        }

        string[][] members = [.. breakdowns.Select((_, b) => selections.SelectMany(s => s.Combinations.Select(c => s.Slice.Axes.Combinations[c][b])).Distinct().ToArray())];
        int[] areas = [.. selections.SelectMany(s => s.Areas).Select(a => a.Number).Distinct()];
        Period[] periods = [.. selections.SelectMany(s => s.Periods).Select(p => p.Period).Distinct().Order()];
        var combinations = Product(members);
        return new Cube([.. selections.Select(s => Align(s, areas, combinations, periods))], breakdowns, members);
    }

    private static Selection Align(Selection selection, int[] areas, IReadOnlyList<string[]> combinations, Period[] periods)
    {
        var axes = selection.Slice.Axes;
        var known = selection.Areas.Length == areas.Length && selection.Areas.Select(a => a.Number).SequenceEqual(areas);
        PeriodPick[] picks = [.. periods.Select(period => new PeriodPick(Math.Max(axes.IndexOf(period), -1), period))];
        return selection with
        {
            Areas = known ? selection.Areas : [.. areas.Select(number => new AreaPick(axes.PositionOf(number), number))],
            Combinations = [.. combinations.Select(members => axes.CombinationOf(members))],
            Periods = picks,
            HasConsecutivePeriods = AskedCells.AreConsecutive(picks),
        };
    }

    /// <summary>All combinations of members, the last breakdown running fastest; one empty combination where there are none.</summary>
    private static List<string[]> Product(string[][] members)
    {
        List<string[]> combinations = [[]];
        foreach (var names in members)
        {
            combinations = [.. combinations.SelectMany(start => names.Select(name => (string[])[.. start, name]))];
        }

        return combinations;
    }

    private static string Words(string[] breakdowns) => breakdowns.Length == 0 ? "nothing" : string.Join(" and ", breakdowns);
}
