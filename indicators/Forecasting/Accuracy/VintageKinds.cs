using Insight.Indicators.Forecasting.Questions;
using Insight.Warehouse.Forecasts;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Forecasting.Accuracy;

/// <summary>
/// Tells forecasts from hindcasts. A vintage is a hindcast when values after its origin had been published by the time it was made: because an
/// earlier origin or an earlier publication (asOf) was asked for. Methods were chosen knowing such values, so its accuracy proves less.
/// </summary>
/// <param name="lake">The lake.</param>
public sealed class VintageKinds(PublicationStore lake)
{
    /// <summary>Made before the values.</summary>
    public const string Forecast = "forecast";

    /// <summary>Made after the values.</summary>
    public const string Hindcast = "hindcast";

    private readonly Dictionary<string, PublicationManifest?> manifests = new(StringComparer.Ordinal);

    /// <summary>The words, as in requests.</summary>
    public static IReadOnlyList<string> Words { get; } = [Forecast, Hindcast];

    /// <summary>The kind of a vintage.</summary>
    public string Of(ForecastVintage vintage)
    {
        var seen = lake.Pointer("public")?.History.Where(m => m.Since <= vintage.Created).Select(m => m.Publication) ?? [];
        return seen.Append(vintage.Publication).Distinct().Select(Manifest).OfType<PublicationManifest>()
            .Any(p => string.CompareOrdinal(LastOf(p, vintage), vintage.Origin) > 0) ? Hindcast : Forecast;
    }

    private PublicationManifest? Manifest(string id) =>
        manifests.TryGetValue(id, out var known) ? known : manifests[id] = lake.Manifest(id);

    private static string? LastOf(PublicationManifest publication, ForecastVintage vintage) => publication.Indicators.FirstOrDefault(i => i.Id == vintage.Indicator)?
        .Slices.FirstOrDefault(s => s.Division == vintage.Division && QuestionReader.Word(s.Frequency) == vintage.Frequency)?.LastPeriod;
}
