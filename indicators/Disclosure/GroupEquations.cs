using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Disclosure;

/// <summary>What a reader knows of sums among the places of a group: over breakdowns, areas, time, and windows of time.</summary>
/// <param name="cells">The places.</param>
/// <param name="breakdowns">The breakdowns of the group.</param>
/// <param name="apart">Breakdown → its members that stand in no total.</param>
/// <param name="members">Aggregate → its members.</param>
internal sealed class GroupEquations(GroupCells cells, IReadOnlyList<string> breakdowns, ILookup<string, string> apart, ILookup<string, string> members)
{
    private const double Tolerance = 1e-6;

    private readonly IReadOnlyList<ProtectedPlace> places = cells.Places;
    private readonly IReadOnlyList<string[]> membersOf = [.. cells.Places.Select(place => place.Members)];

    /// <summary>
    /// All sums, the most telling first; not those that the figures refute, as where somebody was in a member for some months only, so that it has no year.
    /// </summary>
    public IReadOnlyList<AdditiveEquation> All() =>
    [
        .. Enumerable.Range(0, breakdowns.Count).SelectMany(OverBreakdown).Concat(OverFilters()).Concat(OverAreas()).Where(sum => Adds(sum, 1)),
        .. OverTime().Where(sum => Adds(sum, sum.Parts.Count)), .. OverWindows().Where(sum => Adds(sum, 1)),
    ];

    /// <summary>A total is the sum of the other members. Of a breakdown without a total, members that are the same people have the same figures (today's tasks and those of the time).</summary>
    private IEnumerable<AdditiveEquation> OverBreakdown(int breakdown)
    {
        var standard = DefaultMember.Of(breakdowns[breakdown]);
        var totals = places.Select(place => place.With(breakdown, standard)).ToList();
        var groups = totals.Select((total, cell) => (Cell: cell, Member: membersOf[cell][breakdown], Total: cells.Find(total)))
            .Where(item => item.Total >= 0 && item.Total != item.Cell && !FilterMember.IsFilter(item.Member)).GroupBy(item => item.Total).ToList();
        var present = totals.Index().Where(item => membersOf[item.Index][breakdown] != standard).ToLookup(item => YearOf(item.Item), item => membersOf[item.Index][breakdown]);
        if (standard != DefaultMember.Total)
        {
            return groups.SelectMany(group => group).Select(item => new AdditiveEquation(item.Total, [item.Cell]));
        }

        return groups.Where(group => !Years(places[group.Key]).SelectMany(place => present[place]).Except(group.Select(item => item.Member)).Any())
            .Select(group => new AdditiveEquation(group.Key, [.. group.Where(item => !apart[breakdowns[breakdown]].Contains(item.Member)).Select(item => item.Cell)])).Where(equation => equation.Parts.Count > 0);
    }

    /// <summary>
    /// The years of a figure over several periods: who was in a member for some of them only has no figure of all, and the others do not add up. Of a single period
    /// none: who is not there adds nothing.
    /// </summary>
    private static IEnumerable<(string DataSet, string Area, string Key, int Year)> Years(ProtectedPlace place) => place.Window.Length == 0
        ? place.Period.Frequency == Frequency.Annual ? [YearOf(place)] : []
        : [YearOf(place), YearOf(place with { Period = place.Period.Plus(1 - FormulaWindow.Length(place)) })];

    private static (string DataSet, string Area, string Key, int Year) YearOf(ProtectedPlace place) =>
        (place.Figure[..place.Figure.IndexOf('.', StringComparison.Ordinal)], place.Area, place.Key, place.Period.CalendarYear);

    /// <summary>Whether parts may add up to their total, or their mean be it.</summary>
    private bool Adds(AdditiveEquation equation, int periods) => cells.MayHold([equation.Total, .. equation.Parts], figures =>
        figures[1..].Sum() is var sum && (IsNear(sum, figures[0]) || IsNear(sum, figures[0] * periods)));

    private static bool IsNear(double one, double other) => Math.Abs(one - other) <= Tolerance * Math.Max(1, Math.Abs(other));

    /// <summary>What a filter takes together is the sum of its members, or the total without them.</summary>
    private IEnumerable<AdditiveEquation> OverFilters()
    {
        foreach (var (cell, place) in places.Index().Where(item => membersOf[item.Index].Any(FilterMember.IsFilter)))
        {
            foreach (var (breakdown, member) in place.Members.Index().Where(item => FilterMember.IsFilter(item.Item)))
            {
                var (named, isExcept) = FilterMember.Parts(member);
                var parts = named.Select(name => cells.Find(place.With(breakdown, name))).Where(part => part >= 0).ToList();
                var total = isExcept ? cells.Find(place.With(breakdown, DefaultMember.Of(breakdowns[breakdown]))) : cell;
                if (parts.Count > 0 && total >= 0)
                {
                    yield return new AdditiveEquation(total, isExcept ? [.. parts, cell] : parts);
                }
            }
        }
    }

    /// <summary>Networks, regions and the country, the smallest first. A member without a row adds nothing.</summary>
    private IEnumerable<AdditiveEquation> OverAreas() => places.Index().Where(item => members.Contains(item.Item.Area))
        .OrderBy(item => members[item.Item.Area].Count()).ThenBy(item => item.Item.Area, StringComparer.Ordinal)
        .Select(item => new AdditiveEquation(item.Index, [.. members[item.Item.Area].Select(area => cells.Find(item.Item with { Area = area })).Where(part => part >= 0)]))
        .Where(equation => equation.Parts.Count > 0);

    /// <summary>A year is the sum (or mean) of its months and of its quarters, a quarter of its months. A period without a figure adds nothing.</summary>
    private IEnumerable<AdditiveEquation> OverTime()
    {
        var longer = places.Select((place, cell) => (Place: place, Cell: cell)).Where(item => item.Place.Window.Length == 0)
            .SelectMany(item => Longer(item.Place.Period).Select(period => (Total: cells.Find(item.Place with { Period = period }), item.Cell, item.Place.Period.Frequency)));
        return longer.Where(item => item.Total >= 0).GroupBy(item => (item.Total, item.Frequency)).Select(group => new AdditiveEquation(group.Key.Total, [.. group.Select(item => item.Cell)]));
    }

    private static IEnumerable<Period> Longer(Period period) =>
        new[] { Frequency.Quarterly, Frequency.Annual }.Where(frequency => Period.PerYear(frequency) < Period.PerYear(period.Frequency)).Select(frequency => Period.Containing(period.FirstDay, frequency));

    /// <summary>The windows whose periods are shown too: figures over several periods, which tell nothing new where all of those are shown.</summary>
    public IReadOnlyList<ProtectedWindow> Windows() => [.. places.Index().Where(item => item.Item.Window.Length > 0).Select(item => new ProtectedWindow(item.Index, Within(item.Item))).Where(window => window.Parts.Count > 0)];

    private List<int> Within(ProtectedPlace place) =>
        [.. Enumerable.Range(0, FormulaWindow.Length(place)).Select(back => cells.Find(place with { Window = "", Period = place.Period.Plus(-back) })).Where(part => part >= 0)];

    /// <summary>A window at the end of the year is the year.</summary>
    private IEnumerable<AdditiveEquation> OverWindows()
    {
        foreach (var (cell, place) in places.Index().Where(item => item.Item.Window.Length > 0))
        {
            var length = FormulaWindow.Length(place);
            var isYear = length == Period.PerYear(place.Period.Frequency) && place.Period.PositionInYear == length;
            if (isYear && cells.Find(place with { Window = "", Period = place.Period.ToYear() }) is var year and >= 0)
            {
                yield return new AdditiveEquation(year, [cell]);
            }
        }
    }
}
