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
        UnitOf(indicator) == Percent);

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
        OfHealth.Contains(indicator.Theme) && indicator.Aggregation != "SUM" && UnitOf(indicator) != Index;

    private static string? UnitOf(PublishedIndicator indicator) => (string?)(indicator.Definition as JsonObject)?["unit"]?["id"];

    private static Variation VariationOf(PublishedIndicator indicator)
    {
        var written = (indicator.Definition as JsonObject)?["variation"];
        return written is not null && DefinitionWords.Variations.TryGetValue((string?)written["kind"] ?? "", out var kind)
            ? new(kind, (string?)written["respondents"], (string?)written["population"])
            : Variation.Register;
    }
}
