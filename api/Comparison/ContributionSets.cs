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
    public static Contributions Of(SeriesScope scope, string area, Period from, Period to)
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
            Caveats = PublishedTraits.Caveats(scope.Indicator),
        });
    }

    private static IEnumerable<string> Municipalities(SeriesScope scope, string area) => scope.Publication.Areas
        .MembersOf(area, scope.Publication.CurrentDivision)
        .Where(id => scope.Publication.Areas.TryById(id, out var member) && member.Level == AreaLevel.Municipality);
}
