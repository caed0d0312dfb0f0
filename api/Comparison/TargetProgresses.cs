using System.Runtime.CompilerServices;
using Insight.Api.Publications;
using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Targets;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Comparison;

/// <summary>The targets of a publication, and how far they are.</summary>
public sealed class TargetProgresses(PublicationShelf shelf, SeriesScopes scopes)
{
    private readonly ConditionalWeakTable<Publication, IReadOnlyList<Target>> known = [];

    /// <summary>All targets of a publication, by area, indicator and year; read once.</summary>
    public IReadOnlyList<Target> TargetsOf(Publication publication) => known.GetValue(
        publication, of => TargetsDocument.Of(shelf.Store, of.Manifest));

    /// <summary>The progress of a target; not assessable where the indicator has no annual values.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="target">One of its targets.</param>
    /// <param name="division">Label of the division in which the series is looked at; the target itself is of the municipality as it was decided.</param>
    /// <exception cref="ArgumentException">The publication has no such indicator.</exception>
    public async Task<TargetProgress> OfAsync(Publication publication, Target target, string division = PublishedSlice.Current)
    {
        var indicator = publication.Indicator(target.Indicator)
            ?? throw new ArgumentException($"The publication {publication.Id} has no indicator '{target.Indicator}'.", nameof(target));
        var scope = await scopes.TotalsAsync(publication, indicator, Frequency.Annual, withComponents: false, division);
        var series = scope?.SeriesOf(target.Area) ?? [];
        var last = series.LastOrDefault(point => point.Value is not null)?.Period;
        var from = last is { } period ? scope!.ComparableFrom(target.Area, period)?.CalendarYear : null;
        return TargetAssessment.Of(PublishedTraits.Of(indicator), target, series, from, PublishedTraits.Caveats(indicator));
    }
}
