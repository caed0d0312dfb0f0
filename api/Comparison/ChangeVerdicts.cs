using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Change;
using Insight.Warehouse.Periods;

namespace Insight.Api.Comparison;

/// <summary>Answers "is the change real?" from a publication and those before it.</summary>
public sealed class ChangeVerdicts(SeriesScopes scopes, Vintages vintages)
{
    /// <summary>What must be known to judge the changes of an indicator in areas.</summary>
    /// <param name="scope">The indicator; with components where its variation is that of counts or samples.</param>
    /// <param name="areas">Ids of areas.</param>
    /// <param name="period">The later period; null takes each area's newest with a value.</param>
    public async Task<IReadOnlyList<ChangeQuestion>> QuestionsAsync(SeriesScope scope, IEnumerable<string> areas, Period? period)
    {
        var sizes = await SampleSizes.OfAsync(scope, scopes);
        var earlier = await vintages.EarlierAsync(scope);
        return [.. areas.Select(area =>
        {
            var asked = period ?? scope.LastOf(area) ?? scope.Periods[^1];
            return new ChangeQuestion
            {
                Indicator = scope.TraitsAt(asked),
                Area = area,
                Period = asked,
                Series = scope.SeriesOf(area),
                ComparableFrom = scope.ComparableFrom(area, asked),
                SampleSize = of => sizes.Of(area, of),
                FirstPublished = of => FirstPublished(earlier, area, of),
                Caveats = PublishedTraits.Caveats(scope.Indicator),
            };
        })];
    }

    private static double? FirstPublished(IReadOnlyList<SeriesScope> earlier, string area, Period period)
    {
        foreach (var scope in earlier)
        {
            if (scope.PointOf(area, period).Value is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
