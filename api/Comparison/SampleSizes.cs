using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Change;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Api.Comparison;

/// <summary>
/// Finds how many answered, how many could have, and how much scores differ, where an indicator's definition says that they stand: above or below its own
/// line, or that of another indicator.
/// </summary>
public sealed class SampleSizes
{
    private static readonly SampleSizes None = new(null, null, null);

    private readonly Func<string, Period, double?>? respondents;
    private readonly Func<string, Period, double?>? population;
    private readonly Func<string, Period, double?>? squares;

    private SampleSizes(Func<string, Period, double?>? respondents, Func<string, Period, double?>? population, Func<string, Period, double?>? squares)
    {
        this.respondents = respondents;
        this.population = population;
        this.squares = squares;
    }

    /// <summary>Whether an indicator's own components are needed beside its values.</summary>
    public static bool NeedComponents(IndicatorTraits traits) => traits.Variation.Kind != VariationKind.Register;

    /// <summary>The sizes of a scope's samples; none for other kinds of variation.</summary>
    public static async Task<SampleSizes> OfAsync(SeriesScope scope, SeriesScopes scopes)
    {
        var variation = scope.Traits.Variation;
        return variation.Kind != VariationKind.Sample
            ? None
            : new(
                await ReaderAsync(scope, scopes, variation.Respondents),
                await ReaderAsync(scope, scopes, variation.Population),
                await ReaderAsync(scope, scopes, variation.Squares));
    }

    /// <summary>Who answered in a period; null where that is not known.</summary>
    public SampleSize? Of(string area, Period period) => respondents?.Invoke(area, period) is { } answered
        ? new(answered, population?.Invoke(area, period)) { Squares = squares?.Invoke(area, period) }
        : null;

    private static async Task<Func<string, Period, double?>?> ReaderAsync(SeriesScope scope, SeriesScopes scopes, string? written)
    {
        if (written is null)
        {
            return null;
        }

        var place = SamplePlace.Read(written);
        var source = place.Indicator is null ? scope : await ElsewhereAsync(scope, scopes, place);
        return source is null
            ? null
            : place.IsNumerator ? (area, period) => source.PointOf(area, period).Numerator : (area, period) => source.PointOf(area, period).Denominator;
    }

    /// <summary>
    /// The other indicator with the members that the place names and those that the scope has too. Null where it does not tell the scope's members
    /// apart: how many of a sector were asked is not how many were asked.
    /// </summary>
    private static async Task<SeriesScope?> ElsewhereAsync(SeriesScope scope, SeriesScopes scopes, SamplePlace place)
    {
        if (scope.Publication.Indicator(place.Indicator!) is not { } other
            || other.Slices.FirstOrDefault(s => s.Division == scope.Slice.Division && s.Frequency == scope.Slice.Frequency) is not { } slice
            || scope.Breakdown.Any(member => !DefaultMember.Is(member.Value) && !other.Breakdowns.Contains(member.Key)))
        {
            return null;
        }

        var members = other.Breakdowns.ToDictionary(
            name => name, name => place.Members.GetValueOrDefault(name) ?? scope.Breakdown.GetValueOrDefault(name) ?? DefaultMember.Of(name), StringComparer.Ordinal);
        return await scopes.FindAsync(scope.Publication, other, slice, members, withComponents: true);
    }
}
