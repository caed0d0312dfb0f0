using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Decomposition;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Api.Comparison;

/// <summary>Answers "why did it change?" from a publication.</summary>
public static class ContributionSets
{
    /// <summary>Classes whose components add up over areas.</summary>
    private static readonly string[] Additive = ["SUM", "RATIO", "WEIGHTED"];

    /// <summary>The parts of a change.</summary>
    /// <param name="scope">The indicator with its components.</param>
    /// <param name="area">The area; an aggregate is taken apart into its municipalities of the current division.</param>
    /// <param name="from">The earlier period.</param>
    /// <param name="to">The later period.</param>
    /// <param name="skipped">A newer period with a figure that was not chosen; null where there is none.</param>
    public static Contributions Of(SeriesScope scope, string area, Period from, Period to, Period? skipped = null)
    {
        var (before, after) = (scope.PointOf(area, from), scope.PointOf(area, to));
        return ChangeDecomposition.Of(new ContributionQuestion
        {
            Indicator = scope.TraitsAt(to),
            HasComponents = Additive.Contains(scope.Indicator.At(to).Aggregation),
            Area = area,
            From = before,
            To = after,
            Members = [.. Municipalities(scope, area).Select(id => new MemberFigures(id, scope.PointOf(id, from), scope.PointOf(id, to)))],
            IsOverBreak = scope.ComparableFrom(area, to) > from,
            Caveats = [.. PublishedTraits.Caveats(scope.Indicator), .. skipped is null ? [] : new[] { ComparisonCaveats.NewestSkipped }],
        });
    }

    /// <summary>
    /// The newest period whose figure can be taken apart together with that of a year before, or of a given earlier period: both have a value and what it is made
    /// of. Null where there is none.
    /// </summary>
    public static Period? Later(SeriesScope scope, string area, Period? from) => scope.SeriesOf(area)
        .Where(point => IsMade(point) && (from is null || point.Period > from) && IsMade(scope.PointOf(area, from ?? point.Period.Plus(-Period.PerYear(point.Period.Frequency)))))
        .Select(point => (Period?)point.Period).LastOrDefault();

    private static bool IsMade(SeriesPoint point) => point.Value is not null && point.Numerator is not null;

    private static IEnumerable<string> Municipalities(SeriesScope scope, string area) => scope.Publication.Areas
        .MembersOf(area, scope.Publication.CurrentDivision)
        .Where(id => scope.Publication.Areas.TryById(id, out var member) && member.Level == AreaLevel.Municipality);
}
