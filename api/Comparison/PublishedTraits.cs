using System.Text.Json.Nodes;
using Insight.Indicators.Comparison;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Publications;

namespace Insight.Api.Comparison;

/// <summary>What the methods of comparison must know of a published indicator, read from its definition in the manifest.</summary>
public static class PublishedTraits
{
    private const string Percent = "percent";
    private const string Index = "index";
    private const string Total = "SUM";

    /// <summary>Themes whose figures an older population alone can move.</summary>
    private static readonly string[] OfHealth = ["residents", "workforce"];

    /// <summary>The traits.</summary>
    public static IndicatorTraits Of(PublishedIndicator indicator) => new(
        indicator.Id,
        indicator.Version,
        DefinitionWords.Directions.TryGetValue(indicator.Direction, out var direction) ? direction : Direction.Neutral,
        VariationOf(indicator),
        indicator.Multiplier,
        indicator.Decimals,
        UnitOf(indicator) == Percent)
    {
        IsTotal = indicator.Aggregation == Total,
    };

    /// <summary>
    /// The bounds of an indicator's figures: 0 below, unless it is a change or difference or a published figure is below; 100 above where a per cent is
    /// that of a part of a whole and no published figure is above.
    /// </summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="values">All its published figures; NaN where there is none.</param>
    public static Interval BoundsOf(PublishedIndicator indicator, ReadOnlySpan<double> values)
    {
        if (indicator.Formula.Contains("change", StringComparison.Ordinal) || indicator.Formula.Contains(" - ", StringComparison.Ordinal))
        {
            return IndicatorTraits.Unbounded;
        }

        var (low, high) = (0.0, UnitOf(indicator) == Percent ? 100.0 : double.PositiveInfinity);
        foreach (var value in values)
        {
            low = value < low ? double.NegativeInfinity : low;
            high = value > high ? double.PositiveInfinity : high;
        }

        return new(low, high);
    }

    /// <summary>Reservations that hold for every figure of the indicator.</summary>
    public static IReadOnlyList<string> Caveats(PublishedIndicator indicator)
    {
        var caveats = new List<string>();
        if (indicator.Synthetic)
        {
            caveats.Add(ComparisonCaveats.Synthetic);
        }

        return caveats;
    }

    /// <summary>
    /// Whether differences between areas may be those of age alone: figures of residents and staff, other than sums and indices (which their
    /// producers standardise).
    /// </summary>
    public static bool IsAgeSensitive(PublishedIndicator indicator) =>
        OfHealth.Contains(indicator.Theme) && indicator.Aggregation != Total && UnitOf(indicator) != Index;

    /// <summary>Ids of indicators that are there only to tell the spread of others' scores: no news by themselves.</summary>
    public static IReadOnlySet<string> SpreadsOf(IEnumerable<PublishedIndicator> indicators) => indicators
        .Select(indicator => VariationOf(indicator).Squares).OfType<string>()
        .Select(place => SamplePlace.Read(place).Indicator).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private static string? UnitOf(PublishedIndicator indicator) => (string?)(indicator.Definition as JsonObject)?["unit"]?["id"];

    private static Variation VariationOf(PublishedIndicator indicator)
    {
        var written = (indicator.Definition as JsonObject)?["variation"];
        return written is not null && DefinitionWords.Variations.TryGetValue((string?)written["kind"] ?? "", out var kind)
            ? new(kind, (string?)written["respondents"], (string?)written["population"]) { Squares = (string?)written["squares"] }
            : Variation.Register;
    }
}
