using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Change;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Periods;

namespace Insight.Api.Comparison;

/// <summary>
/// Finds how many answered, and how many could have, where an indicator's definition says that they stand: above or below its own line, or
/// that of another indicator.
/// </summary>
public sealed class SampleSizes
{
    private static readonly SampleSizes None = new(null, null);

    private readonly Func<string, Period, double?>? respondents;
    private readonly Func<string, Period, double?>? population;

    private SampleSizes(Func<string, Period, double?>? respondents, Func<string, Period, double?>? population)
    {
        this.respondents = respondents;
        this.population = population;
    }

    /// <summary>Whether an indicator's own components are needed beside its values.</summary>
    public static bool NeedComponents(IndicatorTraits traits) => traits.Variation.Kind != VariationKind.Register;

    /// <summary>The sizes of a scope's samples; none for other kinds of variation.</summary>
    public static async Task<SampleSizes> OfAsync(SeriesScope scope, SeriesScopes scopes)
    {
        var variation = scope.Traits.Variation;
        return variation.Kind != VariationKind.Sample
            ? None
            : new(await ReaderAsync(scope, scopes, variation.Respondents), await ReaderAsync(scope, scopes, variation.Population));
    }

    /// <summary>Who answered in a period; null where that is not known.</summary>
    public SampleSize? Of(string area, Period period) =>
        respondents?.Invoke(area, period) is { } answered ? new(answered, population?.Invoke(area, period)) : null;

    private static async Task<Func<string, Period, double?>?> ReaderAsync(SeriesScope scope, SeriesScopes scopes, string? place)
    {
        var parts = place?.Split('.');
        var source = parts switch
        {
            null => null,
            [_] => scope,
            [var id, ..] => scope.Publication.Indicator(id) is { } other
                ? await scopes.TotalsAsync(scope.Publication, other, scope.Slice.Frequency, withComponents: true)
                : null,
            _ => null,
        };
        if (source is null)
        {
            return null;
        }

        return parts![^1] == Variation.Numerator
            ? (area, period) => source.PointOf(area, period).Numerator
            : (area, period) => source.PointOf(area, period).Denominator;
    }
}
