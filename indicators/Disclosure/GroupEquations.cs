using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Disclosure;

/// <summary>What a reader knows of sums among the places of a group: over breakdowns, areas, time, and windows of time.</summary>
/// <param name="cells">The places.</param>
/// <param name="breakdowns">The breakdowns of the group.</param>
/// <param name="members">Aggregate → its members.</param>
internal sealed class GroupEquations(GroupCells cells, IReadOnlyList<string> breakdowns, ILookup<string, string> members)
{
    private const double Tolerance = 1e-6;

    private readonly IReadOnlyList<ProtectedPlace> places = cells.Places;

    /// <summary>All sums, the most telling first.</summary>
    public IReadOnlyList<AdditiveEquation> All() =>
    [
        .. Enumerable.Range(0, breakdowns.Count).SelectMany(OverBreakdown), .. OverFilters(), .. OverAreas(), .. OverTime(), .. OverWindows(),
    ];

    /// <summary>A total is the sum of the other members. Of a breakdown without a total, members that are the same people have the same figures.</summary>
    private IEnumerable<AdditiveEquation> OverBreakdown(int breakdown)
    {
        var standard = DefaultMember.Of(breakdowns[breakdown]);
        var groups = places.Select((place, cell) => (Cell: cell, Member: place.Members[breakdown], Total: cells.Find(place.With(breakdown, standard))))
            .Where(item => item.Total >= 0 && item.Total != item.Cell && !FilterMember.IsFilter(item.Member)).GroupBy(item => item.Total).ToList();
        if (standard != DefaultMember.Total)
        {
            return groups.SelectMany(group => group).Where(item => IsSame(item.Cell, item.Total)).Select(item => new AdditiveEquation(item.Total, [item.Cell]));
        }

        var outside = groups.Select(group => Outside(group.Key, [.. group.Select(item => (item.Cell, item.Member))])).OfType<string>().ToHashSet();
        return groups.Select(group => new AdditiveEquation(group.Key, [.. group.Where(item => !outside.Contains(item.Member)).Select(item => item.Cell)])).Where(equation => equation.Parts.Count > 0);
    }

    private bool IsSame(int cell, int other) => cells.AmountsOf([cell, other]) is { } pair && Math.Abs(pair[0] - pair[1]) <= Tolerance * Math.Abs(pair[1]);

    /// <summary>A member that stands in no total (staff who were transferred, among reasons for leaving): the parts exceed the total by just its figure.</summary>
    private string? Outside(int total, List<(int Cell, string Member)> parts)
    {
        if (cells.AmountsOf(parts.Select(part => part.Cell).Prepend(total)) is not [var whole, .. var amounts] || amounts.Sum() - whole is var excess && excess <= Tolerance * Math.Max(1, whole))
        {
            return null;
        }

        return parts.Zip(amounts).Where(pair => Math.Abs(pair.Second - excess) <= Tolerance * excess).Select(pair => pair.First.Member).FirstOrDefault();
    }

    /// <summary>What a filter takes together is the sum of its members, or the total without them.</summary>
    private IEnumerable<AdditiveEquation> OverFilters()
    {
        foreach (var (cell, place) in places.Index().Where(item => item.Item.Members.Any(FilterMember.IsFilter)))
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

    /// <summary>Networks, regions and the country, where all their members have figures; the smallest first.</summary>
    private IEnumerable<AdditiveEquation> OverAreas() => places.Index().Where(item => members.Contains(item.Item.Area))
        .OrderBy(item => members[item.Item.Area].Count()).ThenBy(item => item.Item.Area, StringComparer.Ordinal)
        .Select(item => new AdditiveEquation(item.Index, [.. members[item.Item.Area].Select(area => cells.Find(item.Item with { Area = area }))]))
        .Where(equation => !equation.Parts.Contains(-1));

    /// <summary>A year is the sum (or mean) of its months and of its quarters, a quarter of its months. A period without a figure adds nothing.</summary>
    private IEnumerable<AdditiveEquation> OverTime()
    {
        var longer = places.Select((place, cell) => (Place: place, Cell: cell)).Where(item => item.Place.Window.Length == 0)
            .SelectMany(item => Longer(item.Place.Period).Select(period => (Total: cells.Find(item.Place with { Period = period }), item.Cell, item.Place.Period.Frequency)));
        return longer.Where(item => item.Total >= 0).GroupBy(item => (item.Total, item.Frequency)).Select(group => new AdditiveEquation(group.Key.Total, [.. group.Select(item => item.Cell)]));
    }

    private static IEnumerable<Period> Longer(Period period) =>
        new[] { Frequency.Quarterly, Frequency.Annual }.Where(frequency => Period.PerYear(frequency) < Period.PerYear(period.Frequency)).Select(frequency => Period.Containing(period.FirstDay, frequency));

    /// <summary>A figure over a window is the sum of those of its periods, where they are shown too; at the end of the year it is that of the year.</summary>
    private IEnumerable<AdditiveEquation> OverWindows()
    {
        foreach (var (cell, place) in places.Index().Where(item => item.Item.Window.Length > 0))
        {
            var length = FormulaWindow.Length(place);
            var parts = Enumerable.Range(0, length).Select(back => cells.Find(place with { Window = "", Period = place.Period.Plus(-back) })).Where(part => part >= 0).ToList();
            if (parts.Count > 0)
            {
                yield return new AdditiveEquation(cell, parts);
            }

            var isYear = length == Period.PerYear(place.Period.Frequency) && place.Period.PositionInYear == length;
            if (isYear && cells.Find(place with { Window = "", Period = place.Period.ToYear() }) is var year and >= 0)
            {
                yield return new AdditiveEquation(year, [cell]);
            }
        }
    }
}
