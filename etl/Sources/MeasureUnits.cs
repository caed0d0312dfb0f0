using Insight.Indicators.Formulas;

namespace Insight.Etl.Sources;

/// <summary>Units that a measure may have (the words of the formula language), and which of them never add up over areas.</summary>
public static class MeasureUnits
{
    /// <summary>All units, by the words that source.yml uses.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Unit.Words];

    /// <summary>Whether figures in a unit are rates or scores, whose sum over areas means nothing.</summary>
    public static bool NeverAddsUp(string unit) => unit is "index" or "points" || (Unit.TryParse(unit, out var known) && known.IsRate);
}
