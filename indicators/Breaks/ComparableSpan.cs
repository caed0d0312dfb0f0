using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Breaks;

/// <summary>
/// Which part of a series may be compared: that since its last break. No trend, target path or forecast is fitted over a break. Pure; an
/// aggregate has the breaks of its members, so ask with <see cref="AreasOf"/>.
/// </summary>
public static class ComparableSpan
{
    /// <summary>The breaks that concern any of the areas, oldest first.</summary>
    public static IReadOnlyList<SeriesBreak> Concerning(IEnumerable<SeriesBreak> breaks, IReadOnlyCollection<string> areas) =>
        [.. breaks.Where(item => item.Areas.Count == 0 || item.Areas.Any(areas.Contains)).OrderBy(item => item.From)];

    /// <summary>The first day from which figures are comparable with those of a period; null when they always were.</summary>
    /// <param name="breaks">Breaks of the indicator.</param>
    /// <param name="areas">The area and its members, see <see cref="AreasOf"/>.</param>
    /// <param name="period">The period with which others are compared, usually the last of the series.</param>
    public static DateOnly? Since(IEnumerable<SeriesBreak> breaks, IReadOnlyCollection<string> areas, Period period) =>
        Concerning(breaks, areas).LastOrDefault(item => item.From <= period.LastDay)?.From;

    /// <summary>
    /// The end of a series that is comparable with its last item: the periods that begin on or after the last break. A period within which the
    /// break lies belongs to neither side; where it is the last one, it stands alone.
    /// </summary>
    /// <param name="series">Items by period, oldest first.</param>
    /// <param name="periodOf">The period of an item.</param>
    /// <param name="breaks">Breaks of the indicator.</param>
    /// <param name="areas">The area and its members, see <see cref="AreasOf"/>.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> series, Func<T, Period> periodOf, IEnumerable<SeriesBreak> breaks, IReadOnlyCollection<string> areas)
    {
        if (series.Count == 0 || Since(breaks, areas, periodOf(series[^1])) is not { } since)
        {
            return series;
        }

        return [.. series.Where((item, i) => periodOf(item).FirstDay >= since || i == series.Count - 1)];
    }

    /// <summary>Whether a break lies between two periods of a series, so that no change may be told from one to the other.</summary>
    public static bool IsBroken(IEnumerable<SeriesBreak> breaks, IReadOnlyCollection<string> areas, Period earlier, Period later) =>
        Since(breaks, areas, later) > earlier.FirstDay;

    /// <summary>The area itself with its members on a day: an aggregate has a break where one of its members has it.</summary>
    public static IReadOnlySet<string> AreasOf(AreaDirectory areas, string area, DateOnly day) =>
        areas.MembersOf(area, day).Append(area).ToHashSet(StringComparer.Ordinal);
}
