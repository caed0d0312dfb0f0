using Insight.Indicators.Comparison;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Comparison;

/// <summary>Series and indicators written in one line.</summary>
internal static class Figures
{
    public static IndicatorTraits Indicator(VariationKind kind = VariationKind.Register, Direction direction = Direction.Lower, double multiplier = 1, bool isPercent = false) =>
        new("test", 1, direction, new Variation(kind, null, null), multiplier, 1, isPercent);

    /// <summary>Years without gaps from a first one; null is a missing value.</summary>
    public static List<SeriesPoint> Years(int first, params double?[] values) =>
        [.. values.Select((value, i) => new SeriesPoint(Period.Year(first + i), value, value, null, value is null ? "unknown" : ""))];

    /// <summary>A ratio: multiplier × numerator ÷ denominator.</summary>
    public static SeriesPoint Ratio(int year, double numerator, double denominator, double multiplier = 1) =>
        new(Period.Year(year), multiplier * numerator / denominator, numerator, denominator, "");
}
