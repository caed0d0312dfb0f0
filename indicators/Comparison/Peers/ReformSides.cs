using Insight.Indicators.Definitions;

namespace Insight.Indicators.Comparison.Peers;

/// <summary>
/// Keeps areas apart that a reform reached at different times: while one has its break behind it and the other still ahead, their figures are
/// not of the same scope (staff with and without social and health services between 2017 and 2023).
/// </summary>
public static class ReformSides
{
    /// <summary>Whether two areas are on different sides of a reform on a day.</summary>
    /// <param name="first">One area's breaks that are not everybody's, by their first day.</param>
    /// <param name="second">The other's.</param>
    /// <param name="day">The last day of the period that is compared.</param>
    public static bool Differ(IReadOnlyCollection<DateOnly> first, IReadOnlyCollection<DateOnly> second, DateOnly day)
    {
        var onlyFirst = first.Except(second).ToList();
        var onlySecond = second.Except(first).ToList();
        return (onlyFirst.Exists(from => from <= day) && onlySecond.Exists(from => from > day))
            || (onlySecond.Exists(from => from <= day) && onlyFirst.Exists(from => from > day));
    }

    /// <summary>First days of the breaks that concern an area and not all areas.</summary>
    /// <param name="breaks">The indicator's breaks.</param>
    /// <param name="area">The area and, of an aggregate, its members.</param>
    public static IReadOnlyCollection<DateOnly> Of(IEnumerable<SeriesBreak> breaks, IReadOnlyCollection<string> area) =>
        [.. breaks.Where(item => item.Areas.Count > 0 && item.Areas.Any(area.Contains)).Select(item => item.From).Distinct()];
}
